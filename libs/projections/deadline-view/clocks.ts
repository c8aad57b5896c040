import { meetsClock } from '#libs/contracts/appeal-clocks.js';
import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { denialEvents } from '#libs/contracts/events/denial-events.js';

type DenialEvent = ClearPartOf<(typeof denialEvents)[number]>;

/** One deadline of a case or claim, as people see it. */
export interface Clock {
  readonly kind: string;
  readonly levelName: string | null;
  readonly noticeDate: string;
  readonly statutoryDate: string;
  readonly workBy: string;
  /** Received so late is still in time; the statutory date where nothing else is said. */
  readonly acceptedUntil: string;
  /** `met`: filed or received. `closed`: its case or claim was closed; it runs on where that is opened again. */
  readonly state: 'running' | 'met' | 'missed' | 'cleared' | 'closed';
  readonly lastAlarmDaysBefore: number | null;
  /** Levels with a least amount in controversy; null where there is none, or where that year's is not known. */
  readonly amountCents: number | null;
  readonly minimumCents: number | null;
  readonly meetsMinimum: boolean | null;
}

type Started = Pick<Clock, 'kind' | 'noticeDate' | 'statutoryDate' | 'workBy'> &
  Partial<Pick<Clock, 'levelName' | 'acceptedUntil' | 'amountCents' | 'minimumCents' | 'meetsMinimum'>>;

/** A clock starts; one of its kind that ran before is replaced. */
export function started(clocks: readonly Clock[], clock: Started): Clock[] {
  const { kind, noticeDate, statutoryDate, workBy, acceptedUntil = statutoryDate, levelName = null } = clock;
  const { amountCents = null, minimumCents = null, meetsMinimum = null } = clock;
  const dates = { noticeDate, statutoryDate, workBy, acceptedUntil };
  const inControversy = { amountCents, minimumCents, meetsMinimum };
  const begun = { kind, levelName, ...dates, state: 'running' as const, lastAlarmDaysBefore: null, ...inControversy };
  return [...clocks.filter((one) => one.kind !== kind), begun];
}

/** An alarm of a kind rang. */
export function rung(clocks: readonly Clock[], kind: string, daysBefore: number): Clock[] {
  return clocks.map((clock) => (clock.kind === kind ? { ...clock, lastAlarmDaysBefore: daysBefore } : clock));
}

/** Moves the clocks of a kind, or all, that are in one of those states. */
export function moved(
  clocks: readonly Clock[],
  kind: string | 'all',
  from: readonly Clock['state'][],
  state: Clock['state'],
): Clock[] {
  return clocks.map((clock) =>
    (kind === 'all' || clock.kind === kind) && from.includes(clock.state) ? { ...clock, state } : clock,
  );
}

/** Folds one event of a denial case into its clocks. */
export function denialClocks(clocks: readonly Clock[], event: DenialEvent): readonly Clock[] {
  switch (event.type) {
    case 'AppealDeadlineSet':
      return started(clocks, event.data);
    case 'AppealDeadlineApproaching':
      return rung(clocks, event.data.kind, event.data.daysBefore);
    case 'AppealDeadlineMissed':
      return moved(clocks, event.data.kind, ['running'], 'missed');
    case 'MissedDeadlineCleared':
      return moved(clocks, event.data.kind, ['missed'], 'cleared');
    case 'AppealFiled':
      return clocks.map((clock) =>
        clock.state === 'running' && meetsClock(event.data.level, clock.kind) ? { ...clock, state: 'met' } : clock,
      );
    case 'DenialResolved':
    case 'DenialWrittenOff':
      return moved(clocks, 'all', ['running'], 'closed');
    case 'DenialReopened':
    case 'DenialWriteOffReversed':
      return moved(clocks, 'all', ['closed'], 'running');
    default:
      return clocks;
  }
}

/** The clock that runs out first; undefined where none runs. */
export function nearestClock(clocks: readonly Clock[]): Clock | undefined {
  const running = clocks.filter(({ state }) => state === 'running');
  return running.reduce<Clock | undefined>(
    (nearest, clock) => (nearest && nearest.workBy <= clock.workBy ? nearest : clock),
    undefined,
  );
}
