import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { denialEvents } from '#libs/contracts/events/denial-events.js';
import type { DeniedLine } from '#libs/contracts/events/shapes.js';
import { type Clock, denialClocks, nearestClock } from '../deadline-view/clocks.js';
import { type EventRecord, rowView } from '../row-view.js';
import { type AppealPacketEntry, type ChecklistWaiver, NO_PACKETS, packetsOf } from './appeal-packets.js';
import { type CorrectionAttempt, correctionsOf } from './corrections.js';
import { type BallWith, ballWith, type DeskColumns, deskOf, EMPTY_DESK } from './desk-columns.js';

type DenialEvent = ClearPartOf<(typeof denialEvents)[number]>;

/** An appeal at one level; what is null has not been told yet. */
export interface Appeal {
  readonly level: string;
  readonly filedOn: string | null;
  readonly method: string | null;
  readonly decidedOn: string | null;
  readonly outcome: 'upheld' | 'partly' | 'overturned' | null;
  readonly amountCents: number | null;
}

/** One denial case: what was denied, why, who owns it, what is to be done and until when. */
export interface DenialRow extends DeskColumns {
  readonly denialId: string;
  readonly claimId: string;
  readonly patientId: string;
  readonly payerId: string;
  readonly payerKind: string;
  readonly dateOfService: string;
  readonly noticeDate: string;
  readonly payerControlNumber: string;
  readonly deniedCents: number;
  readonly recoveredCents: number;
  readonly group: string;
  readonly reason: string;
  readonly remarks: readonly string[];
  readonly lines: readonly DeniedLine[];
  readonly status: 'open' | 'waiting' | 'resubmitted' | 'appealed' | 'resolved' | 'written-off';
  readonly category: string | null;
  readonly nextAction: string | null;
  readonly alternatives: readonly string[];
  readonly correctable: boolean;
  readonly handler: string | null;
  readonly owner: string | null;
  /** All deadlines of the case; the next columns show the nearest that runs. */
  readonly clocks: readonly Clock[];
  readonly deadlineKind: string | null;
  readonly statutoryDate: string | null;
  readonly workBy: string | null;
  /** Days before the deadline of the last alarm that rang. */
  readonly lastAlarmDaysBefore: number | null;
  readonly deadlineMissed: boolean;
  readonly resubmissions: number;
  readonly appeals: readonly Appeal[];
  readonly packets: readonly AppealPacketEntry[];
  readonly checklistWaivers: readonly ChecklistWaiver[];
  /** What handlers tried, proposed and skipped. */
  readonly corrections: readonly CorrectionAttempt[];
  readonly resolution: string | null;
  readonly caseKind: 'denial' | 'underpayment' | 'overpayment';
  readonly ballWith: BallWith | null;
  /** Of money to be given back: how much at first, and how much still; null on every other case. */
  readonly overpaidCents: number | null;
  readonly outstandingCents: number | null;
  readonly changedAt: string;
}

type DataOf<Type extends DenialEvent['type']> = Extract<DenialEvent, { type: Type }>['data'];

function opened(data: DataOf<'DenialCaseOpened'>): Omit<DenialRow, 'changedAt'> {
  const first = data.lines[0];
  return {
    denialId: data.denialId,
    claimId: data.claimId,
    patientId: data.patientId,
    payerId: data.payerId,
    payerKind: data.payerKind,
    dateOfService: data.dateOfService,
    noticeDate: data.noticeDate,
    payerControlNumber: data.payerControlNumber,
    deniedCents: data.deniedCents,
    recoveredCents: 0,
    group: first?.group ?? '',
    reason: first?.reason ?? '',
    remarks: [...new Set(data.lines.flatMap((line) => line.remarks))],
    lines: data.lines,
    status: 'open',
    category: null,
    nextAction: null,
    alternatives: [],
    correctable: false,
    handler: null,
    owner: null,
    deadlineKind: null,
    statutoryDate: null,
    workBy: null,
    clocks: [],
    lastAlarmDaysBefore: null,
    deadlineMissed: false,
    resubmissions: 0,
    appeals: [],
    corrections: [],
    resolution: null,
    caseKind: data.caseKind ?? 'denial',
    ballWith: 'billing',
    ...EMPTY_DESK,
    ...NO_PACKETS,
    overpaidCents: data.overpaidCents ?? null,
    outstandingCents: data.overpaidCents ?? null,
  };
}

function filed(
  before: readonly Appeal[],
  { level, filedOn, method }: Pick<DataOf<'AppealFiled'>, 'level' | 'filedOn' | 'method'>,
): Appeal[] {
  return [...before, { level, filedOn, method: method ?? null, decidedOn: null, outcome: null, amountCents: null }];
}

/** Decides the appeal that is open at the level, or one of which nobody told that it was filed. */
function appealDecided(before: readonly Appeal[], data: DataOf<'AppealDecided'>): readonly Appeal[] {
  const { level, decidedOn, outcome, amountCents } = data;
  const open = before.findLastIndex((appeal) => appeal.level === level && appeal.decidedOn === null);
  const untold: Appeal = { level, filedOn: null, method: null, decidedOn, outcome, amountCents };
  return open < 0
    ? [...before, untold]
    : before.with(open, { ...(before[open] as Appeal), decidedOn, outcome, amountCents });
}

