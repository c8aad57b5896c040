/** An amount of US money in whole cents. Always an integer within the safe range; never a fraction of a cent, never dollars. */
export type Cents = number;

/** Asserts that a number is an amount of whole cents; a bug, not bad input, where it is not. */
export function cents(amount: number): Cents {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not an amount in whole cents: ${amount}`);
  return amount;
}

/** Sums amounts in cents. */
export function sumCents(amounts: Iterable<Cents>): Cents {
  let total = 0;
  for (const amount of amounts) total += amount;
  return cents(total);
}

/** Cents as a decimal string the way X12 writes it: no thousands separator, no trailing zeros (`12.5`, `-3`, `0`). */
export function centsToDecimal(amount: Cents): string {
  const sign = amount < 0 ? '-' : '';
  const absolute = Math.abs(cents(amount));
  const fraction = String(absolute % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${sign}${Math.trunc(absolute / 100)}${fraction ? `.${fraction}` : ''}`;
}

/**
 * A decimal string (`12.5`, `-.75`, `100`) to cents, exactly; null where it is not a decimal number, has a fraction of a cent
 * or more than 16 digits.
 */
export function decimalToCents(text: string): Cents | null {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text.trim());
  if (!match || (!match[2] && !match[3])) return null;
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > 2 || (match[2] ?? '').length > 13) return null;
  const absolute = Number(match[2] || '0') * 100 + Number(fraction.padEnd(2, '0'));
  return absolute === 0 ? 0 : match[1] === '-' ? -absolute : absolute;
}

/** Cents for people: `$1,234.50`. */
export function formatCents(amount: Cents): string {
  const absolute = Math.abs(cents(amount));
  const dollars = String(Math.trunc(absolute / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amount < 0 ? '-' : ''}$${dollars}.${String(absolute % 100).padStart(2, '0')}`;
}
