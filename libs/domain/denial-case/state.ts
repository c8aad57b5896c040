import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { LocalDate } from '#libs/kernel/local-date.js';

/* Stream `{practice}/denial-{claim}-{n}`. Events: contracts/events/denial-events.ts; their names and fields are storage format. */

type DataOf<Type extends DenialEvent['type']> = Extract<DenialEvent, { type: Type }>['data'];

/** What a case is about: fixed when it was opened. */
export type OpenedCase = DataOf<'DenialCaseOpened'>;

/** What it is called in every event of the case. */
export type CaseIds = Pick<OpenedCase, 'denialId' | 'claimId' | 'patientId' | 'payerId'>;

export type CaseClassification = Omit<DataOf<'DenialClassified'>, keyof CaseIds | 'dateOfService'>;

/** One try of a handler to correct what was denied; scheduled until it was made. */
export interface Attempt {
  readonly attempt: number;
  readonly handler: string;
  readonly outcome: 'SCHEDULED' | 'SUCCESS' | 'FAILED' | 'SKIPPED';
  readonly submissionNumber?: number;
}

/** A clock that runs for the case. */
export interface RunningDeadline {
  readonly kind: string;
  readonly statutoryDate: LocalDate;
  readonly workBy: LocalDate;
  /** Alarms that rang, as days before. */
  readonly rung: readonly number[];
  readonly missed: boolean;
}

export interface FiledAppeal {
  readonly level: string;
  readonly filedOn: LocalDate;
  readonly decided: boolean;
}

export interface DenialState {
  readonly status: 'none' | 'open' | 'resolved' | 'written-off';
  readonly opened: OpenedCase | null;
  readonly classification: CaseClassification | null;
  readonly owner: string;
  readonly waiting: { readonly waitingFor: string; readonly until: LocalDate } | null;
  readonly attempts: readonly Attempt[];
  readonly deadlines: readonly RunningDeadline[];
  readonly appeals: readonly FiledAppeal[];
  readonly newestNote: { readonly by: string; readonly note: string | undefined } | null;
}

export const noCase: DenialState = {
  status: 'none',
  opened: null,
  classification: null,
  owner: '',
  waiting: null,
  attempts: [],
  deadlines: [],
  appeals: [],
  newestNote: null,
};

/** The attempt that is scheduled and not made yet. */
export function scheduledAttempt(state: DenialState): Attempt | undefined {
  return state.attempts.find((attempt) => attempt.outcome === 'SCHEDULED');
}

/** An appeal was filed and not decided: the claim must not be sent again meanwhile. */
export function appealPending(state: DenialState): boolean {
  return state.appeals.some((appeal) => !appeal.decided);
}

/** The case's names, for its events; a bug where it was never opened. */
export function idsOf(state: DenialState): CaseIds {
  if (!state.opened) throw new Error('a denial case that was never opened has no ids');
  const { denialId, claimId, patientId, payerId } = state.opened;
  return { denialId, claimId, patientId, payerId };
}

function changed<Item>(items: readonly Item[], is: (item: Item) => boolean, change: (item: Item) => Item): Item[] {
  return items.map((item) => (is(item) ? change(item) : item));
}

function evolveDeadline(
  state: DenialState,
  event: Extract<DenialEvent, { type: 'AppealDeadlineSet' | 'AppealDeadlineApproaching' | 'AppealDeadlineMissed' }>,
): DenialState {
  const { kind, statutoryDate } = event.data;
  const isIt = (deadline: RunningDeadline) => deadline.kind === kind;
  if (event.type === 'AppealDeadlineSet') {
    const set: RunningDeadline = { kind, statutoryDate, workBy: event.data.workBy, rung: [], missed: false };
    return { ...state, deadlines: [...state.deadlines.filter((one) => !isIt(one)), set] };
  }
  const deadlines = changed(state.deadlines, isIt, (deadline) =>
    event.type === 'AppealDeadlineMissed'
      ? { ...deadline, missed: true }
      : { ...deadline, rung: [...deadline.rung, event.data.daysBefore] },
  );
  return { ...state, deadlines };
}

function evolveAppeal(
  state: DenialState,
  event: Extract<DenialEvent, { type: 'AppealFiled' | 'AppealDecided' }>,
): DenialState {
  if (event.type === 'AppealFiled') {
    const { level, filedOn } = event.data;
    return { ...state, appeals: [...state.appeals, { level, filedOn, decided: false }] };
  }
  const { level } = event.data;
  const appeals = changed(
    state.appeals,
    (appeal) => appeal.level === level,
    (appeal) => ({ ...appeal, decided: true }),
  );
  return { ...state, appeals };
}

function evolveAttempt(
  state: DenialState,
  event: Extract<DenialEvent, { type: 'ResubmissionScheduled' | 'ResubmissionAttempted' }>,
): DenialState {
  const { attempt, handler } = event.data;
  if (event.type === 'ResubmissionScheduled') {
    return { ...state, attempts: [...state.attempts, { attempt, handler, outcome: 'SCHEDULED' }] };
  }
  const { outcome, submissionNumber } = event.data;
  const made: Attempt = { attempt, handler, outcome, ...(submissionNumber === undefined ? {} : { submissionNumber }) };
  return {
    ...state,
    attempts: changed(
      state.attempts,
      (one) => one.attempt === attempt,
      () => made,
    ),
  };
}

/** Folds one event into the case. */
export function evolveCase(state: DenialState, event: DenialEvent): DenialState {
  switch (event.type) {
    case 'DenialCaseOpened':
      return { ...state, status: 'open', opened: event.data };
    case 'DenialClassified': {
      const { category, action, alternatives, correctable, responsible, handler } = event.data;
      return { ...state, classification: { category, action, alternatives, correctable, responsible, handler } };
    }
    case 'DenialAssigned':
      return { ...state, owner: event.data.owner };
    case 'DenialNoted':
      return { ...state, newestNote: { by: event.data.notedBy, note: event.data.note } };
    case 'DenialWaiting':
      return { ...state, waiting: { waitingFor: event.data.waitingFor, until: event.data.until } };
    case 'ResubmissionScheduled':
    case 'ResubmissionAttempted':
      return evolveAttempt(state, event);
    case 'AppealDeadlineSet':
    case 'AppealDeadlineApproaching':
    case 'AppealDeadlineMissed':
      return evolveDeadline(state, event);
    case 'AppealFiled':
    case 'AppealDecided':
      return evolveAppeal(state, event);
    case 'DenialResolved':
      return { ...state, status: 'resolved' };
    case 'DenialWrittenOff':
      return { ...state, status: 'written-off' };
  }
}
