import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type {
  AnswerDue,
  ChargeLine,
  ClaimContent,
  LaterClaimRecord,
  PayerKind,
  PriorDecisionRecord,
} from '#libs/contracts/events/shapes.js';
import { fold } from '#libs/kernel/decider.js';
import { type Cents, sumCents } from '#libs/kernel/money.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { sameJson } from '#libs/kernel/same-json.js';
import { isUnderWay } from './draft.js';
import { evolveClaim } from './evolve.js';
import { contentOf, type KnownCoverage, laterCoverages, rankOf } from './next-coverage.js';
import { withPatientBalance } from './patient-balance.js';
import { replaceClaim } from './release.js';
import {
  type Adjudication,
  type ClaimState,
  newestSubmission,
  noClaim,
  openDenials,
  standingAdjudications,
} from './state.js';

/** What coordination is told beside the claims: ids, payers and times. */
export interface CoordinationTerms {
  idOf(rank: number): string;
  /** Undefined where the practice has no entry for the payer. */
  payerOf(payerId: string): { readonly kind: PayerKind; readonly frequencyCodes: readonly string[] } | undefined;
  /** When a draft goes out (ISO 8601). */
  readonly closesAt: string;
  readonly now: string;
  /** From when on the answer of a payer is overdue to whom the one before sent the claim on. */
  answersDue(payerKind: PayerKind): readonly AnswerDue[];
  /** A person asks for drafts to be made anew, also where nothing about them changed. */
  readonly redraft: boolean;
}

/** What coordination adds to the streams, by claim. */
export type Coordination = ReadonlyMap<string, readonly ClaimEvent[]>;

/** What a claim to a later payer should be. */
interface Wanted {
  readonly primary: ClaimState;
  readonly coverage: KnownCoverage;
  readonly claimId: string;
  readonly payer: NonNullable<ReturnType<CoordinationTerms['payerOf']>>;
  readonly before: Adjudication;
  /** CLM01 of the claim as the payer before got it. */
  readonly patientControlNumber: string;
  readonly lines: readonly ChargeLine[];
  readonly content: ClaimContent;
}

/**
 * The decision of a claim's payer on which the next payer's claim is built: the one that stands about the submission decided last. Refused where
 * several stand side by side, and null where nothing is left for anybody else, or is still the payer's to settle.
 */
function decisionToBuildOn(state: ClaimState): Result<Adjudication | null> {
  const standing = standingAdjudications(state);
  const last = Math.max(...standing.map(({ submissionNumber }) => submissionNumber));
  const [decision, ...others] = standing.filter(({ submissionNumber }) => submissionNumber === last);
  if (!decision || openDenials(state).length > 0) return accept(null);
  if (others.length > 0) return refuse('cob.ambiguous', 'several decisions about the claim stand side by side');
  return accept(decision.patientCents > 0 || decision.crossedOver ? decision : null);
}

function priorDecision(state: ClaimState, decision: Adjudication): PriorDecisionRecord {
  const { payerControlNumber, paymentDate, paidCents, adjustments, remarks, lines } = decision;
  return {
    ...{ rank: rankOf(state), payerId: state.payerId, payerControlNumber, paymentDate, paidCents },
    ...{ adjustments: [...adjustments], remarks: [...remarks], lines: [...lines] },
  };
}

/** What the first payer was expected to pay says nothing of a later one. */
function unpriced(line: ChargeLine): ChargeLine {
  const { allowedCents: _a, deductibleCents: _d, coinsuranceCents: _c, expectedPaidCents: _e, ...billed } = line;
  return billed;
}

/** The authorization on the first payer's claim is that payer's. */
function contentFor(primary: ClaimState, rank: number, priorDecisions: readonly PriorDecisionRecord[]): ClaimContent {
  const { authorizationNumber: _first, ...content } = contentOf(primary);
  return { ...content, billedRank: rank, priorDecisions: [...priorDecisions] };
}

function drafted(state: ClaimState, wanted: Wanted, closesAt: string): ClaimEvent {
  const { primary, coverage, claimId, payer, before, lines, content } = wanted;
  const { patientId, dateOfService, discipline, placeOfService, renderingNpi, referringNpi, sessionIds } = primary;
  return {
    type: 'ClaimDrafted',
    data: {
      ...{ claimId, patientId, payerId: coverage.payerId, draft: state.draft + 1, payerKind: payer.kind },
      ...{ dateOfService, discipline, placeOfService, renderingNpi, sessionIds: [...sessionIds], lines: [...lines] },
      ...(referringNpi === undefined ? {} : { referringNpi }),
      chargeCents: sumCents(lines.map(({ chargeCents }) => chargeCents)),
      closesAt,
      ...{ rank: coverage.rank, primaryClaimId: primary.claimId, leftCents: before.patientCents, content },
    },
  };
}

function outdated(state: ClaimState, rule: string): ClaimEvent[] {
  const { claimId, patientId, payerId, primaryClaimId } = state;
  const newest = newestSubmission(state);
  if (state.outdated === rule || primaryClaimId === undefined || !newest) return [];
  const data = { claimId, patientId, payerId, primaryClaimId, submissionNumber: newest.number, rule };
  return [{ type: 'ClaimCoordinationOutdated', data }];
}

/** The decision that the claim was built on is none any more: a draft is given up, what is out waits for a correction or a person. */
function withdrawn(state: ClaimState): ClaimEvent[] {
  if (state.draft === 0 || state.closed !== null) return [];
  if (state.submissions.length > 0) return outdated(state, 'cob.taken-back');
  const { claimId, patientId, payerId } = state;
  return [{ type: 'ClaimClosed', data: { claimId, patientId, payerId, reason: 'cob.taken-back' } }];
}

