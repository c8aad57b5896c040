import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { AdjudicatedLine, DeniedLine } from '#libs/contracts/events/shapes.js';
import type { RemittanceTransactionClaim } from '#libs/contracts/remittance-transaction.js';
import { type Cents, sumCents } from '#libs/kernel/money.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import type { UnderpaymentTolerance } from '#libs/rules/practice.js';
import { lastCaseNumber } from './case-numbers.js';
import { type DecidedCases, type DeniedCase, decidedCases } from './denied-cases.js';
import { type DuplicateMark, duplicateMark } from './duplicate.js';
import { withPatientBalance } from './patient-balance.js';
import { adjudicatedLine, negated } from './remitted-lines.js';
import { type Adjudication, type ClaimState, decisionTakenBack, openDenials, submissionOf } from './state.js';
import { tieLines } from './tie-lines.js';
import { withVariance } from './variance.js';

/** A claim of a remittance, matched to this one. */
export interface RemittedClaim extends Omit<RemittanceTransactionClaim, 'patientControlNumber'> {
  readonly remittanceId: string;
  /** 0-based place of the CLP in its transaction. */
  readonly index: number;
  readonly submissionNumber: number;
  readonly paymentDate: string;
}

/** An amount of it that the payer denied, as classification finds it. */
export interface DeniedAmount {
  /** 1-based line of the remitted claim; absent for the whole claim. */
  readonly line?: number;
  readonly group: string;
  readonly reason: string;
  readonly remarks: readonly string[];
  /** MA130 applies to it. */
  readonly unprocessable: boolean;
  readonly deniedCents: Cents;
}

/** Posts a payer's decision to the claim; for each place in a remittance once. */
export interface AdjudicateClaim {
  readonly remitted: RemittedClaim;
  readonly denied: readonly DeniedAmount[];
  /** How far allowed amounts may be from the expected ones; the project's own where the payer's entry is silent. */
  readonly tolerance?: UnderpaymentTolerance | undefined;
}

function remittedBy(state: ClaimState, remitted: RemittedClaim) {
  const { claimId, patientId, payerId } = state;
  const { remittanceId, index, submissionNumber, payerControlNumber, paymentDate } = remitted;
  return {
    claimId,
    patientId,
    payerId,
    remittanceId,
    remittanceClaim: index,
    submissionNumber,
    payerControlNumber,
    paymentDate,
  };
}

function tiedLines(state: ClaimState, remitted: RemittedClaim): AdjudicatedLine[] {
  const charged = submissionOf(state, remitted.submissionNumber)?.lines ?? state.lines;
  const ties = tieLines(remitted.lines, charged);
  return remitted.lines.map((line, index) => adjudicatedLine(line, ties[index] ?? null));
}

/** CLP05, else what the adjustments make the patient's. */
function patientShare({ patientCents, adjustments, lines }: RemittedClaim): Cents {
  if (patientCents !== 0) return patientCents;
  return sumCents(
    [...adjustments, ...lines.flatMap((line) => line.adjustments)]
      .filter((one) => one.group === 'PR')
      .map((one) => one.amountCents),
  );
}

/** The decision that a reversal takes back: the newest standing one of its CLP07, else of its REF*F8. */
function reversedDecision(state: ClaimState, remitted: RemittedClaim): Adjudication | undefined {
  const { remittanceId } = remitted;
  const standing = (payerControlNumber: string | undefined) =>
    decisionTakenBack(state, { remittanceId, payerControlNumber });
  return standing(remitted.payerControlNumber) ?? standing(remitted.originalPayerControlNumber);
}

/** The money of such a reversal is posted all the same, and shown to a person. */
function problemOf({ paidCents }: RemittedClaim, decision: Adjudication | undefined) {
  if (!decision) return { problem: 'decision-unknown' as const };
  return paidCents + decision.paidCents === 0 ? {} : { problem: 'amount-differs' as const };
}

/** Takes back exactly what the decision had given, line by line, and nothing where none stands; amounts of the claim as the payer reports them. */
function reversal(state: ClaimState, remitted: RemittedClaim): ClaimEvent {
  const decision = reversedDecision(state, remitted);
  return {
    type: 'ClaimReversed',
    data: {
      ...remittedBy(state, remitted),
      ...(decision ? { payerControlNumber: decision.payerControlNumber } : {}),
      paidCents: remitted.paidCents,
      patientCents: patientShare(remitted),
      lines: decision?.lines.map(negated) ?? [],
      adjustments: [...remitted.adjustments],
      ...problemOf(remitted, decision),
    },
  };
}

