import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import type { CaseDeadline } from './appeal-state.js';
import { type DenialState, idsOf, isRunning } from './state.js';

/** An alarm of a deadline rings. */
export interface RaiseDeadlineAlarm {
  readonly type: 'RaiseDeadlineAlarm';
  readonly kind: string;
  readonly daysBefore: number;
}

/** The day after a deadline has come. */
export interface MissDeadline {
  readonly type: 'MissDeadline';
  readonly kind: string;
}

/** A person says why a deadline was missed, which takes it off the list of those that were. */
export interface ClearMissedDeadline {
  readonly type: 'ClearMissedDeadline';
  readonly kind: string;
  readonly reason: string;
  /** `user:{id}`. */
  readonly by: string;
}

type Decided = Result<readonly DenialEvent[]>;

function find(state: DenialState, kind: string): Result<CaseDeadline> {
  const deadline = state.deadlines.find((one) => one.kind === kind);
  return deadline ? accept(deadline) : refuse('deadline.unknown', 'The case has no such deadline.', 'kind');
}

/** Each alarm rings once, and only while its clock runs. */
export function raiseDeadlineAlarm({ kind, daysBefore }: RaiseDeadlineAlarm, state: DenialState): Decided {
  const found = find(state, kind);
  if (!found.ok) return found;
  const { statutoryDate, workBy, rung } = found.value;
  if (!isRunning(state, found.value) || rung.includes(daysBefore)) return accept([]);
  return accept([
    { type: 'AppealDeadlineApproaching', data: { ...idsOf(state), kind, statutoryDate, workBy, daysBefore } },
  ]);
}

/**
 * A deadline is missed once, and only while its clock runs. The window of a reopening lapses without anything missed where the denial was appealed: no
 * contractor reopens what is under appeal (42 CFR 405.980(a)(4)).
 */
export function missDeadline({ kind }: MissDeadline, state: DenialState): Decided {
  const found = find(state, kind);
  if (!found.ok) return found;
  const lapsed = kind === 'reopening' && state.appeals.length > 0;
  if (!isRunning(state, found.value) || lapsed) return accept([]);
  const { statutoryDate } = found.value;
  return accept([{ type: 'AppealDeadlineMissed', data: { ...idsOf(state), kind, statutoryDate } }]);
}

/** Only a person, and only with a reason; also of a case that has been closed since. */
export function clearMissedDeadline({ kind, reason, by }: ClearMissedDeadline, state: DenialState): Decided {
  const found = find(state, kind);
  if (!found.ok) return found;
  if (!found.value.missed) return refuse('deadline.not-missed', 'This deadline was not missed.', 'kind');
  if (!by.startsWith('user:'))
    return refuse('deadline.person-missing', 'Only a person clears a missed deadline.', 'by');
  if (reason.trim() === '') return refuse('deadline.reason-missing', 'A missed deadline needs a reason.', 'reason');
  if (found.value.cleared) return accept([]);
  return accept([
    { type: 'MissedDeadlineCleared', data: { ...idsOf(state), kind, clearedBy: by, reason: reason.trim() } },
  ]);
}
