import type { Cents } from '#libs/kernel/money.js';
import { ratio, shareOfCents } from '#libs/kernel/ratio.js';
import type { ClaimLine } from '#libs/x12/claim.js';
import type { PayerTerms } from '../scenario.js';
import { decidedLine, type LineDecision } from './decision.js';
import type { MedicareFee } from './medicare-line.js';

/** Decides a line by contract: what is allowed, less what is left of the visit's copay. */
export function decideContractLine(
  line: ClaimLine,
  terms: PayerTerms,
  { fee, copayLeftCents }: { fee: MedicareFee | null; copayLeftCents: Cents },
): { decision: LineDecision; copayLeftCents: Cents } {
  const { fullFeeCents, allowedCents } = allowance(line, terms, fee);
  const copayCents = Math.min(allowedCents, copayLeftCents);
  const adjustments = [
    { group: 'CO', reason: '45', amountCents: line.chargeCents - fullFeeCents },
    { group: 'CO', reason: '59', amountCents: fullFeeCents - allowedCents },
    { group: 'PR', reason: '3', amountCents: copayCents },
  ] as const;
  const decision = decidedLine(line, { paidCents: allowedCents - copayCents, allowedCents, adjustments, remarks: [] });
  return { decision, copayLeftCents: copayLeftCents - copayCents };
}

/** By the contract's own fee, else by Medicare's where it follows that, else a share of the charge; never above the charge. */
function allowance(
  { code, units, chargeCents }: ClaimLine,
  { fees, percentOfCharge }: PayerTerms,
  fee: MedicareFee | null,
): { fullFeeCents: Cents; allowedCents: Cents } {
  const contracted = fees?.[code];
  if (contracted === undefined && fee) {
    return {
      fullFeeCents: Math.min(chargeCents, fee.fullFeeCents),
      allowedCents: Math.min(chargeCents, fee.cutFeeCents),
    };
  }
  const agreed = contracted === undefined ? shareOfCents(chargeCents, ratio(percentOfCharge, 100)) : contracted * units;
  const allowedCents = Math.min(chargeCents, agreed);
  return { fullFeeCents: allowedCents, allowedCents };
}
