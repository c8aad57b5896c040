import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import { type Cents, sumCents } from '#libs/kernel/money.js';
import { ratio, ratioFromDecimal, shareOfCents, times } from '#libs/kernel/ratio.js';
import type { UnderpaymentTolerance } from '#libs/rules/practice.js';
import { lastCaseNumber } from './case-numbers.js';
import { type Adjudication, type ClaimState, submissionOf } from './state.js';
import type { ClaimUnderpayment, VaryingLine } from './variance-state.js';

/** CLP02 of a decision that the payer made as the first payer: another's depends on what was paid before it. */
const FIRST_PAYER = new Set(['1', '19']);

/** A payer that names no tolerance: the larger of a dollar and 2 % (convention of this project). */
const DEFAULT_TOLERANCE: UnderpaymentTolerance = { cents: 100, percent: 2 };

/** How far a payer's allowed amount may be from the expected one: the larger of the fixed amount and the share, each where stated. */
export function toleranceOf(expectedCents: Cents, tolerance: UnderpaymentTolerance | undefined): Cents {
  const { cents = 0, percent = 0 } = tolerance ?? DEFAULT_TOLERANCE;
  const share = ratioFromDecimal(String(percent)) ?? ratio(0);
  return Math.max(cents, shareOfCents(expectedCents, times(share, ratio(1, 100))));
}

/** What was allowed on each charge line that has an expected amount and was not denied, beside that amount. */
export function comparedLines(
  state: ClaimState,
  decision: Adjudication,
  deniedLines: ReadonlySet<number | undefined>,
): readonly VaryingLine[] {
  if (!FIRST_PAYER.has(decision.status) || deniedLines.has(undefined)) return [];
  const charged = submissionOf(state, decision.submissionNumber)?.lines ?? state.lines;
  return charged.flatMap(({ line, allowedCents: expectedAllowedCents }) => {
    const tied = decision.lines.filter((one) => one.line === line);
    if (expectedAllowedCents === undefined || tied.length === 0 || deniedLines.has(line)) return [];
    const allowedCents = sumCents(tied.map((one) => one.allowedCents));
    return [{ line, expectedAllowedCents, allowedCents, shortCents: expectedAllowedCents - allowedCents }];
  });
}

const openOf = (state: ClaimState) => state.variance.underpayments.filter((one) => one.state === 'open');

function settledBy(
  state: ClaimState,
  underpayment: ClaimUnderpayment,
  decision: Adjudication,
  how: 'paid' | 'denied',
  recoveredCents: Cents,
): ClaimEvent {
  const { claimId, patientId, payerId } = state;
  const { remittanceId, submissionNumber } = decision;
  return {
    type: 'ClaimUnderpaymentSettled',
    data: {
      claimId,
      patientId,
      payerId,
      number: underpayment.number,
      how,
      recoveredCents,
      remittanceId,
      submissionNumber,
    },
  };
}

/** Whether the decision ends an open underpayment: it denies its lines instead, or allows on them what was expected. */
function settlement(
  state: ClaimState,
  open: ClaimUnderpayment,
  decision: Adjudication,
  compared: readonly VaryingLine[],
  deniedLines: ReadonlySet<number | undefined>,
  tolerance: UnderpaymentTolerance | undefined,
): ClaimEvent[] {
  const denied = deniedLines.has(undefined) || open.lines.some(({ line }) => deniedLines.has(line));
  if (denied) return [settledBy(state, open, decision, 'denied', 0)];
  const now = open.lines
    .map(({ line }) => compared.find((one) => one.line === line))
    .filter((one) => one !== undefined);
  if (now.length < open.lines.length) return [];
  const short = sumCents(now.map((one) => one.shortCents));
  const expected = sumCents(now.map((one) => one.expectedAllowedCents));
  if (short > toleranceOf(expected, tolerance)) return [];
  return [settledBy(state, open, decision, 'paid', Math.max(open.shortCents - short, 0))];
}

/**
 * What a decision says beside what was expected of it (`state` has it folded): allowed amounts against allowed amounts, so that the patient's
 * share, sequestration and the assistant's cut count on both sides; the sum of the claim's lines, so that a payer may cut another line than we
 * did. Short by more than the tolerance opens a case, unless one of these lines has one; over by more is a fact.
 */
export function underpaymentEvents(
  state: ClaimState,
  decision: Adjudication,
  deniedLines: ReadonlySet<number | undefined>,
  tolerance: UnderpaymentTolerance | undefined,
): ClaimEvent[] {
  const compared = comparedLines(state, decision, deniedLines);
  const settled = openOf(state).flatMap((open) => settlement(state, open, decision, compared, deniedLines, tolerance));
  const stillOpen = openOf(state).filter(
    ({ number }) => !settled.some((event) => 'number' in event.data && event.data.number === number),
  );
  const fresh = compared.filter(
    ({ line, shortCents }) =>
      shortCents !== 0 && !stillOpen.some((open) => open.lines.some((one) => one.line === line)),
  );
  const shortCents = sumCents(fresh.map((line) => line.shortCents));
  const toleranceCents = toleranceOf(sumCents(compared.map((line) => line.expectedAllowedCents)), tolerance);
  if (Math.abs(shortCents) <= toleranceCents) return settled;
  const { claimId, patientId, payerId, payerKind, dateOfService } = state;
  const { remittanceId, remittanceClaim, submissionNumber, payerControlNumber, paymentDate } = decision;
  const remitted = {
    claimId,
    patientId,
    payerId,
    remittanceId,
    remittanceClaim,
    submissionNumber,
    payerControlNumber,
    paymentDate,
  };
  if (shortCents < 0) {
    const data = { ...remitted, lines: [...fresh], overCents: -shortCents, toleranceCents };
    return [...settled, { type: 'ClaimPaidAboveExpected', data }];
  }
  const number = lastCaseNumber(state) + 1;
  const data = { ...remitted, payerKind, dateOfService, number, lines: [...fresh], shortCents, toleranceCents };
  return [...settled, { type: 'ClaimUnderpaid', data }];
}

/** Underpayments whose decision was never one, because its posting was undone. */
export function withdrawnUnderpayments(state: ClaimState, remittanceId: string): ClaimEvent[] {
  const { claimId, patientId, payerId } = state;
  return openOf(state)
    .filter((open) => open.remittanceId === remittanceId)
    .map(({ number }) => ({
      type: 'ClaimUnderpaymentSettled',
      data: {
        claimId,
        patientId,
        payerId,
        number,
        how: 'posting-undone',
        recoveredCents: 0,
        remittanceId,
      },
    }));
}

/** The case of an underpayment was closed by a person: a later decision may open another. Of one that is settled, nothing. */
export function closeUnderpayment(number: number, state: ClaimState): ClaimEvent[] {
  const { claimId, patientId, payerId } = state;
  if (!openOf(state).some((open) => open.number === number)) return [];
  const data = { claimId, patientId, payerId, number, how: 'closed' as const, recoveredCents: 0 };
  return [{ type: 'ClaimUnderpaymentSettled', data }];
}
