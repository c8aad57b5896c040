import { meetsClock } from '#libs/contracts/appeal-clocks.js';
import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import { type CaseDeadline, evolveAppeals, evolveDeadlines, type FiledAppeal } from './appeal-state.js';
import { type Attempt, evolveAttempts } from './attempt-state.js';
import { type CaseDesk, emptyDesk, evolveDesk } from './desk-state.js';
import { type CaseOverpayment, evolveOverpayment } from './overpayment-state.js';
import { type CasePackets, evolvePackets, noPackets } from './packet-state.js';

/* Stream `{practice}/denial-{claim}-{n}`. Events: contracts/events/denial-events.ts; their names and fields are storage format. */

type DataOf<Type extends DenialEvent['type']> = Extract<DenialEvent, { type: Type }>['data'];

/** What a case is about: fixed when it was opened, but for the lines and the amount, which the payer's newest decision says. */
export type OpenedCase = DataOf<'DenialCaseOpened'>;

/** What it is called in every event of the case. */
export type CaseIds = Pick<OpenedCase, 'denialId' | 'claimId' | 'patientId' | 'payerId'>;

export type CaseClassification = Omit<DataOf<'DenialClassified'>, keyof CaseIds | 'dateOfService'>;

export interface DenialState {
  readonly status: 'none' | 'open' | 'resolved' | 'written-off';
  readonly opened: OpenedCase | null;
  readonly classification: CaseClassification | null;
  readonly owner: string;
  readonly waiting: { readonly waitingFor: string; readonly until: LocalDate } | null;
  readonly attempts: readonly Attempt[];
  readonly deadlines: readonly CaseDeadline[];
  readonly appeals: readonly FiledAppeal[];
  readonly desk: CaseDesk;
  readonly packets: CasePackets;
  /** Null where the case is about no money to be given back. */
  readonly overpayment: CaseOverpayment | null;
  /** What is written off and not taken back. */
  readonly writtenOffCents: Cents;
  /** Instants (ISO 8601) of the newest write-off and of the newest that was taken back. */
  readonly newestWriteOffAt: string | null;
  readonly newestReversalAt: string | null;
  /** Later decisions that denied the same again, as `{remittanceId}#{place}`. */
  readonly repeats: readonly string[];
  /** How it ended, and the remittance that ended it where one did; null while it has not. */
  readonly resolution: { readonly how: string; readonly remittanceId: string | undefined } | null;
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
  desk: emptyDesk,
  packets: noPackets,
  overpayment: null,
  writtenOffCents: 0,
  newestWriteOffAt: null,
  newestReversalAt: null,
  repeats: [],
  resolution: null,
};

/** The attempt that is scheduled and not made yet. */
export function scheduledAttempt(state: DenialState): Attempt | undefined {
  return state.attempts.find((attempt) => attempt.outcome === 'SCHEDULED');
}

/** An appeal was filed and not decided: the claim must not be sent again meanwhile. */
export function appealPending(state: DenialState): boolean {
  return state.appeals.some((appeal) => appeal.decision === null);
}

/** Whether a clock still runs: the case is open, and its appeal was neither filed nor missed. */
export function isRunning(state: DenialState, { kind, missed }: CaseDeadline): boolean {
  return state.status === 'open' && !missed && !state.appeals.some((appeal) => meetsClock(appeal.level, kind));
}

/** The clocks that still run, the nearest day to work by first. */
export function runningDeadlines(state: DenialState): readonly CaseDeadline[] {
  return state.deadlines
    .filter((deadline) => isRunning(state, deadline))
    .sort((a, b) => (a.workBy < b.workBy ? -1 : a.workBy > b.workBy ? 1 : 0));
}

/** What no appeal has decided in the practice's favour, in cents: 0 once one was overturned. */
export function stillDeniedCents(state: DenialState): Cents {
  const decisions = state.appeals.flatMap(({ decision }) => decision ?? []);
  if (decisions.some(({ outcome }) => outcome === 'overturned')) return 0;
  const favourable = decisions.reduce((sum, { amountCents }) => sum + amountCents, 0);
  return Math.max(0, (state.opened?.deniedCents ?? 0) - favourable);
}

/** What is denied and not written off. */
export function openCents(state: DenialState): Cents {
  return Math.max(0, (state.opened?.deniedCents ?? 0) - state.writtenOffCents);
}

