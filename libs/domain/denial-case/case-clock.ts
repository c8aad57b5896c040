import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import { addDays, type LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import { instantOf } from '#libs/kernel/time-zone.js';
import type { AlarmPlan } from '#libs/rules/practice.js';
import { hasMinimum } from './deadlines.js';
import type { CaseIds } from './state.js';

/** A clock to start, as the deadline tables count it. */
export interface CaseClock {
  /** What its appeal is called: redetermination, payer-appeal, payer-appeal-2, reopening, … */
  readonly kind: string;
  readonly noticeDate: LocalDate;
  readonly statutoryDate: LocalDate;
  readonly workBy: LocalDate;
  readonly acceptedUntil?: LocalDate;
  readonly levelName?: string;
  readonly nonContract?: true;
  /** The least amount in controversy on the statutory date; null where that year's figure is not loaded, absent where the level has none. */
  readonly minimumCents?: Cents | null;
  readonly rule: string;
  readonly source: string;
}

/** When alarms ring, and the business clock: what would have rung before is left out. */
export interface ClockStart {
  readonly alarms: AlarmPlan;
  readonly now: Date;
}

/** The instants at which the alarms of a day to work by ring: at the local hour, whatever daylight saving does. */
export function alarmInstants(workBy: LocalDate, { alarms, now }: ClockStart) {
  return alarms.days
    .map((daysBefore) => ({ daysBefore, at: instantOf(addDays(workBy, -daysBefore), alarms.hour, 0, alarms.timeZone) }))
    .filter(({ at }) => at > now)
    .map(({ daysBefore, at }) => ({ daysBefore, at: at.toISOString() }));
}

/** The instant from which a deadline is missed: the local midnight that ends its last day. */
export function missedInstant(lastDay: LocalDate, timeZone: string): string {
  return instantOf(addDays(lastDay, 1), 0, 0, timeZone).toISOString();
}

/** The event that starts a clock for what is still denied, in cents. */
export function clockStarted(ids: CaseIds, clock: CaseClock, stillDenied: Cents, start: ClockStart): DenialEvent {
  const { minimumCents, ...counted } = clock;
  const inControversy =
    minimumCents === undefined || !hasMinimum(clock.kind)
      ? {}
      : {
          amountCents: stillDenied,
          minimumCents,
          meetsMinimum: minimumCents === null ? null : stillDenied >= minimumCents,
        };
  return {
    type: 'AppealDeadlineSet',
    data: {
      ...ids,
      ...counted,
      ...inControversy,
      alarms: alarmInstants(clock.workBy, start),
      missedAt: missedInstant(clock.acceptedUntil ?? clock.statutoryDate, start.alarms.timeZone),
    },
  };
}