function adjudicated(
  state: ClaimState,
  remitted: RemittedClaim,
  lines: readonly AdjudicatedLine[],
  duplicate: DuplicateMark,
): ClaimEvent {
  const { status, chargeCents, paidCents, adjustments, remarks, crossedOver } = remitted;
  return {
    type: 'ClaimAdjudicated',
    data: {
      ...remittedBy(state, remitted),
      payerKind: state.payerKind,
      dateOfService: state.dateOfService,
      status,
      chargeCents,
      paidCents,
      patientCents: patientShare(remitted),
      adjustments: [...adjustments],
      remarks: [...remarks],
      lines: [...lines],
      crossedOver,
      ...duplicate,
    },
  };
}

/** Denied amounts by group, reason and whether the line was processed at all: each is one case. */
function byReason(denied: readonly DeniedAmount[], lines: readonly AdjudicatedLine[]): DeniedLine[][] {
  const groups = new Map<string, DeniedLine[]>();
  for (const { line: at, group, reason, remarks, unprocessable, deniedCents } of denied) {
    const line = at === undefined ? null : (lines[at - 1]?.line ?? null);
    const key = [group, reason, unprocessable].join('|');
    const found: DeniedLine = {
      ...(line === null ? {} : { line }),
      group,
      reason,
      remarks: [...remarks],
      deniedCents,
    };
    groups.set(key, [...(groups.get(key) ?? []), found]);
  }
  return [...groups.values()];
}

/** A case for each reason that no case of the claim has already; the same answer again to a resubmission stays one case. */
function denials(
  state: ClaimState,
  remitted: RemittedClaim,
  { opened, repeated }: DecidedCases,
  duplicate: DuplicateMark,
): ClaimEvent[] {
  const last = lastCaseNumber(state);
  const deniedAs = (number: number, { lines, supersedes }: DeniedCase) => ({
    ...remittedBy(state, remitted),
    payerKind: state.payerKind,
    dateOfService: state.dateOfService,
    number,
    lines: [...lines],
    deniedCents: sumCents(lines.map((line) => line.deniedCents)),
    ...(supersedes.length > 0 ? { supersedes: [...supersedes] } : {}),
    ...duplicate,
  });
  return [
    ...opened.map((each, index): ClaimEvent => ({ type: 'ClaimDenied', data: deniedAs(last + 1 + index, each) })),
    ...repeated.map(
      ({ number, recoveredCents, ...each }): ClaimEvent => ({
        type: 'ClaimDenialRepeated',
        data: { ...deniedAs(number, each), recoveredCents },
      }),
    ),
  ];
}

function decision(state: ClaimState, { remitted, denied }: AdjudicateClaim): ClaimEvent[] {
  const lines = tiedLines(state, remitted);
  const duplicate = duplicateMark(state, denied, lines);
  const cases = decidedCases(state, { paidCents: remitted.paidCents, lines }, byReason(denied, lines));
  const settled = new Set(cases.settled.map(({ number }) => number));
  const events = [adjudicated(state, remitted, lines, duplicate), ...denials(state, remitted, cases, duplicate)];
  if (remitted.paidCents <= 0 && denied.length > 0 && settled.size === 0) return events;
  const paid: ClaimEvent = {
    type: 'ClaimPaid',
    data: {
      ...remittedBy(state, remitted),
      paidCents: remitted.paidCents,
      patientCents: patientShare(remitted),
      inFull: denied.length === 0 && openDenials(state).every(({ number }) => settled.has(number)),
      settledDenials: [...cases.settled],
    },
  };
  return [...events, paid];
}

/**
 * Posts one claim of a remittance: the decision, a case for each reason of denial, what was paid and which cases that settles; or what a
 * reversal takes back. The same place of the same remittance again yields nothing.
 */
export function adjudicateClaim(command: AdjudicateClaim, state: ClaimState): Result<readonly ClaimEvent[]> {
  const { remitted } = command;
  if (state.draft === 0) return refuse('claim.unknown', 'No such claim was ever drafted.', 'claimId');
  const posted = state.posted.some(
    (one) => one.remittanceId === remitted.remittanceId && one.remittanceClaim === remitted.index,
  );
  if (posted) return accept([]);
  const events = remitted.reversal ? [reversal(state, remitted)] : decision(state, command);
  const withFindings = withVariance(state, events, command.denied, command.tolerance);
  return accept(withPatientBalance(state, withFindings));
}
