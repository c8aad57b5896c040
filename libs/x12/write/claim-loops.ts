import { centsToDecimal, sumCents } from '#libs/kernel/money.js';
import type { ClaimLine, ProfessionalClaim } from '../claim.js';
import { adjudicationLoops, otherPayerLoops } from './claim-other-payers.js';
import { providerLoop, serviceFacilityLoop } from './claim-parties.js';
import { cleanText } from './clean-text.js';
import { compactDate, composite, dateSegment, segment } from './segments.js';

/** Loop 2300 and those within. */
export function* claimLoop(claim: ProfessionalClaim): Generator<string> {
  yield claimSegment(claim);
  if (claim.onsetOn !== undefined) yield dateSegment('431', claim.onsetOn);
  if (claim.initialTreatmentOn !== undefined) yield dateSegment('454', claim.initialTreatmentOn);
  if (claim.lastSeenOn !== undefined) yield dateSegment('304', claim.lastSeenOn);
  if (claim.accident !== undefined) yield dateSegment('439', claim.accident.on);
  for (const { reportType, transmission, controlNumber } of claim.attachments ?? []) {
    const identified = controlNumber === undefined ? [] : ['AC', controlNumber];
    yield segment('PWK', reportType, transmission, '', '', ...identified);
  }
  if (claim.patientPaidCents) yield segment('AMT', 'F5', centsToDecimal(claim.patientPaidCents));
  if (claim.priorAuthorization !== undefined) yield segment('REF', 'G1', claim.priorAuthorization);
  if (claim.payerControlNumber !== undefined) yield segment('REF', 'F8', claim.payerControlNumber);
  if (claim.note !== undefined && cleanText(claim.note) !== '') yield segment('NTE', 'ADD', cleanText(claim.note));
  yield segment(
    'HI',
    ...claim.diagnoses.map((code, index) => composite(index === 0 ? 'ABK' : 'ABF', code.replace('.', ''))),
  );
  yield* providerLoop('DN', claim.referringProvider);
  yield* providerLoop('82', claim.renderingProvider);
  yield* serviceFacilityLoop(claim.serviceFacility);
  yield* providerLoop('DQ', claim.supervisingProvider);
  yield* otherPayerLoops(claim.otherPayers);
  for (const [index, line] of claim.lines.entries()) yield* lineLoop(line, index + 1, claim.placeOfService);
}

function claimSegment(claim: ProfessionalClaim): string {
  return segment(
    'CLM',
    claim.patientControlNumber,
    centsToDecimal(sumCents(claim.lines.map((line) => line.chargeCents))),
    '',
    '',
    composite(claim.placeOfService, 'B', claim.frequency),
    'Y',
    claim.assignment ?? 'A',
    claim.benefitsAssigned ?? 'Y',
    claim.releaseOfInformation ?? 'Y',
    '',
    claim.accident === undefined ? '' : composite(claim.accident.kind, '', '', claim.accident.state),
  );
}

/** Loop 2400. */
function* lineLoop(line: ClaimLine, number: number, placeOfService: string): Generator<string> {
  const description = line.description === undefined ? '' : cleanText(line.description);
  const [first, second, third, fourth] = line.modifiers;
  yield segment('LX', number);
  yield segment(
    'SV1',
    composite('HC', line.code, first, second, third, fourth, description),
    centsToDecimal(line.chargeCents),
    'UN',
    line.units,
    line.placeOfService === placeOfService ? '' : line.placeOfService,
    '',
    composite(...line.diagnosisPointers),
  );
  yield line.serviceDateTo === undefined
    ? dateSegment('472', line.serviceDate)
    : segment('DTP', '472', 'RD8', `${compactDate(line.serviceDate)}-${compactDate(line.serviceDateTo)}`);
  yield segment('REF', '6R', line.lineControlNumber);
  yield* adjudicationLoops(line.adjudications);
}
