import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';

type EventNamed<Type extends DenialEvent['type']> = Extract<DenialEvent, { type: Type }>;

/** A clock of the case. It runs until an appeal of its kind is filed, it is missed, or the case is closed. */
export interface CaseDeadline {
  readonly kind: string;
  readonly noticeDate: LocalDate;
  readonly statutoryDate: LocalDate;
  readonly workBy: LocalDate;
  /** Alarms that rang, as days before. */
  readonly rung: readonly number[];
  readonly missed: boolean;
  /** A person said why it was missed. */
  readonly cleared: boolean;
  readonly nonContract: boolean;
}

/** An appeal that was filed, or that the payer handed on by itself. */
export interface FiledAppeal {
  /** The kind of the clock that it met. */
  readonly level: string;
  readonly filedOn: LocalDate;
  readonly decision: AppealDecision | null;
}

export interface AppealDecision {
  readonly decidedOn: LocalDate;
  readonly outcome: 'upheld' | 'partly' | 'overturned';
  /** Decided in the practice's favour. */
  readonly amountCents: Cents;
}

function changed<Item>(items: readonly Item[], is: (item: Item) => boolean, change: (item: Item) => Item): Item[] {
  return items.map((item) => (is(item) ? change(item) : item));
}

/** Events that move a clock. */
export type DeadlineEvent = EventNamed<
  'AppealDeadlineSet' | 'AppealDeadlineApproaching' | 'AppealDeadlineMissed' | 'MissedDeadlineCleared'
>;

/** Folds one event into the clocks. One that is set again begins anew. */
export function evolveDeadlines(deadlines: readonly CaseDeadline[], event: DeadlineEvent): readonly CaseDeadline[] {
  const { kind } = event.data;
  const isIt = (deadline: CaseDeadline) => deadline.kind === kind;
  switch (event.type) {
    case 'AppealDeadlineSet': {
      const { noticeDate, statutoryDate, workBy, nonContract = false } = event.data;
      const begun = { rung: [], missed: false, cleared: false };
      const set = { kind, noticeDate, statutoryDate, workBy, nonContract, ...begun };
      return [...deadlines.filter((one) => !isIt(one)), set];
    }
    case 'AppealDeadlineApproaching': {
      const { daysBefore } = event.data;
      return changed(deadlines, isIt, (one) => ({ ...one, rung: [...one.rung, daysBefore] }));
    }
    case 'AppealDeadlineMissed':
      return changed(deadlines, isIt, (one) => ({ ...one, missed: true }));
    case 'MissedDeadlineCleared':
      return changed(deadlines, isIt, (one) => ({ ...one, cleared: true }));
  }
}

/** Events that move an appeal. */
export type AppealEvent = EventNamed<'AppealFiled' | 'AppealForwarded' | 'AppealDecided'>;

/** Folds one event into the appeals. */
export function evolveAppeals(appeals: readonly FiledAppeal[], event: AppealEvent): readonly FiledAppeal[] {
  const { level } = event.data;
  switch (event.type) {
    case 'AppealFiled':
      return [...appeals, { level, filedOn: event.data.filedOn, decision: null }];
    case 'AppealForwarded':
      return [...appeals, { level, filedOn: event.data.forwardedOn, decision: null }];
    case 'AppealDecided': {
      const { decidedOn, outcome, amountCents } = event.data;
      const decision = { decidedOn, outcome, amountCents };
      return changed(
        appeals,
        (appeal) => appeal.level === level,
        (appeal) => ({ ...appeal, decision }),
      );
    }
  }
}
