import { type Cents, sumCents } from '#libs/kernel/money.js';
import type { ClaimLine } from '#libs/x12/claim.js';
import { decidedLine, type LineDecision } from './decision.js';

/** What the payers before left to the patient; null where none of them decided about the line. */
export function leftByEarlierPayers({ adjudications = [] }: ClaimLine): Cents | null {
  const last = adjudications.at(-1);
  if (!last) return null;
  return sumCents(last.adjustments.filter(({ group }) => group === 'PR').map(({ amountCents }) => amountCents));
}

/**
 * Decides a line as a later payer: it pays what the payers before left to the patient, at most what it would have allowed itself. What they
 * paid and took off is an effect of theirs (OA 23).
 */
export function decideNextPayerLine(line: ClaimLine, leftCents: Cents, ownAllowedCents: Cents): LineDecision {
  const due = Math.min(line.chargeCents, leftCents);
  const paidCents = Math.min(due, ownAllowedCents);
  const adjustments = [
    { group: 'OA', reason: '23', amountCents: line.chargeCents - due },
    { group: 'PR', reason: '2', amountCents: due - paidCents },
  ] as const;
  return decidedLine(line, { paidCents, allowedCents: due, adjustments, remarks: [] });
}
