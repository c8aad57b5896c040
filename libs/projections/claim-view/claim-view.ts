import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { claimEvents } from '#libs/contracts/events/claim-events.js';
import { afterAnswer, type SubmissionState } from '#libs/contracts/submission-chain.js';
import { evolvePatientMoney, NO_PATIENT_MONEY } from '../claim-facts/patient-payments.js';
import { decisionsAfter } from '../decision-events.js';
import { type EventRecord, rowView } from '../row-view.js';
import { claimProblems } from './claim-problems.js';
import type { ClaimRow, ClaimRowLine } from './claim-row.js';
import { closedIn, deniedIn, settledIn, writeOffReversedIn, writtenOffIn } from './denied-cases.js';

type ClaimEvent = ClearPartOf<(typeof claimEvents)[number]>;
type Of<Type extends ClaimEvent['type']> = Extract<ClaimEvent, { type: Type }>['data'];

const NOT_SENT = { number: 0, state: 'submitted', stage: null } as const;

/** Where a claim stands whose newest submission has come so far. */
const AXIS: Partial<Record<SubmissionState, ClaimRow['submission']>> = {
  'payer-accepted': 'accepted',
  rejected: 'rejected',
};

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
    rank: data.rank ?? null,
    primaryClaimId: data.primaryClaimId ?? null,
    laterClaims: row?.laterClaims ?? [],
    outdated: null,
    answers: row?.answers ?? NOT_SENT,
    patientPaidCents: row?.patientPaidCents ?? 0,
    patientOwesCents: row?.patientOwesCents ?? 0,
    problems: row?.problems ?? [],
    patientMoney: row?.patientMoney ?? NO_PATIENT_MONEY,
    decisions: row?.decisions ?? [],
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
  if (data.duplicate) return {};
  return {
    // A denial in the same decision follows as an event of its own and says so.
    adjudication: 'paid',
    deniedCents: 0,
    balance: balanceLeft(row, data),
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

/** Whose the rest is, as far as the decision tells; which other coverages there are says `ClaimCoordinated`. The patient's share stands at the first payer's claim. */
function balanceLeft(row: ClaimRow, { crossedOver, patientCents }: Of<'ClaimAdjudicated'>): ClaimRow['balance'] {
  if (crossedOver) return 'next-payer';
  return patientCents > 0 && !row.primaryClaimId ? 'patient' : 'closed';
}

/** What the claims to later payers make of it, where the first payer has left something. */
function coordinated(row: ClaimRow, { later }: Of<'ClaimCoordinated'>): Partial<ClaimRow> {
  const last = later.at(-1);
  const isLeft = row.adjudication !== 'none' && row.openDenials.length === 0 && row.patientCents > 0;
  if (!last || !isLeft || row.adjudication === 'reversed') return { laterClaims: later };
  const isOpen = last.problem !== undefined || last.balance !== 'closed';
  return { laterClaims: later, balance: isOpen ? 'next-payer' : last.patientCents > 0 ? 'patient' : 'closed' };
}

/** An answer moves the claim only where it is about its newest submission. */
function acknowledged(row: ClaimRow, event: Extract<ClaimEvent, { type: 'ClaimAcknowledged' | 'ClaimRejected' }>) {
  const { submissionNumber, payerControlNumber = row.payerControlNumber } = event.data;
  const known = row.answers ?? { ...NOT_SENT, number: row.submissions };
  if (submissionNumber !== known.number) return { payerControlNumber };
  const answers = { ...known, ...afterAnswer(known, event) };
  // What was known already moves nothing: a draft that was corrected since a refusal stays one.
  const submission = answers.state === known.state ? row.submission : (AXIS[answers.state] ?? row.submission);
  return { payerControlNumber, answers, submission };
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
        answers: { ...NOT_SENT, number: event.data.submissionNumber },
        outdated: null,
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
        answers: { ...NOT_SENT, number: submissionNumber },
        frequency,
        patientControlNumber,
        submittedAt,
        chargeCents,
      };
    }
    case 'ClaimAcknowledged':
    case 'ClaimRejected':
      return acknowledged(row, event);
    case 'ClaimSilent':
    case 'ClaimChased':
      return {};
    case 'ClaimCrossedOver': {
      const { submissionNumber: number, lines, patientControlNumber } = event.data;
      const answers = { ...NOT_SENT, number };
      return { submission: 'sent', submissions: number, lines: lines.map(chargeLine), patientControlNumber, answers };
    }
    case 'ClaimCoordinated':
      return coordinated(row, event.data);
    case 'ClaimCoordinationOutdated':
      return { outdated: event.data.rule };
    case 'ClaimAdjudicated':
      return adjudicated(row, event.data);
    case 'ClaimDenied':
    case 'ClaimDenialRepeated':
      return event.data.duplicate ? {} : deniedIn(row, event.data);
    case 'ClaimPaid':
      return settledIn(row, event.data);
    case 'ClaimReversed':
      return {
        adjudication: 'reversed',
        balance: 'insurer',
        paidCents: row.paidCents + event.data.paidCents,
        patientCents: row.patientCents + event.data.patientCents,
      };
    case 'ClaimAdjudicationUndone':
      return undone(row, event.data.remittanceId);
    case 'PatientPaymentPosted':
    case 'PatientPaymentReversed':
    case 'PatientBalanceOpened':
    case 'PatientBalanceWithdrawn':
      return patientMoney(row, event);
    case 'ClaimUnderpaid':
    case 'ClaimPaidAboveExpected':
    case 'ClaimUnderpaymentSettled':
    case 'ClaimOverpaid':
    case 'ClaimOverpaymentChanged':
    case 'ClaimRecoupmentTied':
    case 'TimelyFilingDeadlineSet':
    case 'TimelyFilingDeadlineApproaching':
    case 'TimelyFilingDeadlineMissed':
    case 'MissedTimelyFilingCleared':
      return {};
    case 'ClaimWrittenOff':
      return writtenOffIn(row, event.data);
    case 'ClaimWriteOffReversed':
      return writeOffReversedIn(row, event.data);
    case 'ClaimDenialClosed':
      return closedIn(row, event.data);
    case 'ClaimClosed':
      return { balance: 'closed', submission: row.submissions === 0 ? 'held' : row.submission };
  }
}

