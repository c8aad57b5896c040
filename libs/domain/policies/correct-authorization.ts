import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { LedgerEvent } from '#libs/contracts/events/ledger-events.js';
import { yearOf } from '#libs/kernel/local-date.js';
import { accept, type Result } from '#libs/kernel/result.js';
import { type ClaimState, newestSubmission, serviceDatesOf } from '../claim/state.js';
import { scheduleResubmission } from '../denial-case/resubmission.js';
import type { DenialState } from '../denial-case/state.js';
import { awaitAuthorization } from '../patient-ledger/patient-facts.js';
import { type AwaitedAuthorization, authorizationFor, covers, type LedgerState } from '../patient-ledger/state.js';

/** The name under which attempts are recorded. */
export const AUTHORIZATION_HANDLER = 'authorization';

/**
 * An authorization on file for the claim's payer that the payer has not seen yet: sending the same number again cures nothing. A claim carries
 * one number, so it must cover every day of the claim; days that only several numbers cover together are left to a person.
 */
export function usableAuthorization(claim: ClaimState, ledger: LedgerState): string | undefined {
  const onFile = authorizationFor(ledger, claim.payerId, ...serviceDatesOf(claim))?.number;
  return onFile === newestSubmission(claim)?.content.authorizationNumber ? undefined : onFile;
}

export interface AuthorizationCorrection {
  readonly denial: DenialState;
  readonly claim: ClaimState;
  readonly ledger: LedgerState;
  /** Business clock, ISO 8601: when the resubmission is due. */
  readonly now: string;
}

/** Events for the two streams that a correction may touch. */
export interface CorrectionEvents {
  readonly denial: readonly DenialEvent[];
  readonly ledger: readonly LedgerEvent[];
}

function scheduled({ denial, now }: AuthorizationCorrection): Result<readonly DenialEvent[]> {
  return scheduleResubmission({ type: 'ScheduleResubmission', handler: AUTHORIZATION_HANDLER, dueAt: now }, denial);
}

/** A denial for want of an authorization: sent again where one is on file, else the patient's year remembers that one is awaited. */
export function correctAuthorization(correction: AuthorizationCorrection): Result<CorrectionEvents> {
  const { denial, claim, ledger } = correction;
  if (denial.status !== 'open' || denial.classification?.handler !== AUTHORIZATION_HANDLER || !denial.opened)
    return accept({ denial: [], ledger: [] });
  if (usableAuthorization(claim, ledger)) {
    const decided = scheduled(correction);
    return decided.ok ? accept({ denial: decided.value, ledger: [] }) : decided;
  }
  const { denialId, claimId, patientId, payerId, dateOfService } = denial.opened;
  const year = yearOf(dateOfService);
  const awaited = awaitAuthorization(
    { type: 'AwaitAuthorization', patientId, year, payerId, dateOfService, denialId, claimId },
    ledger,
  );
  return awaited.ok ? accept({ denial: [], ledger: awaited.value }) : awaited;
}

/** Cases that may go on now that an authorization of that payer and span is on file. */
export function casesAwaiting(
  ledger: LedgerState,
  authorization: { readonly payerId: string; readonly from?: string | undefined; readonly to?: string | undefined },
): readonly AwaitedAuthorization[] {
  const { payerId, from, to } = authorization;
  const span = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  return ledger.awaited.filter((one) => one.payerId === payerId && covers(span, one.dateOfService));
}

/** The resubmission of one awaiting case; nothing where it is closed, appealed or was sent already. */
export function resumeAwaiting(correction: AuthorizationCorrection): readonly DenialEvent[] {
  if (!usableAuthorization(correction.claim, correction.ledger)) return [];
  const decided = scheduled(correction);
  return decided.ok ? decided.value : [];
}
