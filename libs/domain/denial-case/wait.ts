import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import { accept, type RefusalDetail, type Result, refuse } from '#libs/kernel/result.js';
import { instantOf } from '#libs/kernel/time-zone.js';
import type { AlarmPlan } from '#libs/rules/practice.js';
import { notOpen, unknownCase } from './refusals.js';
import { type DenialState, evolveCase, idsOf, runningDeadlines } from './state.js';

/** Nothing can be done before somebody answers, or before that day. */
export interface WaitOnDenial {
  readonly type: 'WaitOnDenial';
  readonly waitingFor: 'payer' | 'clinic' | 'therapist' | 'patient';
  readonly until: LocalDate;
  readonly calendar: PracticeCalendar;
}

/** The practice's day, and when its desk is called. */
export interface PracticeCalendar {
  readonly today: LocalDate;
  readonly alarms: Pick<AlarmPlan, 'hour' | 'timeZone'>;
}

/** The case comes back: its day has come, or a person takes it up before. */
export interface ReturnDenial {
  readonly type: 'ReturnDenial';
  readonly reason: 'wait-over' | 'resumed';
  /** The wait that is over; a later one stands. Absent: whatever it waits for. */
  readonly until?: LocalDate;
}

type Decided = Result<readonly DenialEvent[]>;

/** Why a case cannot wait until that day; null where it can. */
function faultOf(until: LocalDate, today: LocalDate, state: DenialState, field: string): RefusalDetail | null {
  if (until <= today) return { code: 'denial.wait-past', message: 'must be later than today', field };
  const [nearest] = runningDeadlines(state);
  if (!nearest || until <= nearest.workBy) return null;
  const message = `must not be later than ${nearest.workBy}, the day to work the case by`;
  return { code: 'denial.wait-past-deadline', message, field };
}

/** A case never waits past the day by which its nearest running clock must be worked. `field` is what a refusal calls the day. */
export function waitOnDenial(command: WaitOnDenial, state: DenialState, field = 'until'): Decided {
  const { waitingFor, until, calendar } = command;
  if (state.status !== 'open') return notOpen(state);
  if (state.waiting?.waitingFor === waitingFor && state.waiting.until === until) return accept([]);
  const refusal = faultOf(until, calendar.today, state, field);
  if (refusal) return { ok: false, refusal };
  const { hour, timeZone } = calendar.alarms;
  const returnsAt = instantOf(until, hour, 0, timeZone).toISOString();
  return accept([{ type: 'DenialWaiting', data: { ...idsOf(state), waitingFor, until, returnsAt } }]);
}

/** Of a case that waits no more, or for something else by now, nothing. */
export function returnDenial({ reason, until }: ReturnDenial, state: DenialState): Decided {
  if (state.status === 'none') return unknownCase();
  const { waiting } = state;
  if (!waiting || state.status !== 'open') {
    return reason === 'wait-over' || state.status === 'open'
      ? accept([])
      : refuse('denial.not-open', 'The case is not open.');
  }
  if (until !== undefined && waiting.until !== until) return accept([]);
  return accept([{ type: 'DenialReturned', data: { ...idsOf(state), reason } }]);
}

/** What was decided, and the case's return where a clock is nearer now than the day that it waits for: no wait outlasts a clock. */
export function returnedWhereNearer(state: DenialState, decided: Decided): Decided {
  if (!decided.ok || decided.value.length === 0) return decided;
  const after = decided.value.reduce(evolveCase, state);
  const [nearest] = runningDeadlines(after);
  if (!after.waiting || !nearest || after.waiting.until <= nearest.workBy) return decided;
  return accept([...decided.value, { type: 'DenialReturned', data: { ...idsOf(after), reason: 'deadline-nearer' } }]);
}