/** What a row lacks that was folded before. */
const SINCE_FOLD_4 = {
  closedCases: [],
  decisions: [],
  problems: [],
  patientMoney: NO_PATIENT_MONEY,
  patientPaidCents: 0,
  patientOwesCents: 0,
};

function patientMoney(row: ClaimRow, event: Parameters<typeof evolvePatientMoney>[1]): Partial<ClaimRow> {
  const money = evolvePatientMoney(row.patientMoney ?? NO_PATIENT_MONEY, event);
  const { patientPaidCents, patientOwesCents } = money;
  return { patientMoney: money, patientPaidCents, patientOwesCents };
}

/** What follows from decisions, made anew of those that stand. */
function undone(row: ClaimRow, remittanceId: string): Partial<ClaimRow> {
  const none: ClaimRow = {
    ...row,
    ...{ adjudication: 'none', balance: 'insurer', paidCents: 0, patientCents: 0, deniedCents: 0 },
    ...{ openDenials: [], adjudicatedOn: null },
    lines: row.lines.map(({ allowedCents: _allowed, paidCents: _paid, adjustments: _adjustments, ...line }) => line),
  };
  let anew = none;
  for (const event of (row.decisions ?? []).filter(({ data }) => data.remittanceId !== remittanceId))
    anew = { ...anew, ...changed(anew, event) };
  return anew;
}

/** Folds one event of a claim's stream into its row; null before the claim was drafted. */
export function evolveClaimRow(row: ClaimRow | null, { occurredAt, event }: EventRecord<ClaimEvent>): ClaimRow | null {
  if (event.type === 'ClaimDrafted') return { ...drafted(row, event.data), changedAt: occurredAt };
  if (!row) return null;
  const current = { ...SINCE_FOLD_4, ...row };
  const next = { ...current, ...changed(current, event), changedAt: occurredAt };
  const decisions = decisionsAfter(current.decisions, event);
  return decisions ? { ...next, decisions, problems: claimProblems(decisions) } : next;
}

/** One row a claim stream, in `views.claim`. */
export const claimView = rowView<ClaimRow, ClaimEvent>({
  name: 'claim',
  foldVersion: 4,
  category: 'claim',
  table: 'views.claim',
  evolve: evolveClaimRow,
  memory: ['answers', 'decisions', 'patientMoney', 'givenUp', 'closedCases'],
});
