import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { AdjudicatedLine, DeniedLine } from '#libs/contracts/events/shapes.js';
import type { RemittanceTransactionClaim } from '#libs/contracts/remittance-transaction.js';
import { type Cents, sumCents } from '#libs/kernel/money.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import type { UnderpaymentTolerance } from '#libs/rules/practice.js';
import { lastCaseNumber } from './case-numbers.js';
import { withPatientBalance } from './patient-balance.js';
import { adjudicatedLine, negated } from './remitted-lines.js';
import { type Adjudication, type ClaimDenial, type ClaimState, openDenials, submissionOf } from './state.js';
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
  const standing = (number: string | undefined) =>
    state.adjudications.findLast((one) => !one.reversed && one.payerControlNumber === number);
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

function adjudicated(state: ClaimState, remitted: RemittedClaim, lines: readonly AdjudicatedLine[]): ClaimEvent {
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
    },
  };
}

function isSameDenial(a: DeniedLine, b: DeniedLine): boolean {
  return a.line === b.line && a.group === b.group && a.reason === b.reason;
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

/** One case for each reason that no open case of the claim has already: the same answer again to a resubmission stays one case. */
function denials(state: ClaimState, remitted: RemittedClaim, groups: readonly (readonly DeniedLine[])[]): ClaimEvent[] {
  const known = openDenials(state).flatMap((denial) => denial.lines);
  const fresh = groups
    .map((group) => group.filter((line) => !known.some((one) => isSameDenial(one, line))))
    .filter((group) => group.length > 0);
  const last = lastCaseNumber(state);
  return fresh.map((lines, index) => ({
    type: 'ClaimDenied',
    data: {
      ...remittedBy(state, remitted),
      payerKind: state.payerKind,
      dateOfService: state.dateOfService,
      number: last + 1 + index,
      lines,
      deniedCents: sumCents(lines.map((line) => line.deniedCents)),
    },
  }));
}

/** What the lines of a case (all lines for a whole claim) were paid in a decision. */
function paidOn(denial: ClaimDenial, decision: { paidCents: Cents; lines: readonly AdjudicatedLine[] }): Cents {
  const numbers = new Set(denial.lines.map((line) => line.line));
  if (numbers.has(undefined)) return decision.paidCents;
  return sumCents(decision.lines.filter((line) => numbers.has(line.line ?? undefined)).map((line) => line.paidCents));
}

/** Open cases whose lines this decision covers and denies no more, with what they brought. */
function settled(
  state: ClaimState,
  decision: { paidCents: Cents; lines: readonly AdjudicatedLine[] },
  denied: readonly DeniedLine[],
): { number: number; recoveredCents: Cents }[] {
  const covered = new Set(decision.lines.map((line) => line.line));
  const wholeDenied = denied.some((line) => line.line === undefined);
  return openDenials(state)
    .filter((denial) =>
      denial.lines.every((line) =>
        line.line === undefined
          ? denied.length === 0
          : covered.has(line.line) && !wholeDenied && !denied.some((one) => one.line === line.line),
      ),
    )
    .map((denial) => {
      const before = state.adjudications.find(
        (one) => one.remittanceId === denial.remittanceId && one.remittanceClaim === denial.remittanceClaim,
      );
      const recovered = paidOn(denial, decision) - (before ? paidOn(denial, before) : 0);
      return { number: denial.number, recoveredCents: Math.max(recovered, 0) };
    });
}

function decision(state: ClaimState, { remitted, denied }: AdjudicateClaim): ClaimEvent[] {
  const lines = tiedLines(state, remitted);
  const groups = byReason(denied, lines);
  const settledDenials = settled(state, { paidCents: remitted.paidCents, lines }, groups.flat());
  const events = [adjudicated(state, remitted, lines), ...denials(state, remitted, groups)];
  if (remitted.paidCents <= 0 && denied.length > 0) return events;
  const paid: ClaimEvent = {
    type: 'ClaimPaid',
    data: {
      ...remittedBy(state, remitted),
      paidCents: remitted.paidCents,
      patientCents: patientShare(remitted),
      inFull: denied.length === 0 && settledDenials.length === openDenials(state).length,
      settledDenials,
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
