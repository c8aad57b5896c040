import { addDays, addYears, daysBetween, type LocalDate } from '#libs/kernel/local-date.js';
import type { PayerProfile } from '../payer-profile.js';
import { type Edit, NOTHING } from './edit.js';

const SOURCE = 'Medicare: 42 CFR 424.44; others: the contract';
/** How many days before the limit people are told. */
const FILING_SOON = 30;

/** The day on which the payer's limit falls, business day or not; undefined where no limit is known. */
function filingLimit(payer: PayerProfile, dateOfService: LocalDate): LocalDate | undefined {
  if (payer.timelyFilingDays !== undefined) return addDays(dateOfService, payer.timelyFilingDays);
  return payer.kind === 'MEDICARE_B' ? addYears(dateOfService, 1) : undefined;
}

export const FILING_EDITS: readonly Edit[] = [
  {
    id: 'filing.not-yet',
    means: 'The date of service lies ahead: nothing has been furnished yet.',
    source: 'Medicare Claims Processing Manual ch. 1 §70',
    severity: 'error',
    check({ session: { dateOfService }, asOf }) {
      if (dateOfService <= asOf) return NOTHING;
      return [{ message: `the service is of ${dateOfService}, after ${asOf}`, fix: 'correct the date of service' }];
    },
  },
  {
    id: 'filing.passed',
    means: "The payer's filing limit has passed.",
    source: SOURCE,
    severity: 'error',
    check({ session, payer, reference, asOf }) {
      const limit = filingLimit(payer, session.dateOfService);
      if (limit === undefined || session.dateOfService > asOf || asOf <= limit) return NOTHING;
      const acceptedUntil = reference.calendar.onOrAfter(limit);
      return asOf <= acceptedUntil ? NOTHING : [{ message: `the claim was to be received by ${acceptedUntil}` }];
    },
  },
  {
    id: 'filing.near',
    means: "The payer's filing limit is within 30 days.",
    source: SOURCE,
    severity: 'warning',
    check({ session, payer, reference, asOf }) {
      const limit = filingLimit(payer, session.dateOfService);
      if (limit === undefined || daysBetween(asOf, limit) > FILING_SOON) return NOTHING;
      const acceptedUntil = reference.calendar.onOrAfter(limit);
      if (asOf > acceptedUntil) return NOTHING;
      return [{ message: `the claim must be received by ${acceptedUntil}`, fix: 'send it now' }];
    },
  },
];
