import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import { denialIdOf } from '#libs/contracts/streams.js';
import { localDateAt } from '#libs/kernel/time-zone.js';
import { alarmPlanOf, type PracticeProfile, timeZoneOf } from '#libs/rules/practice.js';
import { clocksOfDenial } from '../denial-case/appeal-levels.js';
import type { DeadlineData } from '../denial-case/deadlines.js';
import type { CaseClass, OpenDenialCase } from '../denial-case/open-case.js';
import { returnClock } from '../denial-case/overpayment-clocks.js';
import type { OpenedCase } from '../denial-case/state.js';
import { payerOf } from './denial-to-open.js';

type DataOf<Type extends ClaimEvent['type']> = Extract<ClaimEvent, { type: Type }>['data'];

/** What a claim found in its payments, and has to be worked. */
export type FoundVariance =
  | { readonly kind: 'underpayment'; readonly data: DataOf<'ClaimUnderpaid'> }
  | { readonly kind: 'overpayment'; readonly data: DataOf<'ClaimOverpaid'> };

export interface VarianceSurroundings {
  readonly practice: PracticeProfile;
  readonly deadlines: DeadlineData;
  /** Business clock: an overpayment is identified when its case is opened. */
  readonly openedAt: Date;
}

const UNDERPAID: CaseClass = {
  category: 'payment-reduction',
  action: 'APPEAL',
  alternatives: ['WO'],
  correctable: false,
  responsible: 'payer',
  handler: null,
};
const OVERPAID: CaseClass = {
  category: 'overpayment',
  action: 'REFUND',
  alternatives: ['APPEAL'],
  correctable: false,
  responsible: 'biller',
  handler: null,
};

function openedCase(found: FoundVariance): OpenedCase {
  const { claimId, patientId, payerId, payerKind, number, dateOfService, paymentDate, ...rest } = found.data;
  const { remittanceId, payerControlNumber, submissionNumber } = rest;
  const ids = { denialId: denialIdOf(claimId, number), claimId, patientId, payerId, payerKind };
  const about = { remittanceId, payerControlNumber, submissionNumber, dateOfService, noticeDate: paymentDate };
  if (found.kind === 'overpayment') {
    const { overpaidCents } = found.data;
    return { ...ids, ...about, caseKind: 'overpayment', lines: [], deniedCents: 0, overpaidCents };
  }
  // No reason code: the payer has not said why.
  const lines = found.data.lines
    .filter(({ shortCents }) => shortCents > 0)
    .map(({ line, shortCents: deniedCents }) => ({ line, group: '', reason: 'underpaid', remarks: [], deniedCents }));
  return { ...ids, ...about, caseKind: 'underpayment', lines, deniedCents: found.data.shortCents };
}

/** The case of a variance: an underpayment is disputed within the payer's appeal clock, an overpayment goes back within its own. */
export function varianceToOpen(found: FoundVariance, surroundings: VarianceSurroundings): OpenDenialCase {
  const { practice, deadlines, openedAt } = surroundings;
  const { payerId, payerKind, paymentDate: notice, dateOfService: service } = found.data;
  const payer = payerOf(practice, payerId, payerKind);
  const identifiedOn = localDateAt(openedAt, timeZoneOf(practice));
  const isShort = found.kind === 'underpayment';
  const returning = isShort ? undefined : returnClock(payer, identifiedOn, deadlines);
  return {
    type: 'OpenDenialCase',
    opened: openedCase(found),
    classification: isShort ? UNDERPAID : OVERPAID,
    frequencyCodes: payer.frequencyCodes,
    clocks: isShort
      ? clocksOfDenial({ payerKind, reason: '', unprocessable: false }, payer, { notice, service }, deadlines)
      : [...(returning ? [returning] : [])],
    start: { alarms: alarmPlanOf(practice), now: openedAt },
  };
}
