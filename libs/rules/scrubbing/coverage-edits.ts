import { isMedicare, payerProfile } from '../payer-profile.js';
import type { PayerKind } from '../practice.js';
import { type Coverage, firstCoverage, type Session } from '../session.js';
import { addressProblems, isIdentifier, isName } from './carried-by-x12.js';
import { type Edit, type EditContext, NOTHING, type Problem } from './edit.js';

const ELIGIBILITY = "the payer's eligibility answer (270/271)";
const SUBSCRIBER = '005010X222A1, 2000B and 2010BA';
const SECONDARY_PAYER = 'Medicare Secondary Payer Manual ch. 3';

/** The first coverage's place in messages and corrections. */
function firstField(session: Session): string {
  return `coverages[${session.coverages.indexOf(firstCoverage(session))}]`;
}

function isSelf({ relationship }: Coverage): boolean {
  return relationship === undefined || relationship === 'self';
}

function kindOf({ practice }: EditContext, { payerId }: Coverage): PayerKind | undefined {
  return payerProfile(practice, payerId)?.kind;
}

function includes({ from, to }: Coverage, day: string): boolean {
  return (from === undefined || from <= day) && (to === undefined || day <= to);
}

/** What an 837P takes of a coverage's short fields, each with the form that it must have. */
function malformed(coverage: Coverage): string | undefined {
  const { groupNumber, claimFilingIndicator, mspType } = coverage;
  if (groupNumber !== undefined && !isIdentifier(groupNumber, 50)) return 'groupNumber must be 1 to 50 characters';
  if (claimFilingIndicator !== undefined && !/^[A-Z0-9]{1,2}$/.test(claimFilingIndicator))
    return 'claimFilingIndicator must be one or two capitals or digits';
  return mspType !== undefined && !/^[A-Z0-9]{2}$/.test(mspType) ? 'mspType must be two characters' : undefined;
}

function subscriberGaps(session: Session, coverage: Coverage): readonly Problem[] {
  const { subscriber } = coverage;
  const field = `${firstField(session)}.subscriber`;
  const problems: Problem[] = [];
  for (const name of ['lastName', 'firstName'] as const)
    if (!isName(subscriber?.[name])) problems.push({ message: `${field}.${name} is missing` });
  for (const name of ['birthDate', 'sex'] as const)
    if (subscriber?.[name] === undefined) problems.push({ message: `${field}.${name} is missing` });
  return problems;
}

/** What the payer said when it was asked; a no that came after the service may be younger than the service. */
function saidInactive({ session, eligibility }: EditContext): readonly Problem[] {
  if (eligibility?.active !== false) return NOTHING;
  const { payerId } = firstCoverage(session);
  const { asOf } = eligibility;
  const message = `${payerId} said that the coverage was not active on ${asOf}; the service is of ${session.dateOfService}`;
  const fix = 'find the coverage of the day, or ask the payer again';
  return [asOf <= session.dateOfService ? { message, fix } : { message, fix, severity: 'warning' }];
}

