import type { Cents } from './money.js';

/** An exact rational number; the denominator is positive. Rates, relative values and percentages are ratios, never floats. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export function ratio(numerator: bigint | number, denominator: bigint | number = 1n): Ratio {
  const bottom = BigInt(denominator);
  if (bottom === 0n) throw new RangeError('a ratio needs a denominator other than 0');
  return bottom < 0n
    ? { numerator: -BigInt(numerator), denominator: -bottom }
    : { numerator: BigInt(numerator), denominator: bottom };
}

/** A decimal string (`33.4009`, `0.869`) as an exact ratio; null where it is not a decimal number. */
export function ratioFromDecimal(text: string): Ratio | null {
  const match = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text.trim());
  if (!match || (!match[2] && !match[3])) return null;
  const fraction = match[3] ?? '';
  const digits = BigInt(`${match[2] ?? ''}${fraction}` || '0');
  return { numerator: match[1] === '-' ? -digits : digits, denominator: 10n ** BigInt(fraction.length) };
}

export function times(a: Ratio, b: Ratio): Ratio {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

export function plus(a: Ratio, b: Ratio): Ratio {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

/** Compares two ratios: negative, 0 or positive. */
export function compareRatios(a: Ratio, b: Ratio): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Rounds half up (away from zero for negatives) to a whole number; a bug where that leaves the safe range. */
export function roundHalfUp(value: Ratio): number {
  const negative = value.numerator < 0n;
  const absolute = negative ? -value.numerator : value.numerator;
  const rounded = (2n * absolute + value.denominator) / (2n * value.denominator);
  const result = Number(negative ? -rounded : rounded);
  if (!Number.isSafeInteger(result)) throw new RangeError('a rounded ratio leaves the safe integer range');
  return result === 0 ? 0 : result;
}

/** A share of an amount in cents, half up to the cent. */
export function shareOfCents(amount: Cents, share: Ratio): Cents {
  return roundHalfUp({ numerator: BigInt(amount) * share.numerator, denominator: share.denominator });
}
