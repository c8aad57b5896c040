import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import { accept, type RefusalDetail, type Result, refuse } from '#libs/kernel/result.js';
import type { NextLevel } from './appeal-levels.js';
import type { AppealDecision, FiledAppeal } from './appeal-state.js';
import { type ClockStart, clockStarted } from './case-clock.js';
import { type DenialState, evolveCase, idsOf, stillDeniedCents } from './state.js';

/** What was decided about an appeal, as its letter says. */
export interface DecideAppeal {
  readonly type: 'DecideAppeal';
  readonly level: string;
  readonly decidedOn: LocalDate;
  readonly outcome: AppealDecision['outcome'];
  /** In the practice's favour: nothing where upheld, less than what was denied where partly overturned. */
  readonly amountCents: Cents;
  readonly facts: DecisionFacts;
}

/** What tables and clock say to it. */
export interface DecisionFacts extends ClockStart {
  /** The practice's calendar day. */
  readonly today: LocalDate;
  readonly by: string;
  /** What follows where something is still denied; null after the last level. */
  readonly next: NextLevel | null;
}

function faultOf(
  { outcome, amountCents, decidedOn, facts }: DecideAppeal,
  appeal: FiledAppeal,
  denied: Cents,
): RefusalDetail | null {
  if (decidedOn > facts.today)
    return { code: 'appeal.future', message: 'must not lie in the future', field: 'decidedOn' };
  if (decidedOn < appeal.filedOn)
    return {
      code: 'appeal.decided-before-filed',
      message: 'must not be before the appeal was filed',
      field: 'decidedOn',
    };
  const fits = {
    upheld: amountCents === 0,
    partly: amountCents > 0 && amountCents < denied,
    overturned: amountCents > 0 && amountCents <= denied,
  };
  if (fits[outcome]) return null;
  const least =
    outcome === 'upheld'
      ? '0'
      : outcome === 'partly'
        ? 'more than 0 and less than what was denied'
        : 'more than 0 and at most what was denied';
  return { code: 'appeal.amount', message: `must be ${least}`, field: 'amountCents' };
}

/** What is still denied goes on to the next level: the payer forwards it, or a new clock starts for the practice. */
function whatFollows({ facts }: DecideAppeal, state: DenialState, decidedOn: LocalDate): readonly DenialEvent[] {
  const { next } = facts;
  const denied = stillDeniedCents(state);
  if (!next || denied === 0 || state.status !== 'open') return [];
  const ids = idsOf(state);
  if (next.how === 'filed') return [clockStarted(ids, next.clock, denied, facts)];
  const forwarded = { level: next.level, forwardedTo: next.to, forwardedOn: decidedOn };
  return [{ type: 'AppealForwarded', data: { ...ids, ...forwarded } }];
}

/** Each level is decided once; a decision may also come after the case was closed, and then starts nothing. */
export function decideAppeal(command: DecideAppeal, state: DenialState): Result<readonly DenialEvent[]> {
  const { level, decidedOn, outcome, amountCents, facts } = command;
  if (state.status === 'none') return refuse('denial.unknown', 'No such case was ever opened.', 'denialId');
  const appeal = state.appeals.find((one) => one.level === level);
  if (!appeal) return refuse('appeal.not-filed', 'No appeal of that level was filed.', 'level');
  if (appeal.decision) {
    const { decision } = appeal;
    const same =
      decision.decidedOn === decidedOn && decision.outcome === outcome && decision.amountCents === amountCents;
    return same
      ? accept([])
      : refuse('appeal.already-decided', 'Another decision is recorded for that level.', 'level');
  }
  const refusal = faultOf(command, appeal, stillDeniedCents(state));
  if (refusal) return { ok: false, refusal };
  const decided: DenialEvent = {
    type: 'AppealDecided',
    data: { ...idsOf(state), level, decidedOn, outcome, amountCents, recordedBy: facts.by },
  };
  return accept([decided, ...whatFollows(command, evolveCase(state, decided), decidedOn)]);
}
