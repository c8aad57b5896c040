import type { Adjustment } from '#libs/contracts/events/shapes.js';
import type { RemittanceTransaction, RemittanceTransactionClaim } from '#libs/contracts/remittance-transaction.js';
import { type Cents, centsToDecimal, sumCents } from '#libs/kernel/money.js';

/** An equation of a payment that fails: which, by how much, and the field that reports the amount. */
export interface BalanceFault {
  readonly field: string;
  readonly message: string;
  readonly differenceCents: Cents;
}

function check(field: string, equation: string, computed: Cents, reported: Cents): BalanceFault[] {
  const differenceCents = computed - reported;
  if (differenceCents === 0) return [];
  const message = `${equation}: ${centsToDecimal(computed)} is not ${centsToDecimal(reported)}, ${centsToDecimal(differenceCents)} apart`;
  return [{ field, message, differenceCents }];
}

const total = (adjustments: readonly Adjustment[]) => sumCents(adjustments.map((one) => one.amountCents));

function claimFaults(claim: RemittanceTransactionClaim, field: string): BalanceFault[] {
  const { lines, chargeCents, paidCents, adjustments } = claim;
  const all = [...adjustments, ...lines.flatMap((line) => line.adjustments)];
  const charges = sumCents(lines.map((line) => line.chargeCents));
  return [
    ...lines.flatMap((line, at) => {
      const left = line.chargeCents - total(line.adjustments);
      return check(`${field}.lines[${at}].paidCents`, 'charge − adjustments = paid', left, line.paidCents);
    }),
    ...(lines.length === 0 ? [] : check(`${field}.chargeCents`, 'charges of the lines = charge', charges, chargeCents)),
    ...check(`${field}.paidCents`, 'charge − all adjustments = paid', chargeCents - total(all), paidCents),
  ];
}

/**
 * Every equation of a payment that fails, to the cent: each line, each claim, and payment = paid on claims − provider adjustments. Source:
 * 005010X221A1 §1.10.2.1. Nothing is ever invented to make one hold.
 */
export function paymentFaults(
  payment: Pick<RemittanceTransaction, 'claims' | 'providerAdjustments' | 'paymentCents'>,
): readonly BalanceFault[] {
  const { claims, providerAdjustments, paymentCents } = payment;
  const paid = sumCents(claims.map((claim) => claim.paidCents));
  const taken = sumCents(providerAdjustments.map((one) => one.amountCents));
  return [
    ...claims.flatMap((claim, index) => claimFaults(claim, `claims[${index}]`)),
    ...check('paymentCents', 'paid on claims − provider adjustments = payment', paid - taken, paymentCents),
  ];
}
