import { isLocalDate, type LocalDate } from '#libs/kernel/local-date.js';
import { type Cents, decimalToCents } from '#libs/kernel/money.js';

const ZERO = 48;
const NINE = 57;
const POINT = 46;
const MINUS = 45;

/** An amount of an X12 file in cents; null where it is no decimal number or has a part of a cent. */
export function readCents(text: string): Cents | null {
  let at = text.charCodeAt(0) === MINUS ? 1 : 0;
  const digitsFrom = at;
  let amount = 0;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > NINE) break;
    amount = amount * 10 + code - ZERO;
  }
  // The usual forms (`12`, `12.5`, `12.50`) are read here, for speed; everything else by the exact and slower way.
  if (at === digitsFrom || at - digitsFrom > 12) return decimalToCents(text);
  const fraction = text.length - at;
  if (fraction === 0) amount *= 100;
  else {
    const first = text.charCodeAt(at + 1) - ZERO;
    const second = fraction === 3 ? text.charCodeAt(at + 2) - ZERO : 0;
    const plain =
      text.charCodeAt(at) === POINT && (fraction === 2 || fraction === 3) && isDigit(first) && isDigit(second);
    if (!plain) return decimalToCents(text);
    amount = amount * 100 + first * 10 + second;
  }
  return digitsFrom === 1 && amount !== 0 ? -amount : amount;
}

function isDigit(value: number): boolean {
  return value >= 0 && value <= 9;
}

/** A number that is no money: units, quantities; null where it is none. */
export function readNumber(text: string): number | null {
  if (text === '') return null;
  const digit = text.charCodeAt(0) - ZERO;
  if (text.length === 1 && isDigit(digit)) return digit;
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : null;
}

/** Days that were read before: those of a file repeat. Emptied when it is full, so that no file makes it large. */
const knownDays = new Map<string, LocalDate>();
const MOST_KNOWN_DAYS = 2_000;

/** `CCYYMMDD`, or `YYMMDD` of this century, as a day; null where it is none. */
export function readDate(text: string): LocalDate | null {
  const known = knownDays.get(text);
  if (known !== undefined) return known;
  const date = readNewDate(text);
  if (date === null) return null;
  if (knownDays.size === MOST_KNOWN_DAYS) knownDays.clear();
  knownDays.set(text, date);
  return date;
}

function readNewDate(text: string): LocalDate | null {
  const full = text.length === 6 ? `20${text}` : text;
  if (full.length !== 8) return null;
  const date = `${full.slice(0, 4)}-${full.slice(4, 6)}-${full.slice(6, 8)}`;
  return isLocalDate(date) ? date : null;
}
