import fc from 'fast-check';
import { addDays, type LocalDate } from '#libs/kernel/local-date.js';
import type { ClaimLine, ProfessionalClaim, Responsibility } from '../claim.js';
import { coordination } from './arbitrary-coordination.js';
import { address, date, defined, digits, identifier, name, option, personName, terms } from './arbitrary-parts.js';

/* Claims for property tests: such as an 837P carries without loss, so that what is read back can be compared with what was written. */

const birthDate: fc.Arbitrary<LocalDate> = fc
  .integer({ min: 0, max: 30_000 })
  .map((days) => addDays('1930-01-01', days));
const sex = fc.constantFrom('F' as const, 'M' as const, 'U' as const);
const pair = fc.constantFrom('GO', 'CO', 'KX', '59', '95', 'GA', 'XS', '76');

const billingProvider = fc
  .record({
    who: fc.oneof(
      fc.record({ entityType: fc.constant('organization' as const), name }),
      fc.record({ entityType: fc.constant('person' as const), name, firstName: name }),
    ),
    npi: digits(10),
    taxId: digits(9),
    taxIdType: fc.constantFrom('EI' as const, 'SY' as const),
    taxonomy: option(fc.constant('225X00000X')),
    address,
    payTo: option(address),
  })
  .map(({ who, ...rest }) => defined({ ...who, ...rest }));

const provider = fc.tuple(personName, digits(10)).map(([person, npi]) => defined({ ...person, npi }));

/** The subscriber, and the patient where that is someone else. */
const people = (responsibility: Responsibility) =>
  fc
    .tuple(
      personName,
      terms(responsibility),
      identifier(20),
      fc.record({ birthDate, sex, address }),
      option(fc.tuple(personName, fc.constantFrom('01', '19', 'G8'))),
    )
    .map(([person, cover, memberId, demographics, dependent]) => {
      if (dependent === undefined) return { subscriber: defined({ ...person, memberId, ...cover, ...demographics }) };
      const [dependentName, relationship] = dependent;
      const patient = defined({ ...dependentName, relationship, ...demographics });
      return { subscriber: defined({ ...person, memberId, ...cover }), patient };
    });

function line(diagnosisCount: number): fc.Arbitrary<Omit<ClaimLine, 'lineControlNumber'>> {
  const pointers = Array.from({ length: diagnosisCount }, (_, index) => index + 1);
  return fc
    .record({
      code: fc.constantFrom('97110', '97112', '97140', '97530', '97535', '97166', 'G0283', 'L3808'),
      modifiers: fc.uniqueArray(pair, { maxLength: 4 }),
      units: fc.integer({ min: 1, max: 24 }),
      chargeCents: fc.integer({ min: 1, max: 500_000 }),
      diagnosisPointers: fc.shuffledSubarray(pointers, { minLength: 1, maxLength: Math.min(4, diagnosisCount) }),
      serviceDate: date,
      days: option(fc.integer({ min: 1, max: 10 })),
      description: option(name),
      placeOfService: option(fc.constantFrom('10', '22')),
    })
    .map(({ days, ...rest }) =>
      defined({ ...rest, serviceDateTo: days === undefined ? undefined : addDays(rest.serviceDate, days) }),
    );
}

/** Formed like an ICD-10-CM code: a letter, a digit, one to five more. */
const diagnosis = fc.tuple(identifier(5), digits(1)).map(([rest, digit]) => `M${digit}${rest.replaceAll('-', 'A')}`);

const linesAndDiagnoses = fc.uniqueArray(diagnosis, { minLength: 1, maxLength: 12 }).chain((diagnoses) =>
  fc.array(line(diagnoses.length), { minLength: 1, maxLength: 50, size: 'medium' }).map((lines) => ({
    diagnoses,
    lines: lines.map((one, index) => ({ ...one, lineControlNumber: `L${index + 1}` })),
  })),
);

const frequency = fc.oneof(
  fc.record({ frequency: fc.constant('1' as const) }),
  fc.record({ frequency: fc.constantFrom('7' as const, '8' as const), payerControlNumber: identifier(30) }),
);

const accident = fc.oneof(
  fc.record({ kind: fc.constant('AA' as const), on: date, state: fc.constantFrom('NV', 'OH') }),
  fc.record({ kind: fc.constantFrom('EM' as const, 'OA' as const), on: date }),
);

const attachment = fc.record({
  reportType: fc.constantFrom('OZ', '03'),
  transmission: fc.constantFrom('FX', 'EL', 'BM'),
  controlNumber: identifier(20),
});

/** Any professional claim that the writer takes. */
export function arbitraryClaim(): fc.Arbitrary<ProfessionalClaim> {
  const details = fc.record({
    billingProvider,
    payer: fc.record({ name, id: identifier(15), address: option(address) }).map(defined),
    patientControlNumber: identifier(17),
    priorAuthorization: option(identifier(20)),
    placeOfService: fc.constantFrom('11', '12', '49'),
    assignment: fc.constantFrom('A' as const, 'C' as const),
    benefitsAssigned: fc.constantFrom('Y' as const, 'N' as const),
    releaseOfInformation: fc.constantFrom('Y' as const, 'I' as const),
    accident: option(accident),
    onsetOn: option(date),
    initialTreatmentOn: option(date),
    lastSeenOn: option(date),
    attachments: option(fc.array(attachment, { minLength: 1, maxLength: 3 })),
    note: option(name),
    patientPaidCents: option(fc.integer({ min: 1, max: 500_000 })),
    referringProvider: option(provider),
    renderingProvider: option(provider.map((person) => ({ ...person, taxonomy: '225X00000X' }))),
    supervisingProvider: option(provider),
    serviceFacility: option(fc.record({ name, npi: option(digits(10)), address }).map(defined)),
  });
  return fc
    .tuple(fc.constantFrom<Responsibility>('P', 'S', 'T', 'A'), linesAndDiagnoses)
    .chain(([responsibility, { lines, diagnoses }]) =>
      fc
        .tuple(details, people(responsibility), coordination(responsibility, lines), frequency)
        .map(([rest, who, what, how]) => defined({ ...rest, ...who, diagnoses, ...what, ...how })),
    );
}
