import type { Cents } from '#libs/kernel/money.js';
import { ratio, shareOfCents } from '#libs/kernel/ratio.js';
import type { ClaimLine } from '#libs/x12/claim.js';
import type { PayerTerms } from '../scenario/scenario.js';
import { decidedLine, type LineDecision } from './decision.js';
import type { MedicareFee } from './medicare-line.js';

/** What a contract line's decision depends on beside its terms. */
export interface ContractSituation {
  readonly fee: MedicareFee | null;
  readonly copayLeftCents: Cents;
  /** The payer allows so much less than it agreed to; 0 where it keeps to the contract. */
  readonly underpaidPercent: number;
}

/** Decides a line by contract: what is allowed, less what is left of the visit's copay and the patient's share of the rest. */
export function decideContractLine(
  line: ClaimLine,
  terms: PayerTerms,
  { fee, copayLeftCents, underpaidPercent }: ContractSituation,
): { decision: LineDecision; copayLeftCents: Cents } {
  const agreed = allowance(line, terms, fee);
  const allowedCents = agreed.allowedCents - shareOfCents(agreed.allowedCents, ratio(underpaidPercent, 100));
  const copayCents = Math.min(allowedCents, copayLeftCents);
  const coinsuranceCents = shareOfCents(allowedCents - copayCents, ratio(terms.coinsurancePercent, 100));
  const multipleCents = agreed.fullFeeCents - agreed.allowedCents;
  const adjustments = [
    { group: 'CO', reason: '45', amountCents: line.chargeCents - allowedCents - multipleCents },
    { group: 'CO', reason: '59', amountCents: multipleCents },
    { group: 'PR', reason: '2', amountCents: coinsuranceCents },
    { group: 'PR', reason: '3', amountCents: copayCents },
  ] as const;
  const paidCents = allowedCents - copayCents - coinsuranceCents;
  const decision = decidedLine(line, { paidCents, allowedCents, adjustments, remarks: [] });
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
