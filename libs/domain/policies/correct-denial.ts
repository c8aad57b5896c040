import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { LedgerEvent } from '#libs/contracts/events/ledger-events.js';
import { yearOf } from '#libs/kernel/local-date.js';
import { accept, type Result } from '#libs/kernel/result.js';
import { sameJson } from '#libs/kernel/same-json.js';
import { newestSubmission } from '../claim/state.js';
import { isTried } from '../denial-case/attempt-state.js';
import { resolveDenial } from '../denial-case/close-case.js';
import { reclassifyDenial } from '../denial-case/reclassify.js';
import {
  giveUpResubmission,
  isByHand,
  proposeResubmission,
  recordResubmission,
  scheduleResubmission,
} from '../denial-case/resubmission.js';
import { scheduledAttempt } from '../denial-case/state.js';
import { awaitAuthorization } from '../patient-ledger/patient-facts.js';
import { type AwaitedAuthorization, covers, type LedgerState } from '../patient-ledger/state.js';
import { classifyCase } from './classify-case.js';
import { factFoundBy } from './corrections/fact-found.js';
import { type CorrectionFacts, openedOf } from './corrections/facts.js';
import { type CorrectionPlan, correctionMode, planCorrection } from './corrections/plan.js';

/** The name under which attempts with an authorization are recorded. */
export const AUTHORIZATION_HANDLER = 'authorization';

/** Events for the streams that a correction may touch: all of them or none. */
export interface CorrectionEvents {
  readonly denial: readonly DenialEvent[];
  readonly claim: readonly ClaimEvent[];
  readonly ledger: readonly LedgerEvent[];
}

type Corrected = Extract<CorrectionPlan, { outcome: 'CORRECTED' }>;

const NOTHING: CorrectionEvents = { denial: [], claim: [], ledger: [] };

function forCase(denial: Result<readonly DenialEvent[]>): Result<CorrectionEvents> {
  return denial.ok ? accept({ ...NOTHING, denial: denial.value }) : denial;
}

/** The patient's year remembers that the case waits for an authorization. */
function awaiting(facts: CorrectionFacts): Result<CorrectionEvents> {
  const { denialId, claimId, patientId, payerId, dateOfService } = openedOf(facts);
  const year = yearOf(dateOfService);
  const ids = { denialId, claimId, patientId, payerId };
  const awaited = awaitAuthorization({ type: 'AwaitAuthorization', ...ids, year, dateOfService }, facts.ledger);
  return awaited.ok ? accept({ ...NOTHING, ledger: awaited.value }) : awaited;
}

/** The next action by what the handler has found: no write-off stands on a case beside the evidence against it. */
function classifiedAnew(facts: CorrectionFacts, handler: string): readonly DenialEvent[] {
  const found = factFoundBy(handler);
  if (!found) return [];
  const { claim, ledger, rules, payer, denial } = facts;
  const classification = classifyCase(openedOf(facts), { claim, ledger, rules, found });
  if (classification.handler !== handler) return [];
  const { frequencyCodes } = payer;
  const anew = reclassifyDenial({ type: 'ReclassifyDenial', classification, frequencyCodes }, denial);
  return anew.ok ? anew.value : [];
}

/** Sent by itself where the payer's switch says so and a file does it; else a person is asked. */
function begun(facts: CorrectionFacts, { handler, route, changes }: Corrected): Result<CorrectionEvents> {
  const { denial, payer, now } = facts;
  const sends = correctionMode(payer, handler) === 'send' && !isByHand(route);
  const dueAt = now.toISOString();
  const begins = sends
    ? scheduleResubmission({ type: 'ScheduleResubmission', handler, dueAt }, denial)
    : proposeResubmission({ type: 'ProposeResubmission', handler, route, changes }, denial);
  return forCase(begins.ok ? accept([...classifiedAnew(facts, handler), ...begins.value]) : begins);
}

/**
 * What the handler of a case does about it: a correction that is scheduled or proposed, a wait for an authorization, or the reason why not,
 * on the record. Nothing where no handler may work it, the payer's switch is off, or the handler has had its try.
 */
export function correctDenial(facts: CorrectionFacts): Result<CorrectionEvents> {
  const { denial, payer } = facts;
  const handler = denial.classification?.handler;
  if (denial.status !== 'open' || !handler || correctionMode(payer, handler) === 'off') return accept(NOTHING);
  if (isTried(denial.attempts, handler)) return accept(NOTHING);
  const plan = planCorrection(facts);
  if (plan.outcome === 'CORRECTED') return begun(facts, plan);
  if (plan.awaits) return awaiting(facts);
  const { outcome, reason } = plan;
  return forCase(giveUpResubmission({ type: 'GiveUpResubmission', handler, outcome, reason }, denial));
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

type Outcome = Pick<Corrected, 'claim'> & {
  readonly outcome: 'SUCCESS' | 'FAILED' | 'SKIPPED';
  readonly reason: string;
  readonly submissionNumber?: number;
};

/** What the plan of now comes to under the name of the scheduled attempt: never anything else than a person let go. */
function outcomeOf(facts: CorrectionFacts, attempt: number): Outcome & { readonly resolves?: boolean } {
  const scheduled = scheduledAttempt(facts.denial);
  const skip = (reason: string): Outcome => ({ claim: [], outcome: 'SKIPPED', reason });
  if (facts.denial.status !== 'open' || scheduled?.attempt !== attempt) return skip('denial.not-open');
  const { handler, changes } = scheduled;
  if (facts.denial.classification?.handler !== handler) return skip('correction.classified-anew');
  if (correctionMode(facts.payer, handler) === 'off') return skip('correction.switched-off');
  const plan = planCorrection(facts);
  if (plan.outcome !== 'CORRECTED') return { claim: [], outcome: plan.outcome, reason: plan.reason };
  if (changes && !sameJson(changes, plan.changes)) return skip('correction.changed-since-approved');
  if (isByHand(plan.route)) return skip('correction.by-hand');
  const { claim, reason } = plan;
  if (plan.route === 'no-action') return { claim, outcome: 'SUCCESS', reason, resolves: true };
  const submissionNumber = claim.reduce(
    (number, event) => (event.type === 'ClaimReleased' ? event.data.submissionNumber : number),
    newestSubmission(facts.claim)?.number ?? 0,
  );
  return { claim, outcome: 'SUCCESS', reason, submissionNumber };
}

/**
 * The scheduled correction of a denied claim: released by its route, and the attempt recorded with what came of it. Nothing where the case was
 * closed or the attempt was made before.
 */
export function attemptResubmission(facts: CorrectionFacts, attempt: number): Result<CorrectionEvents> {
  const { claim, resolves, ...made } = outcomeOf(facts, attempt);
  const recorded = recordResubmission({ type: 'RecordResubmission', attempt, ...made }, facts.denial);
  if (!recorded.ok) return recorded;
  if (!resolves || recorded.value.length === 0) return accept({ ...NOTHING, claim, denial: recorded.value });
  const resolved = resolveDenial({ type: 'ResolveDenial', how: 'no-action-needed', foundOnFile: true }, facts.denial);
  return resolved.ok ? accept({ ...NOTHING, claim, denial: [...recorded.value, ...resolved.value] }) : resolved;
}
