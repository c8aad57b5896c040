import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import { accept, type Result } from '#libs/kernel/result.js';
import { replaceClaim } from '../claim/release.js';
import { type ClaimState, newestSubmission } from '../claim/state.js';
import { type RecordResubmission, recordResubmission } from '../denial-case/resubmission.js';
import { appealPending, type DenialState, scheduledAttempt } from '../denial-case/state.js';
import type { LedgerState } from '../patient-ledger/state.js';
import { usableAuthorization } from './correct-authorization.js';

export interface ResubmissionAttempt {
  readonly denial: DenialState;
  readonly claim: ClaimState;
  readonly ledger: LedgerState;
  readonly attempt: number;
  /** What the payer takes; without 7 nothing is ever replaced. */
  readonly frequencyCodes: readonly string[];
  /** Business clock, ISO 8601. */
  readonly now: string;
}

/** Events for the claim and the case: both or neither. */
export interface AttemptEvents {
  readonly claim: readonly ClaimEvent[];
  readonly denial: readonly DenialEvent[];
}

type Outcome = Pick<RecordResubmission, 'outcome' | 'reason' | 'submissionNumber'>;

/** The replacement with the authorization that is on file, or why there is none. */
function replacement(attempt: ResubmissionAttempt): { claim: readonly ClaimEvent[]; outcome: Outcome } {
  const { denial, claim, ledger, frequencyCodes, now } = attempt;
  const skipped = (reason: string) => ({ claim: [], outcome: { outcome: 'SKIPPED' as const, reason } });
  const authorizationNumber = usableAuthorization(claim, ledger);
  if (authorizationNumber === undefined) return skipped('authorization.not-on-file');
  if (appealPending(denial)) return skipped('denial.appeal-pending');
  const sent = newestSubmission(claim);
  const released = replaceClaim(
    {
      type: 'ReplaceClaim',
      frequency: '7',
      frequencyCodes,
      content: { ...(sent?.content ?? claim.content), authorizationNumber },
      ...(denial.opened ? { denialId: denial.opened.denialId } : {}),
      releasedAt: now,
    },
    claim,
  );
  if (!released.ok) return skipped(released.refusal.code);
  const submissionNumber = released.value.reduce(
    (number, event) => (event.type === 'ClaimReleased' ? event.data.submissionNumber : number),
    sent?.number ?? 0,
  );
  return { claim: released.value, outcome: { outcome: 'SUCCESS', reason: 'authorization-added', submissionNumber } };
}

/**
 * The scheduled correction of a denied claim: released as a replacement with the authorization, and the attempt recorded with what came of
 * it. Nothing where the case was closed or the attempt was made before.
 */
export function attemptResubmission(attempt: ResubmissionAttempt): Result<AttemptEvents> {
  const { denial, attempt: number } = attempt;
  const due = denial.status === 'open' && scheduledAttempt(denial)?.attempt === number;
  const { claim, outcome } = due
    ? replacement(attempt)
    : { claim: [], outcome: { outcome: 'SKIPPED' as const, reason: 'denial.not-open' } };
  const recorded = recordResubmission({ type: 'RecordResubmission', attempt: number, ...outcome }, denial);
  return recorded.ok ? accept({ claim, denial: recorded.value }) : recorded;
}
