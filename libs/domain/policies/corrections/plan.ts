import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { CorrectionChange, CorrectionRoute } from '#libs/contracts/events/denial-events.js';
import type { Result } from '#libs/kernel/result.js';
import type { PayerProfile } from '#libs/rules/payer-profile.js';
import type { CorrectionMode } from '#libs/rules/practice.js';
import { replaceClaim } from '../../claim/release.js';
import { resendClaim } from '../../claim/resend.js';
import { changesOf } from './changes.js';
import type { CorrectedClaim, Skipped } from './correction.js';
import { type CorrectionFacts, isDenied, isUnprocessable, openedOf, sentLines } from './facts.js';
import { handlerNamed } from './registry.js';
import { sentContent } from './sent-claim.js';

/** What would be done about a denial now: a way out with its changes, or a code why not. */
export type CorrectionPlan =
  | {
      readonly outcome: 'CORRECTED';
      readonly handler: string;
      readonly route: CorrectionRoute;
      readonly reason: string;
      readonly changes: readonly CorrectionChange[];
      /** Events of the claim; none where a person takes it from here, or nothing is to be sent. */
      readonly claim: readonly ClaimEvent[];
    }
  | {
      readonly outcome: 'FAILED' | 'SKIPPED';
      readonly handler: string;
      readonly reason: string;
      readonly awaits?: Skipped['awaits'];
    };

/** What a handler may do at a payer: as its entry says, by default an authorization is sent and all else asked about first. */
export function correctionMode(
  { autoCorrection }: Pick<PayerProfile, 'autoCorrection'>,
  handler: string,
): CorrectionMode {
  return autoCorrection?.[handler] ?? autoCorrection?.default ?? (handler === 'authorization' ? 'send' : 'propose');
}

/**
 * How a corrected claim reaches the payer (rules: frequency 1 for what was never adjudicated; 7 for what was, where the payer takes it; at
 * Medicare Part B a reopening or an appeal, never 7). The order of the case's own actions decides between a new claim and a correction.
 */
function routeOf(facts: CorrectionFacts): CorrectionRoute {
  const { denial, payer } = facts;
  if (isUnprocessable(facts)) return 'new-claim';
  const { action, alternatives = [] } = denial.classification ?? {};
  const first = [action, ...alternatives].find((one) => one === 'NEW' || one === 'REPL' || one === 'REOPEN');
  if (first === 'NEW') return 'new-claim';
  return payer.kind === 'MEDICARE_B' ? (payer.correctionPath ?? 'reopening') : 'replacement';
}

/** The claim's events by a route that we write ourselves. */
function released(facts: CorrectionFacts, { lines, content }: CorrectedClaim, route: CorrectionRoute) {
  const { claim, payer, now } = facts;
  const { denialId } = openedOf(facts);
  const releasedAt = now.toISOString();
  if (route === 'replacement')
    return replaceClaim(
      {
        type: 'ReplaceClaim',
        frequency: '7',
        frequencyCodes: payer.frequencyCodes,
        ...{ lines, content, denialId, releasedAt },
      },
      claim,
    );
  const unprocessed = lines.filter(({ line }) => isDenied(facts, line));
  return resendClaim({ type: 'ResendClaim', lines: unprocessed, ...{ content, denialId, releasedAt } }, claim);
}

function planForClaim(facts: CorrectionFacts, handler: string, corrected: CorrectedClaim): CorrectionPlan {
  const skip = (reason: string) => ({ outcome: 'SKIPPED' as const, handler, reason });
  const changes = changesOf({ lines: sentLines(facts), content: sentContent(facts) }, corrected);
  if (changes.length === 0) return skip('correction.no-change');
  if (corrected.errors.length > 0)
    return { outcome: 'FAILED', handler, reason: `scrubber: ${corrected.errors.join(', ')}` };
  const route = routeOf(facts);
  const { reason } = corrected;
  if (route !== 'replacement' && route !== 'new-claim')
    return { outcome: 'CORRECTED', handler, route, reason, changes, claim: [] };
  const events: Result<readonly ClaimEvent[]> = released(facts, corrected, route);
  if (!events.ok) return skip(events.refusal.code);
  return { outcome: 'CORRECTED', handler, route, reason, changes, claim: events.value };
}

/** Looks what can be done about a denial, by what is recorded now. Changes nothing: what is shown before and what is done later are the same. */
export function planCorrection(facts: CorrectionFacts): CorrectionPlan {
  const { denial } = facts;
  const name = denial.classification?.handler ?? '';
  const skip = (reason: string): CorrectionPlan => ({ outcome: 'SKIPPED', handler: name, reason });
  const handler = handlerNamed(name);
  if (!handler) return skip('correction.no-handler');
  if (denial.status !== 'open') return skip('denial.not-open');
  const found = handler.correct(facts);
  if (found.kind === 'skipped') return { ...skip(found.reason), ...(found.awaits && { awaits: found.awaits }) };
  if (facts.appealPending) return skip('denial.appeal-pending');
  if (found.kind === 'claim') return planForClaim(facts, name, found);
  return {
    outcome: 'CORRECTED',
    handler: name,
    route: found.kind,
    reason: found.reason,
    changes: found.changes,
    claim: [],
  };
}
