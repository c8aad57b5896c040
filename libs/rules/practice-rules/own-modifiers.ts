import {
  ASSISTANT_MODIFIERS,
  DISTINCT_MODIFIERS,
  LIABILITY_MODIFIERS,
  TELEHEALTH_MODIFIERS,
  THERAPY_MODIFIERS,
} from '../coding/modifier-order.js';

/**
 * Modifiers that say something about the patient's treatment that the record must bear out: who treated, apart from what, by telehealth,
 * attested or not covered. Coding puts them where the record shows it; no rule of a practice or payer puts one that is not there.
 */
const BORNE_OUT: readonly ReadonlySet<string>[] = [
  THERAPY_MODIFIERS,
  ASSISTANT_MODIFIERS,
  DISTINCT_MODIFIERS,
  TELEHEALTH_MODIFIERS,
  LIABILITY_MODIFIERS,
  new Set(['KX']),
  new Set(['76', '77']),
  new Set(['GE']),
];

/** What is never taken from a line either: it would hide who treated, or who owes. */
const NEVER_TAKEN: readonly ReadonlySet<string>[] = [ASSISTANT_MODIFIERS, LIABILITY_MODIFIERS];

export const MODIFIER_FORM = /^[A-Z0-9]{2}$/;

/** True where only the record can put the modifier on a line. */
export function isBorneOut(modifier: string): boolean {
  return BORNE_OUT.some((group) => group.has(modifier));
}

/** True where one modifier says the same as the other in another payer's words, such as XS for 59. */
export function saysTheSame(modifier: string, other: string): boolean {
  return [DISTINCT_MODIFIERS, TELEHEALTH_MODIFIERS].some((group) => group.has(modifier) && group.has(other));
}

export function isNeverTaken(modifier: string): boolean {
  return NEVER_TAKEN.some((group) => group.has(modifier));
}
