import type { Cents } from '#libs/kernel/money.js';
import { ratio, shareOfCents } from '#libs/kernel/ratio.js';
import type { ClaimLine } from '#libs/x12/claim.js';
import type { PayerTerms } from '../scenario.js';
import { decidedLine, type LineDecision } from './decision.js';

/** Decides a line by contract: a share of the charge is allowed, and what is left of the visit's copay is taken from it. */
export function decideContractLine(
  line: ClaimLine,
  terms: PayerTerms,
  copayLeftCents: Cents,
): { decision: LineDecision; copayLeftCents: Cents } {
  const allowedCents = shareOfCents(line.chargeCents, ratio(terms.percentOfCharge ?? 100, 100));
  const copayCents = Math.min(allowedCents, copayLeftCents);
  const adjustments = [
    { group: 'CO', reason: '45', amountCents: line.chargeCents - allowedCents },
    { group: 'PR', reason: '3', amountCents: copayCents },
  ] as const;
  const decision = decidedLine(line, { paidCents: allowedCents - copayCents, allowedCents, adjustments, remarks: [] });
  return { decision, copayLeftCents: copayLeftCents - copayCents };
}
