import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { claimEvents } from '#libs/contracts/events/claim-events.js';
import { type ClosedCase, withClosed } from '../closed-cases.js';
import { type DecisionEvent, decisionsAfter } from '../decision-events.js';
import { type EventRecord, rowView } from '../row-view.js';
import { decided, decisionSums, denied, type LineDecisions, standingLines } from './line-decisions.js';
import { evolvePatientMoney, NO_PATIENT_MONEY, type PatientMoney } from './patient-payments.js';
import { acknowledged, answered, type Submission, sent, sentOn, silent, waitNoMore } from './submissions.js';
import { evolveVariances, type PaymentVariance } from './variances.js';

type ClaimEvent = ClearPartOf<(typeof claimEvents)[number]>;
type DataOf<Type extends ClaimEvent['type']> = Extract<ClaimEvent, { type: Type }>['data'];

/** One claim for figures: when each thing first happened to it, and how its charges stand. `lines` and `firstDecision` are the fold's memory. */
export interface ClaimFacts extends PatientMoney {
  readonly claimId: string;
  readonly patientId: string;
  readonly payerId: string;
  readonly payerKind: string;
  readonly dateOfService: string;
  readonly discipline: string;
  readonly renderingNpi: string;
  readonly draftedAt: string;
  /** When it was first released or held: from then on it counts among the claims that a practice has to send. */
  readonly enteredAt: string | null;
  readonly heldBeforeSubmission: boolean;
  readonly firstSubmittedAt: string | null;
  readonly firstSubmittedCents: number | null;
  readonly firstAcceptedAt: string | null;
  readonly firstRejectedAt: string | null;
  /** Payment date of the first decision. */
  readonly firstDecidedOn: string | null;
  /** The first decision denied something. */
  readonly initiallyDenied: boolean;
  readonly firstPaidOn: string | null;
  /** As sent last; 0 once a void was sent. */
  readonly chargeCents: number;
  readonly paidCents: number;
  readonly patientCents: number;
  readonly contractualCents: number;
  readonly deniedCents: number;
  readonly writtenOffCents: number;
  readonly closed: boolean;
  readonly submissions: readonly Submission[];
  readonly changedAt: string;
  readonly firstDecision: string | null;
  readonly lines: LineDecisions;
  /** Taken apart by `views.payment_variance`. */
  readonly variances?: readonly PaymentVariance[];
  /** Decisions that stand posted, so that the figures can be made anew where one is undone. */
  readonly decisions?: readonly DecisionEvent[];
  /** Cases that a person closed. */
  readonly closedCases?: readonly ClosedCase[];
}

const NOTHING_YET = {
  enteredAt: null,
  heldBeforeSubmission: false,
  firstSubmittedAt: null,
  firstSubmittedCents: null,
  firstAcceptedAt: null,
  firstRejectedAt: null,
  firstDecidedOn: null,
  initiallyDenied: false,
  firstPaidOn: null,
  chargeCents: 0,
  paidCents: 0,
  patientCents: 0,
  contractualCents: 0,
  deniedCents: 0,
  writtenOffCents: 0,
  closed: false,
  submissions: [],
  firstDecision: null,
  lines: {},
  ...NO_PATIENT_MONEY,
} satisfies Partial<ClaimFacts>;

function drafted(facts: ClaimFacts | null, data: DataOf<'ClaimDrafted'>, at: string): ClaimFacts {
  const { claimId, patientId, payerId, payerKind, dateOfService, discipline, renderingNpi, chargeCents, leftCents } =
    data;
  return {
    ...(facts ?? { ...NOTHING_YET, draftedAt: at }),
    ...{ claimId, patientId, payerId, payerKind, dateOfService, discipline, renderingNpi },
    // Of a claim to a later payer only what the payers before left is open; the rest they have settled.
    ...(leftCents !== undefined && !facts?.firstDecision && { contractualCents: chargeCents - leftCents }),
    changedAt: at,
  };
}

function submitted(facts: ClaimFacts, data: DataOf<'ClaimSubmitted'>): Partial<ClaimFacts> {
  return {
    firstSubmittedAt: facts.firstSubmittedAt ?? data.submittedAt,
    firstSubmittedCents: facts.firstSubmittedCents ?? data.chargeCents,
    chargeCents: data.frequency === '8' ? 0 : data.chargeCents,
    closed: false,
    submissions: sent(facts.submissions, data),
  };
}

/** One adjudication of one claim in one remittance: its denials name the same. */
const decisionOf = ({
  remittanceId,
  remittanceClaim,
}: DataOf<'ClaimAdjudicated' | 'ClaimDenied' | 'ClaimDenialRepeated'>) => `${remittanceId}#${remittanceClaim}`;

function adjudicated(facts: ClaimFacts, data: DataOf<'ClaimAdjudicated'>): Partial<ClaimFacts> {
  const lines = data.duplicate ? facts.lines : decided(facts.lines, data);
  return {
    firstDecision: facts.firstDecision ?? decisionOf(data),
    firstDecidedOn: facts.firstDecidedOn ?? data.paymentDate,
    firstPaidOn: facts.firstPaidOn ?? (data.paidCents > 0 ? data.paymentDate : null),
    lines,
    ...decisionSums(lines),
    submissions: answered(waitNoMore(facts.submissions, data.submissionNumber), data.submissionNumber, {
      decidedOn: data.paymentDate,
    }),
  };
}

/** A case's write-off closes the claim where nothing else of it is denied. */
function writtenOff(facts: ClaimFacts, { number, amountCents }: DataOf<'ClaimWrittenOff'>): Partial<ClaimFacts> {
  const writtenOffCents = facts.writtenOffCents + amountCents;
  return { writtenOffCents, closed: number === undefined || writtenOffCents >= facts.deniedCents };
}

