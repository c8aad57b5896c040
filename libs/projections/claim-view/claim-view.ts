import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { claimEvents } from '#libs/contracts/events/claim-events.js';
import { type EventRecord, rowView } from '../row-view.js';
import type { ClaimRow, ClaimRowLine } from './claim-row.js';

type ClaimEvent = ClearPartOf<(typeof claimEvents)[number]>;
type Of<Type extends ClaimEvent['type']> = Extract<ClaimEvent, { type: Type }>['data'];

function drafted(row: ClaimRow | null, data: Of<'ClaimDrafted'>): Omit<ClaimRow, 'changedAt'> {
  return {
    claimId: data.claimId,
    patientId: data.patientId,
    payerId: data.payerId,
    payerKind: data.payerKind,
    dateOfService: data.dateOfService,
    discipline: data.discipline,
    placeOfService: data.placeOfService,
    renderingNpi: data.renderingNpi,
    referringNpi: data.referringNpi ?? null,
    sessionIds: data.sessionIds,
    submission: 'draft',
    adjudication: row?.adjudication ?? 'none',
    balance: 'insurer',
    chargeCents: data.chargeCents,
    expectedPaidCents: data.expectedPaidCents ?? null,
    paidCents: row?.paidCents ?? 0,
    patientCents: row?.patientCents ?? 0,
    deniedCents: row?.deniedCents ?? 0,
    holds: [],
    lines: data.lines.map(chargeLine),
    submissions: row?.submissions ?? 0,
    frequency: row?.frequency ?? null,
    patientControlNumber: row?.patientControlNumber ?? null,
    payerControlNumber: row?.payerControlNumber ?? null,
    openDenials: row?.openDenials ?? [],
    closesAt: data.closesAt,
    submittedAt: row?.submittedAt ?? null,
    adjudicatedOn: row?.adjudicatedOn ?? null,
  };
}

function chargeLine(line: Of<'ClaimDrafted'>['lines'][number]): ClaimRowLine {
  const { code, modifiers, units, chargeCents, expectedPaidCents, serviceDate } = line;
  return {
    line: line.line,
    ...(serviceDate === undefined ? {} : { serviceDate }),
    code,
    modifiers,
    units,
    chargeCents,
    ...(expectedPaidCents === undefined ? {} : { expectedPaidCents }),
  };
}

function adjudicated(row: ClaimRow, data: Of<'ClaimAdjudicated'>): Partial<ClaimRow> {
  return {
    // A denial in the same decision follows as an event of its own and says so.
    adjudication: 'paid',
    deniedCents: 0,
    balance: data.crossedOver ? 'next-payer' : data.patientCents > 0 ? 'patient' : 'closed',
    paidCents: data.paidCents,
    patientCents: data.patientCents,
    payerControlNumber: data.payerControlNumber,
    adjudicatedOn: data.paymentDate,
    lines: row.lines.map((line) => {
      const decided = data.lines.find((candidate) => candidate.line === line.line);
      if (!decided) return line;
      return {
        ...line,
        allowedCents: decided.allowedCents,
        paidCents: decided.paidCents,
        adjustments: decided.adjustments,
      };
    }),
  };
}

function changed(row: ClaimRow, event: Exclude<ClaimEvent, { type: 'ClaimDrafted' }>): Partial<ClaimRow> {
  switch (event.type) {
    case 'ClaimHeld':
      return { submission: 'held', holds: event.data.rules };
    case 'ClaimReviewed':
      return { submission: 'draft', holds: [] };
    case 'ClaimReleased':
      return {
        submission: 'ready',
        holds: [],
        lines: event.data.lines.map(chargeLine),
        frequency: event.data.frequency,
      };
    case 'ClaimSubmitted': {
      const { submissionNumber, frequency, patientControlNumber, submittedAt, chargeCents } = event.data;
      return {
        submission: 'sent',
        balance: 'insurer',
        submissions: submissionNumber,
        frequency,
        patientControlNumber,
        submittedAt,
        chargeCents,
      };
    }
    case 'ClaimAcknowledged': {
      const payerControlNumber = event.data.payerControlNumber ?? row.payerControlNumber;
      return { payerControlNumber, ...(event.data.kind === '277CA' ? { submission: 'accepted' as const } : {}) };
    }
    case 'ClaimRejected':
      return { submission: 'rejected' };
    case 'ClaimAdjudicated':
      return adjudicated(row, event.data);
    case 'ClaimDenied':
      return {
        adjudication: row.paidCents > 0 ? 'partly-paid' : 'denied',
        balance: 'insurer',
        deniedCents: row.deniedCents + event.data.deniedCents,
        openDenials: [...row.openDenials, event.data.number],
      };
    case 'ClaimPaid': {
      const settled = new Set(event.data.settledDenials.map((denial) => denial.number));
      return { openDenials: row.openDenials.filter((number) => !settled.has(number)) };
    }
    case 'ClaimReversed':
      return {
        adjudication: 'reversed',
        balance: 'insurer',
        paidCents: row.paidCents + event.data.paidCents,
        patientCents: row.patientCents + event.data.patientCents,
      };
    case 'ClaimWrittenOff':
      return { balance: 'closed' };
    case 'ClaimClosed':
      return { balance: 'closed', submission: row.submissions === 0 ? 'held' : row.submission };
  }
}

/** Folds one event of a claim's stream into its row; null before the claim was drafted. */
export function evolveClaimRow(row: ClaimRow | null, { occurredAt, event }: EventRecord<ClaimEvent>): ClaimRow | null {
  if (event.type === 'ClaimDrafted') return { ...drafted(row, event.data), changedAt: occurredAt };
  return row && { ...row, ...changed(row, event), changedAt: occurredAt };
}

/** One row a claim stream, in `views.claim`. */
export const claimView = rowView<ClaimRow, ClaimEvent>({
  name: 'claim',
  foldVersion: 1,
  category: 'claim',
  table: 'views.claim',
  evolve: evolveClaimRow,
});