/** The letters of a Medicare number's places: digits, letters without S L O I B Z, either. */
const MEDICARE_NUMBER =
  /^[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d[AC-HJKMNP-RT-Y]{2}\d{2}$/;

export const COVERAGE_EDITS: readonly Edit[] = [
  {
    id: 'coverage.inactive',
    means:
      'The first coverage does not include the date of service, or the payer said that it is not active (a warning where the answer is younger than the service).',
    source: ELIGIBILITY,
    severity: 'error',
    check(context) {
      const { from, to, payerId } = firstCoverage(context.session);
      const on = context.session.dateOfService;
      if (from !== undefined && on < from)
        return [{ message: `${payerId} covers from ${from}; the service is of ${on}` }];
      if (to !== undefined && on > to) return [{ message: `${payerId} covered until ${to}; the service is of ${on}` }];
      return saidInactive(context);
    },
  },
  {
    id: 'coverage.member-id-missing',
    means: 'The first coverage has no member id, or one that a claim cannot carry.',
    source: '005010X222A1, NM109 of 2010BA',
    severity: 'error',
    corrects: 'takes separators and blanks out of the member id',
    check({ session }) {
      const { memberId } = firstCoverage(session);
      const field = `${firstField(session)}.memberId`;
      if (!memberId?.trim()) return [{ message: `${field} is missing` }];
      if (isIdentifier(memberId, 80, 2)) return NOTHING;
      return [
        {
          message: `${field} must be 2 to 80 characters without separators`,
          fix: 'write it with letters and digits alone',
          ...(/[A-Za-z0-9].*[A-Za-z0-9]/.test(memberId) && {
            correction: [{ do: 'clean', field, as: 'letters-and-digits' } as const],
          }),
        },
      ];
    },
  },
  {
    id: 'coverage.medicare-number',
    means: 'The member id does not have the form of a Medicare number.',
    source: 'CMS: format of the Medicare Beneficiary Identifier',
    severity: { MEDICARE_B: 'warning' },
    corrects: 'takes dashes and blanks out, and raises letters',
    check({ session }) {
      const { memberId } = firstCoverage(session);
      if (memberId === undefined || !isIdentifier(memberId, 80, 2) || MEDICARE_NUMBER.test(memberId)) return NOTHING;
      const field = `${firstField(session)}.memberId`;
      const plain = memberId.toUpperCase().replace(/[^0-9A-Z]/g, '');
      return [
        {
          message: `${field} does not have the form of a Medicare number: eleven letters and digits in fixed places`,
          ...(MEDICARE_NUMBER.test(plain) && {
            fix: 'write it without dashes and blanks, in capitals',
            correction: [{ do: 'clean', field, as: 'letters-and-digits' } as const],
          }),
        },
      ];
    },
  },
  {
    id: 'coverage.malformed',
    means: 'A field of the first coverage has a form that a claim cannot carry.',
    source: SUBSCRIBER,
    severity: 'error',
    check({ session }) {
      const fault = malformed(firstCoverage(session));
      return fault === undefined ? NOTHING : [{ message: `${firstField(session)}.${fault}` }];
    },
  },
  {
    id: 'coverage.no-primary',
    means: 'No coverage has rank 1: what another payer paid first is unknown.',
    source: '005010X222A1, SBR01 of 2000B',
    severity: 'error',
    check({ session }) {
      const { rank } = firstCoverage(session);
      if (rank === 1) return NOTHING;
      return [
        { message: `the first coverage has rank ${rank}; none has rank 1`, fix: 'name the payer that pays first' },
      ];
    },
  },
  {
    id: 'coverage.rank-repeated',
    means: 'Two coverages have one rank: which pays first is not said.',
    source: '005010X222A1, SBR01 of 2000B',
    severity: 'warning',
    check({ session: { coverages } }) {
      if (coverages.length < 2) return NOTHING;
      const again = coverages.find((one, index) => coverages.findIndex(({ rank }) => rank === one.rank) < index);
      return again ? [{ message: `two coverages have rank ${again.rank}; the first listed counts` }] : NOTHING;
    },
  },
  {
    id: 'coverage.subscriber',
    means:
      'The patient is not the subscriber, and the subscriber is incomplete; or a Medicare patient is not the subscriber.',
    source: SUBSCRIBER,
    severity: 'error',
    corrects: 'makes a Medicare patient the subscriber',
    check({ session, payer }) {
      const coverage = firstCoverage(session);
      if (isSelf(coverage)) return NOTHING;
      if (!isMedicare(payer)) return subscriberGaps(session, coverage);
      const field = `${firstField(session)}.relationship`;
      return [
        {
          message: 'a Medicare patient is always the subscriber',
          fix: `set ${field} to self`,
          correction: [{ do: 'set', field, value: 'self' }],
        },
      ];
    },
  },
  {
    id: 'patient.subscriber-address',
    means: "The subscriber's address is malformed.",
    source: '005010X222A1, 2010BA and 2010CA',
    severity: 'error',
    corrects: 'writes the state in capitals and the ZIP code in digits',
    check({ session }) {
      const address = firstCoverage(session).subscriber?.address;
      return address ? addressProblems(address, `${firstField(session)}.subscriber.address`) : NOTHING;
    },
  },
  {
    id: 'coverage.msp-type-missing',
    means: 'Medicare pays second, and why is not said (or it pays first, and a reason is said why not).',
    source: SECONDARY_PAYER,
    severity: 'warning',
    check(context) {
      const { coverages } = context.session;
      const first = firstCoverage(context.session);
      if (context.payer.kind === 'MEDICARE_B')
        return first.mspType === undefined
          ? NOTHING
          : [{ message: 'mspType says why Medicare pays second, and Medicare has the first rank' }];
      if (coverages.length < 2) return NOTHING;
      const open = coverages.findIndex(
        (one) => one !== first && one.mspType === undefined && kindOf(context, one) === 'MEDICARE_B',
      );
      if (open < 0) return NOTHING;
      return [{ message: `coverages[${open}].mspType is missing`, fix: 'record why Medicare pays second' }];
    },
  },
  {
    id: 'coverage.advantage-instead',
    means: 'Part B is billed for a patient who has a Medicare Advantage plan on the day.',
    source: 'Medicare Managed Care Manual ch. 4 §10',
    severity: { MEDICARE_B: 'warning' },
    check(context) {
      const { coverages, dateOfService } = context.session;
      if (coverages.length < 2) return NOTHING;
      const plan = coverages.find(
        (one) => includes(one, dateOfService) && kindOf(context, one) === 'MEDICARE_ADVANTAGE',
      );
      if (!plan) return NOTHING;
      return [
        { message: `${plan.payerId} is a Medicare Advantage plan: it pays in place of Part B`, fix: 'rank it 1' },
      ];
    },
  },
];