/** The payer before has sent it on: the claim is there, and nothing of ours goes out. */
function crossedOver(state: ClaimState, wanted: Wanted, terms: CoordinationTerms): ClaimEvent[] {
  const isSame = sameJson(contentOf(state).priorDecisions, wanted.content.priorDecisions);
  if (state.submissions.length > 0) return isSame ? [] : outdated(state, 'cob.primary-changed');
  const { claimId, payer, before, patientControlNumber, lines, content } = wanted;
  const draft = drafted(state, wanted, terms.closesAt);
  const sentOn: ClaimEvent = {
    type: 'ClaimCrossedOver',
    data: {
      ...{ claimId, patientId: wanted.primary.patientId, payerId: wanted.coverage.payerId, submissionNumber: 1 },
      ...{ patientControlNumber, lines: [...lines], crossedOverOn: before.paymentDate, content },
      answersDue: [...terms.answersDue(payer.kind)],
    },
  };
  return [draft, sentOn];
}

/** A draft follows what was decided before it; what is out is replaced once it is answered, where the payer takes replacements. */
function followed(state: ClaimState, wanted: Wanted, terms: CoordinationTerms): ClaimEvent[] {
  if (wanted.before.crossedOver) return crossedOver(state, wanted, terms);
  const { content, lines, payer } = wanted;
  const isSame = sameJson(contentOf(state).priorDecisions, content.priorDecisions);
  if (!isUnderWay(state)) {
    if (state.draft > 0 && state.closed === null && isSame && !terms.redraft) return [];
    return [drafted(state, wanted, terms.closesAt)];
  }
  if (isSame) return [];
  const { frequencyCodes } = payer;
  const command = { type: 'ReplaceClaim', frequency: '7', frequencyCodes, content, releasedAt: terms.now } as const;
  const replaced = replaceClaim(command, state);
  const [release] = replaced.ok ? replaced.value : [];
  if (release?.type !== 'ClaimReleased') return outdated(state, 'cob.primary-changed');
  return [{ ...release, data: { ...release.data, lines: [...lines] } }];
}

function record(state: ClaimState, { rank, payerId }: KnownCoverage): LaterClaimRecord {
  const standing = standingAdjudications(state);
  const patientCents: Cents = standing.at(-1)?.patientCents ?? 0;
  return {
    ...{ rank, claimId: state.claimId, payerId, patientCents },
    crossedOver: newestSubmission(state)?.state === 'crossed-over',
    balance: state.balance === 'patient' ? 'closed' : state.balance,
    paidCents: sumCents(standing.map(({ paidCents }) => paidCents)),
  };
}

/**
 * Brings the claims to the payers after the first into step with what was decided before them, rank by rank, and the first payer's claim with
 * how those stand. `later` gives a later claim by its id. Asked again, it yields nothing.
 */
export function coordinateBenefits(
  primary: ClaimState,
  later: (claimId: string) => ClaimState | undefined,
  terms: CoordinationTerms,
): Coordination {
  const changes = new Map<string, readonly ClaimEvent[]>();
  const records: LaterClaimRecord[] = [];
  const priors: PriorDecisionRecord[] = [];
  let before: ClaimState | null = primary;
  for (const coverage of laterCoverages(primary)) {
    const claimId = terms.idOf(coverage.rank);
    const state = later(claimId) ?? noClaim;
    const step: Result<Wanted> | null = before && stepFor(primary, before, coverage, priors, claimId, terms);
    const events: readonly ClaimEvent[] = step?.ok ? followed(state, step.value, terms) : withdrawn(state);
    if (events.length > 0) changes.set(claimId, events);
    const after = fold({ initial: state, evolve: evolveClaim }, events);
    if (step?.ok) records.push(record(after, coverage));
    else if (step) records.push({ ...unasked(coverage, claimId), problem: step.refusal.code });
    before = step?.ok ? after : null;
  }
  const { claimId, patientId, payerId } = primary;
  if (!sameJson(records, primary.later)) {
    const coordinated: ClaimEvent = { type: 'ClaimCoordinated', data: { claimId, patientId, payerId, later: records } };
    // The last payer says what is left to the patient.
    changes.set(claimId, withPatientBalance(primary, [coordinated]));
  }
  return changes;
}

function unasked({ rank, payerId }: KnownCoverage, claimId: string): LaterClaimRecord {
  return { rank, claimId, payerId, crossedOver: false, balance: 'insurer', paidCents: 0, patientCents: 0 };
}

/** What the next payer is to get; null where the payer before has left nothing to ask for. `priors` grows by that payer's decision. */
function stepFor(
  primary: ClaimState,
  before: ClaimState,
  coverage: KnownCoverage,
  priors: PriorDecisionRecord[],
  claimId: string,
  terms: CoordinationTerms,
): Result<Wanted> | null {
  const decision = decisionToBuildOn(before);
  if (!decision.ok) return decision;
  if (decision.value === null) return null;
  priors.push(priorDecision(before, decision.value));
  const payer = terms.payerOf(coverage.payerId);
  if (!payer) return refuse('cob.payer-unknown', 'the practice has no entry for the payer that comes next');
  const sent = newestSubmission(primary);
  return accept({
    ...{ primary, coverage, claimId, payer, before: decision.value },
    patientControlNumber: newestSubmission(before)?.patientControlNumber ?? '',
    lines: (sent?.lines ?? primary.lines).map(unpriced),
    content: contentFor(primary, coverage.rank, priors),
  });
}
