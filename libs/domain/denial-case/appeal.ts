import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { notOpen } from './refusals.js';
import { type DenialState, idsOf, type RunningDeadline } from './state.js';

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

/** An appeal went out. */
export interface FileAppeal {
  readonly type: 'FileAppeal';
  /** The kind of the deadline that it meets. */
  readonly level: string;
  readonly filedOn: LocalDate;
  /** Portal, post, fax, … */
  readonly method?: string;
}

type Decided = Result<readonly DenialEvent[]>;

/** The deadline, where it still runs: the case is open and no appeal has met it. Null where nothing is to be done about it any more. */
function running(state: DenialState, kind: string): Result<RunningDeadline | null> {
  const deadline = state.deadlines.find((one) => one.kind === kind);
  if (!deadline) return refuse('deadline.unknown', 'The case has no such deadline.', 'kind');
  const met = state.appeals.some((appeal) => appeal.level === kind);
  return accept(state.status === 'open' && !met && !deadline.missed ? deadline : null);
}

/** Each alarm rings once, and only while its clock runs. */
export function raiseDeadlineAlarm({ kind, daysBefore }: RaiseDeadlineAlarm, state: DenialState): Decided {
  const found = running(state, kind);
  if (!found.ok) return found;
  const deadline = found.value;
  if (!deadline || deadline.rung.includes(daysBefore)) return accept([]);
  const { statutoryDate, workBy } = deadline;
  return accept([
    { type: 'AppealDeadlineApproaching', data: { ...idsOf(state), kind, statutoryDate, workBy, daysBefore } },
  ]);
}

/** A deadline is missed once, and only while its clock runs. */
export function missDeadline({ kind }: MissDeadline, state: DenialState): Decided {
  const found = running(state, kind);
  if (!found.ok) return found;
  if (!found.value) return accept([]);
  const { statutoryDate } = found.value;
  return accept([{ type: 'AppealDeadlineMissed', data: { ...idsOf(state), kind, statutoryDate } }]);
}

/** One appeal for each clock of the case. */
export function fileAppeal({ level, filedOn, method }: FileAppeal, state: DenialState): Decided {
  if (state.status !== 'open') return notOpen(state);
  const appealable = level !== 'timely-filing' && state.deadlines.some((one) => one.kind === level);
  if (!appealable) return refuse('appeal.no-right', 'The case has no appeal of that level.', 'level');
  if (state.appeals.some((appeal) => appeal.level === level)) return accept([]);
  return accept([
    {
      type: 'AppealFiled',
      data: { ...idsOf(state), level, filedOn, ...(method === undefined ? {} : { method }) },
    },
  ]);
}
