import type { Remittance } from '#libs/x12/remittance.js';

/** Sums over a file of 835s, in cents. */
export interface RemittanceSums {
  readonly payments: number;
  readonly charges: number;
  readonly paid: number;
  readonly lineCharges: number;
  readonly linePaid: number;
  readonly adjustments: number;
  readonly providerAdjustments: number;
}

/** What the reader found. */
export function sumsOf(transactions: readonly Remittance[]): RemittanceSums {
  const claims = transactions.flatMap((one) => one.claims);
  const lines = claims.flatMap((one) => one.lines);
  const amounts = (list: readonly { readonly amountCents: number }[]) => total(list.map((one) => one.amountCents));
  return {
    payments: total(transactions.map((one) => one.paymentCents)),
    charges: total(claims.map((one) => one.chargeCents)),
    paid: total(claims.map((one) => one.paidCents)),
    lineCharges: total(lines.map((one) => one.chargeCents)),
    linePaid: total(lines.map((one) => one.paidCents)),
    adjustments: amounts([...claims, ...lines].flatMap((one) => one.adjustments)),
    providerAdjustments: amounts(transactions.flatMap((one) => one.providerAdjustments)),
  };
}

/**
 * The same straight from the bytes, by nothing that the reader uses: the terminator is the second character after the 16th separator, segments
 * and elements come of splitting, amounts are decimal numbers.
 */
export function sumsOfSegments(bytes: Buffer): RemittanceSums {
  const text = bytes.toString('latin1').slice(bytes.indexOf('ISA'));
  const separator = text[3] as string;
  const terminator = text[text.split(separator, 16).join(separator).length + 2] as string;
  const segments = text.split(terminator).map((segment) =>
    segment
      .replace(/[\r\n]/g, '')
      .trim()
      .split(separator),
  );
  const sum = (id: string, places: (elements: readonly string[]) => readonly number[]) =>
    total(
      segments
        .filter(([name]) => name === id)
        .flatMap((elements) => places(elements).map((place) => cents(elements[place]))),
    );
  const every = (from: number, step: number) => (elements: readonly string[]) =>
    elements.map((_, index) => index).filter((index) => index >= from && (index - from) % step === 0);
  return {
    payments: sum('BPR', () => [2]),
    charges: sum('CLP', () => [3]),
    paid: sum('CLP', () => [4]),
    lineCharges: sum('SVC', () => [2]),
    linePaid: sum('SVC', () => [3]),
    adjustments: sum('CAS', every(3, 3)),
    providerAdjustments: sum('PLB', every(4, 2)),
  };
}

function cents(text: string | undefined): number {
  return Math.round(Number(text?.trim() || '0') * 100);
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
