import type { RemittanceLine } from '#libs/contracts/events/remittance-events.js';
import type { Adjustment } from '#libs/contracts/events/shapes.js';
import type { RemittanceTransaction } from '#libs/contracts/remittance-transaction.js';
import { remittanceIdOf } from '#libs/contracts/streams.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import { type Cents, sumCents } from '#libs/kernel/money.js';
import { paymentFaults } from './payment-balance.js';

/** A claim of a paper explanation of benefits, as a person reads it off. */
export interface KeyedClaim {
  /** The account number that the payer prints: ours, as the claim went out. */
  readonly patientControlNumber: string;
  readonly payerControlNumber: string;
  readonly originalPayerControlNumber?: string;
  /** As CLP02: 22 takes an earlier decision back. */
  readonly status: string;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  readonly adjustments: readonly Adjustment[];
  readonly remarks: readonly string[];
  readonly lines: readonly RemittanceLine[];
}

/** A payment that came on paper. */
export interface KeyedPayment {
  readonly payerId: string;
  /** The check's number, or that of the electronic payment. */
  readonly checkNumber: string;
  readonly paymentDate: LocalDate;
  readonly paymentCents: Cents;
  readonly claims: readonly KeyedClaim[];
  /** + takes money away. */
  readonly providerAdjustments: RemittanceTransaction['providerAdjustments'];
}

/** CLP02 19, 20 and 21: processed and sent on to another payer. */
const SENT_ON = ['19', '20', '21'];
const REVERSAL = '22';

function patientCents({ adjustments, lines }: KeyedClaim): Cents {
  const all = [...adjustments, ...lines.flatMap((line) => line.adjustments)];
  return sumCents(all.filter(({ group }) => group === 'PR').map((one) => one.amountCents));
}

/** A payment from paper as it is posted: on the same way, under the same equations, as one from a file. */
export function paperTransaction(keyed: KeyedPayment, payerName: string): RemittanceTransaction {
  const { payerId, checkNumber: traceNumber, paymentDate, paymentCents, providerAdjustments } = keyed;
  const claims = keyed.claims.map((claim) => ({
    ...claim,
    reversal: claim.status === REVERSAL,
    patientCents: patientCents(claim),
    crossedOver: SENT_ON.includes(claim.status),
  }));
  // Paper does not say who originated the payment.
  const named = { traceNumber, originatorId: '', paymentDate, paymentCents };
  return {
    remittanceId: remittanceIdOf({ payer: payerId, ...named, claims }),
    payerId,
    payerName,
    ...named,
    transactionControlNumber: '',
    balanced: paymentFaults({ claims, providerAdjustments, paymentCents }).length === 0,
    problems: [],
    claims,
    providerAdjustments,
  };
}
