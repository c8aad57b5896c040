import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { denialEvents } from '#libs/contracts/events/denial-events.js';
import type { DeniedLine } from '#libs/contracts/events/shapes.js';
import { type EventRecord, rowView } from '../row-view.js';

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
export interface DenialRow {
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
  readonly deadlineKind: string | null;
  readonly statutoryDate: string | null;
  readonly workBy: string | null;
  readonly waitingUntil: string | null;
  /** Days before the deadline of the last alarm that rang. */
  readonly lastAlarmDaysBefore: number | null;
  readonly deadlineMissed: boolean;
  readonly resubmissions: number;
  readonly appeals: readonly Appeal[];
  readonly resolution: string | null;
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
    waitingUntil: null,
    lastAlarmDaysBefore: null,
    deadlineMissed: false,
    resubmissions: 0,
    appeals: [],
    resolution: null,
  };
}

function filed(before: readonly Appeal[], { level, filedOn, method }: DataOf<'AppealFiled'>): Appeal[] {
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

function changed(row: DenialRow, event: Exclude<DenialEvent, { type: 'DenialCaseOpened' }>): Partial<DenialRow> {
  switch (event.type) {
    case 'DenialClassified': {
      const { category, action, alternatives, correctable, handler } = event.data;
      return { category, nextAction: action, alternatives, correctable, handler };
    }
    case 'DenialAssigned':
      return { owner: event.data.owner };
    case 'DenialNoted':
      return {};
    case 'DenialWaiting':
      return { status: 'waiting', waitingUntil: event.data.until };
    case 'AppealDeadlineSet':
      return { deadlineKind: event.data.kind, statutoryDate: event.data.statutoryDate, workBy: event.data.workBy };
    case 'AppealDeadlineApproaching':
      return { lastAlarmDaysBefore: event.data.daysBefore };
    case 'AppealDeadlineMissed':
      return { deadlineMissed: true };
    case 'ResubmissionScheduled':
      return {};
    case 'ResubmissionAttempted':
      return event.data.outcome === 'SUCCESS' ? { status: 'resubmitted', resubmissions: row.resubmissions + 1 } : {};
    case 'AppealFiled':
      return { status: 'appealed', appeals: filed(row.appeals, event.data) };
    case 'AppealDecided':
      return {
        ...(event.data.outcome === 'upheld' ? { status: 'open' as const } : {}),
        appeals: appealDecided(row.appeals, event.data),
      };
    case 'DenialResolved':
      return { status: 'resolved', resolution: event.data.how, recoveredCents: event.data.recoveredCents };
    case 'DenialWrittenOff':
      return { status: 'written-off', resolution: event.data.reason };
  }
}

/** What a row lacks that was folded before. */
const SINCE_FOLD_2 = { appeals: [] };

/** Folds one event of a denial's stream into its row. */
export function evolveDenialRow(
  row: DenialRow | null,
  { occurredAt, event }: EventRecord<DenialEvent>,
): DenialRow | null {
  if (event.type === 'DenialCaseOpened') return { ...opened(event.data), changedAt: occurredAt };
  if (!row) return null;
  const current = { ...SINCE_FOLD_2, ...row };
  return { ...current, ...changed(current, event), changedAt: occurredAt };
}

/** One row a denial stream, in `views.denial`. */
export const denialView = rowView<DenialRow, DenialEvent>({
  name: 'denial',
  foldVersion: 2,
  category: 'denial',
  table: 'views.denial',
  evolve: evolveDenialRow,
});
