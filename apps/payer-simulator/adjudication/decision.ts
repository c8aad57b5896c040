import { type Cents, sumCents } from '#libs/kernel/money.js';
import type { ClaimLine } from '#libs/x12/claim.js';

export interface DecidedAdjustment {
  readonly group: 'CO' | 'PR' | 'OA' | 'PI';
  readonly reason: string;
  readonly amountCents: Cents;
}

/** What a payer decided about one line; charge = paid + adjustments, always. */
export interface LineDecision {
  readonly lineControlNumber: string;
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units: number;
  readonly serviceDate: string;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  /** What counts against the member's threshold: 0 where denied. */
  readonly allowedCents: Cents;
  readonly adjustments: readonly DecidedAdjustment[];
  readonly remarks: readonly string[];
}

export interface ClaimDecision {
  readonly payerControlNumber: string;
  readonly lines: readonly LineDecision[];
  /** Of the claim (MOA). */
  readonly remarks: readonly string[];
}

/** A decided line; adjustments of nothing are left out. A bug where it does not balance: no payer's system would let it out. */
export function decidedLine(
  line: ClaimLine,
  outcome: Pick<LineDecision, 'paidCents' | 'allowedCents' | 'adjustments' | 'remarks'>,
): LineDecision {
  const adjustments = outcome.adjustments.filter(({ amountCents }) => amountCents !== 0);
  const explained = outcome.paidCents + sumCents(adjustments.map(({ amountCents }) => amountCents));
  if (explained !== line.chargeCents) throw new Error(`a decided line of ${line.code} does not balance`);
  const { lineControlNumber, code, modifiers, units, serviceDate, chargeCents } = line;
  return { lineControlNumber, code, modifiers, units, serviceDate, chargeCents, ...outcome, adjustments };
}

/** A line of which nothing is paid, for one reason. */
export function deniedLine(
  line: ClaimLine,
  { group, reason, remarks }: { group: DecidedAdjustment['group']; reason: string; remarks: readonly string[] },
): LineDecision {
  const adjustments = [{ group, reason, amountCents: line.chargeCents }];
  return decidedLine(line, { paidCents: 0, allowedCents: 0, adjustments, remarks });
}

export function totals({ lines }: Pick<ClaimDecision, 'lines'>): {
  chargeCents: Cents;
  paidCents: Cents;
  patientCents: Cents;
} {
  const patient = lines.flatMap((line) => line.adjustments.filter(({ group }) => group === 'PR'));
  return {
    chargeCents: sumCents(lines.map((line) => line.chargeCents)),
    paidCents: sumCents(lines.map((line) => line.paidCents)),
    patientCents: sumCents(patient.map(({ amountCents }) => amountCents)),
  };
}

/** True for a line of which nothing counts: denied, not paid to the patient's share. */
export function isDenied({ paidCents, allowedCents, chargeCents }: LineDecision): boolean {
  return paidCents === 0 && allowedCents === 0 && chargeCents > 0;
}