/** The case's names, for its events; a bug where it was never opened. */
export function idsOf(state: DenialState): CaseIds {
  if (!state.opened) throw new Error('a denial case that was never opened has no ids');
  const { denialId, claimId, patientId, payerId } = state.opened;
  return { denialId, claimId, patientId, payerId };
}

function repeated(state: DenialState, data: DataOf<'DenialRepeated'>): DenialState {
  const { remittanceId, remittanceClaim, lines, deniedCents } = data;
  const repeats = [...state.repeats, `${remittanceId}#${remittanceClaim}`];
  return { ...state, waiting: null, repeats, opened: state.opened && { ...state.opened, lines, deniedCents } };
}

function writtenOff(state: DenialState, data: DataOf<'DenialWrittenOff'>): DenialState {
  const closed = (data.remainingCents ?? 0) === 0;
  return {
    ...state,
    ...(closed ? { status: 'written-off', waiting: null } : {}),
    writtenOffCents: state.writtenOffCents + data.amountCents,
    newestWriteOffAt: data.writtenOffAt ?? null,
  };
}

function overpaymentOpened({ overpaidCents }: OpenedCase): CaseOverpayment | null {
  return overpaidCents === undefined ? null : { outstandingCents: overpaidCents, demandedOn: [] };
}

/** Folds one event into the case. */
export function evolveCase(state: DenialState, event: DenialEvent): DenialState {
  switch (event.type) {
    case 'DenialCaseOpened':
      return { ...state, status: 'open', opened: event.data, overpayment: overpaymentOpened(event.data) };
    case 'DenialClassified': {
      const { category, action, alternatives, correctable, responsible, handler } = event.data;
      return { ...state, classification: { category, action, alternatives, correctable, responsible, handler } };
    }
    case 'DenialAssigned':
      return { ...state, owner: event.data.owner };
    case 'DenialNoted':
    case 'DenialTagged':
    case 'PayerContacted':
    case 'DenialRecoveryExpected':
    case 'DenialAttachmentAdded':
    case 'DenialAttachmentRemoved':
      return { ...state, desk: evolveDesk(state.desk, event) };
    case 'DenialWaiting':
      return { ...state, waiting: { waitingFor: event.data.waitingFor, until: event.data.until } };
    case 'DenialReturned':
      return { ...state, waiting: null };
    case 'DenialRepeated':
      return repeated(state, event.data);
    case 'ResubmissionProposed':
    case 'ResubmissionApproved':
    case 'ResubmissionDeclined':
    case 'ResubmissionScheduled':
    case 'ResubmissionAttempted':
      return { ...state, attempts: evolveAttempts(state.attempts, event) };
    case 'AppealDeadlineSet':
    case 'AppealDeadlineApproaching':
    case 'AppealDeadlineMissed':
    case 'MissedDeadlineCleared':
      return { ...state, deadlines: evolveDeadlines(state.deadlines, event) };
    case 'AppealPacketPrepared':
    case 'AppealChecklistItemWaived':
      return { ...state, packets: evolvePackets(state.packets, event) };
    case 'AppealFiled':
    case 'AppealForwarded':
    case 'AppealDecided':
      // The body that decides has spoken: nobody waits for it any more.
      return {
        ...state,
        appeals: evolveAppeals(state.appeals, event),
        waiting: event.type === 'AppealDecided' ? null : state.waiting,
      };
    case 'DemandLetterReceived':
    case 'OverpaymentChanged':
    case 'OverpaymentReturned':
    case 'OverpaymentDismissed':
      return { ...state, overpayment: state.overpayment && evolveOverpayment(state.overpayment, event) };
    case 'DenialResolved': {
      const { how, remittanceId } = event.data;
      return { ...state, status: 'resolved', waiting: null, resolution: { how, remittanceId } };
    }
    case 'DenialReopened':
      return { ...state, status: 'open', resolution: null };
    case 'DenialWrittenOff':
      return writtenOff(state, event.data);
    case 'DenialWriteOffReversed':
      return {
        ...state,
        status: state.status === 'written-off' ? 'open' : state.status,
        writtenOffCents: 0,
        newestReversalAt: event.data.reversedAt ?? state.newestReversalAt,
      };
  }
}