function changed(
  facts: ClaimFacts,
  event: Exclude<ClaimEvent, { type: 'ClaimDrafted' }>,
  at: string,
): Partial<ClaimFacts> {
  switch (event.type) {
    case 'ClaimHeld':
      return {
        enteredAt: facts.enteredAt ?? at,
        heldBeforeSubmission: facts.heldBeforeSubmission || facts.firstSubmittedAt === null,
      };
    case 'ClaimReleased':
      return {
        enteredAt: facts.enteredAt ?? at,
        submissions: waitNoMore(facts.submissions, event.data.submissionNumber),
      };
    case 'ClaimSubmitted':
      return submitted(facts, event.data);
    case 'ClaimCrossedOver':
      return { submissions: sentOn(facts.submissions, event.data, at) };
    case 'ClaimAcknowledged': {
      const submissions = acknowledged(facts.submissions, event);
      const { submissionNumber } = event.data;
      // A 999 says that the file could be read, a clearinghouse that it sends it on; that the payer took the claim says its own 277CA alone.
      const taken = submissions.some((one) => one.number === submissionNumber && one.state === 'payer-accepted');
      if (!taken) return { submissions };
      return {
        firstAcceptedAt: facts.firstAcceptedAt ?? at,
        submissions: answered(submissions, submissionNumber, { acceptedAt: at }),
      };
    }
    case 'ClaimRejected':
      return {
        firstRejectedAt: facts.firstRejectedAt ?? at,
        submissions: answered(acknowledged(facts.submissions, event), event.data.submissionNumber, { rejectedAt: at }),
      };
    case 'ClaimSilent':
    case 'ClaimChased':
      return { submissions: silent(facts.submissions, event) };
    case 'ClaimAdjudicated':
      return adjudicated(facts, event.data);
    case 'ClaimDenied':
    case 'ClaimDenialRepeated': {
      const lines = denied(facts.lines, event.data, facts.closedCases);
      const initiallyDenied = facts.initiallyDenied || facts.firstDecision === decisionOf(event.data);
      return { lines, ...decisionSums(lines), initiallyDenied };
    }
    case 'ClaimReversed': {
      const lines = standingLines([...(facts.decisions ?? []), event], facts.closedCases);
      return { lines, ...decisionSums(lines), closed: false };
    }
    case 'ClaimAdjudicationUndone':
      return undone(facts, event.data.remittanceId, at);
    case 'PatientPaymentPosted':
    case 'PatientPaymentReversed':
    case 'PatientBalanceOpened':
    case 'PatientBalanceWithdrawn':
      return evolvePatientMoney(facts, event);
    case 'ClaimUnderpaid':
    case 'ClaimPaidAboveExpected':
    case 'ClaimUnderpaymentSettled':
    case 'ClaimOverpaid':
    case 'ClaimOverpaymentChanged':
      return { variances: evolveVariances(facts.variances ?? [], event) };
    case 'ClaimWrittenOff':
      return writtenOff(facts, event.data);
    case 'ClaimWriteOffReversed':
      return { writtenOffCents: facts.writtenOffCents - event.data.amountCents, closed: false };
    case 'ClaimDenialClosed': {
      const closedCases = withClosed(facts.closedCases ?? [], facts.decisions ?? [], event.data);
      const lines = standingLines(facts.decisions ?? [], closedCases);
      return { closedCases, lines, ...decisionSums(lines) };
    }
    case 'ClaimClosed':
      return { closed: true };
    case 'ClaimReviewed':
    case 'ClaimPaid':
    case 'ClaimCoordinated':
    case 'ClaimCoordinationOutdated':
    case 'ClaimRecoupmentTied':
    case 'TimelyFilingDeadlineSet':
    case 'TimelyFilingDeadlineApproaching':
    case 'TimelyFilingDeadlineMissed':
    case 'MissedTimelyFilingCleared':
      return {};
  }
}

/** What a row lacks that was folded before. */
const SINCE_FOLD_4 = { ...NO_PATIENT_MONEY, decisions: [], closedCases: [] };

/** The figures that follow from decisions, made anew of those that stand posted. */
function undone(facts: ClaimFacts, remittanceId: string, at: string): Partial<ClaimFacts> {
  const { firstDecidedOn, initiallyDenied, firstPaidOn, firstDecision } = NOTHING_YET;
  const decided = { firstDecidedOn, initiallyDenied, firstPaidOn, firstDecision };
  let anew: ClaimFacts = { ...facts, ...decided, lines: {}, ...decisionSums({}), decisions: [] };
  for (const event of (facts.decisions ?? []).filter(({ data }) => data.remittanceId !== remittanceId))
    anew = { ...anew, ...changed(anew, event, at), decisions: [...(anew.decisions ?? []), event] };
  return anew;
}

/** Folds one event of a claim's stream into its facts. */
export function evolveClaimFacts(
  facts: ClaimFacts | null,
  { occurredAt, event }: EventRecord<ClaimEvent>,
): ClaimFacts | null {
  if (event.type === 'ClaimDrafted') return drafted(facts, event.data, occurredAt);
  if (!facts) return null;
  const current = { ...SINCE_FOLD_4, ...facts };
  const decisions = decisionsAfter(current.decisions, event) ?? current.decisions;
  return { ...current, ...changed(current, event, occurredAt), decisions, changedAt: occurredAt };
}

/** One row a claim stream, in `views.claim_fact`. */
export const claimFactsView = rowView<ClaimFacts, ClaimEvent>({
  name: 'claim-facts',
  foldVersion: 4,
  category: 'claim',
  table: 'views.claim_fact',
  evolve: evolveClaimFacts,
  memory: ['lines', 'firstDecision', 'variances', 'decisions', 'closedCases', 'patientShareCents'],
});