/** How a case stands that somebody may work on: with the payer where an appeal is pending. */
function worked({ appeals }: DenialRow): DenialRow['status'] {
  return appeals.some(({ decidedOn }) => decidedOn === null) ? 'appealed' : 'open';
}

/** The denial goes on, in another pending appeal or on the desk, unless it was overturned or the case is closed. */
function afterDecision(row: DenialRow, data: DataOf<'AppealDecided'>): Partial<DenialRow> {
  const appeals = appealDecided(row.appeals, data);
  if (row.status !== 'appealed' && row.status !== 'waiting') return { appeals };
  const pending = appeals.some(({ decidedOn }) => decidedOn === null);
  return { appeals, status: pending || data.outcome === 'overturned' ? 'appealed' : 'open' };
}

function changed(row: DenialRow, event: Exclude<DenialEvent, { type: 'DenialCaseOpened' }>): Partial<DenialRow> {
  switch (event.type) {
    case 'DenialClassified': {
      const { category, action, alternatives, correctable, handler } = event.data;
      return { category, nextAction: action, alternatives, correctable, handler };
    }
    case 'DenialAssigned':
      return { owner: event.data.owner };
    case 'DenialNoted':
    case 'DenialTagged':
    case 'PayerContacted':
    case 'DenialRecoveryExpected':
    case 'DenialAttachmentAdded':
    case 'DenialAttachmentRemoved':
      return {};
    case 'DenialWaiting':
      return { status: 'waiting' };
    case 'DenialReturned':
      return row.status === 'waiting' ? { status: worked(row) } : {};
    case 'DenialRepeated': {
      const { deniedCents, lines, recoveredCents } = event.data;
      return { status: worked(row), deniedCents, lines, recoveredCents: row.recoveredCents + recoveredCents };
    }
    case 'AppealPacketPrepared':
    case 'AppealChecklistItemWaived':
    case 'AppealDeadlineSet':
    case 'AppealDeadlineApproaching':
    case 'AppealDeadlineMissed':
    case 'MissedDeadlineCleared':
      return {};
    case 'AppealForwarded':
      return {
        status: 'appealed',
        appeals: filed(row.appeals, { level: event.data.level, filedOn: event.data.forwardedOn }),
      };
    case 'ResubmissionProposed':
    case 'ResubmissionApproved':
    case 'ResubmissionDeclined':
    case 'ResubmissionScheduled':
      return {};
    case 'ResubmissionAttempted':
      return event.data.outcome === 'SUCCESS' ? { status: 'resubmitted', resubmissions: row.resubmissions + 1 } : {};
    case 'AppealFiled':
      return { status: 'appealed', appeals: filed(row.appeals, event.data) };
    case 'AppealDecided':
      return afterDecision(row, event.data);
    case 'DemandLetterReceived':
    case 'OverpaymentReturned':
    case 'OverpaymentDismissed':
      return {};
    case 'OverpaymentChanged':
      return { outstandingCents: event.data.outstandingCents };
    case 'DenialResolved':
      return {
        status: 'resolved',
        resolution: event.data.how,
        recoveredCents: row.recoveredCents + event.data.recoveredCents,
      };
    case 'DenialReopened':
      return { status: worked(row), resolution: null, recoveredCents: 0 };
    case 'DenialWrittenOff':
      return (event.data.remainingCents ?? 0) > 0 ? {} : { status: 'written-off', resolution: event.data.reason };
    case 'DenialWriteOffReversed':
      return row.status === 'written-off' ? { status: worked(row), resolution: null } : {};
  }
}

/** The clocks, and the one of them that a person must look at: the nearest that runs, else the last that did. */
function deadlineOf(row: DenialRow, event: DenialEvent): Partial<DenialRow> {
  const clocks = denialClocks(row.clocks, event);
  if (clocks === row.clocks) return {};
  const deadlineMissed = clocks.some(({ state }) => state === 'missed');
  const nearest = nearestClock(clocks);
  if (!nearest) return { clocks, deadlineMissed };
  const { kind: deadlineKind, statutoryDate, workBy, lastAlarmDaysBefore } = nearest;
  return { clocks, deadlineMissed, deadlineKind, statutoryDate, workBy, lastAlarmDaysBefore };
}

/** What a row lacks that was folded before. */
const SINCE_FOLD_2 = {
  ...EMPTY_DESK,
  ...NO_PACKETS,
  caseKind: 'denial' as const,
  overpaidCents: null,
  outstandingCents: null,
  appeals: [],
  clocks: [],
  corrections: [],
};

/** Folds one event of a denial's stream into its row. */
export function evolveDenialRow(
  row: DenialRow | null,
  { occurredAt, event }: EventRecord<DenialEvent>,
): DenialRow | null {
  if (event.type === 'DenialCaseOpened') return { ...opened(event.data), changedAt: occurredAt };
  if (!row) return null;
  const current = { ...SINCE_FOLD_2, ...row };
  const next = {
    ...current,
    ...changed(current, event),
    ...deadlineOf(current, event),
    ...deskOf(current, event),
    ...packetsOf(current, event),
  };
  const corrections = correctionsOf(current.corrections, event, occurredAt);
  return { ...next, corrections, ballWith: ballWith(next), changedAt: occurredAt };
}

/** One row a denial stream, in `views.denial`. */
export const denialView = rowView<DenialRow, DenialEvent>({
  name: 'denial',
  foldVersion: 5,
  category: 'denial',
  table: 'views.denial',
  memory: ['clocks'],
  evolve: evolveDenialRow,
});
