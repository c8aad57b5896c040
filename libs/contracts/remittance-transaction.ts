import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import type { RemittanceLine } from './events/remittance-events.js';
import type { Adjustment } from './events/shapes.js';

/** One claim of a remittance, as posting needs it. */
export interface RemittanceTransactionClaim {
  /** CLP01. */
  readonly patientControlNumber: string;
  /** CLP07. */
  readonly payerControlNumber: string;
  /** REF*F8. */
  readonly originalPayerControlNumber?: string;
  /** CLP02. */
  readonly status: string;
  readonly reversal: boolean;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  readonly patientCents: Cents;
  readonly adjustments: readonly Adjustment[];
  readonly remarks: readonly string[];
  readonly lines: readonly RemittanceLine[];
  readonly crossedOver: boolean;
  /** The subscriber's number (NM1*IL or, where the patient is the subscriber, NM1*QC) and the patient's name: to be sealed, and only for a person who looks for the claim. */
  readonly memberId?: string;
  readonly patientName?: { readonly lastName: string; readonly firstName?: string };
}

/** One payment of a payer with the claims that it settles (ST to SE of an 835), without names of patients. */
export interface RemittanceTransaction {
  readonly remittanceId: string;
  readonly payerId: string;
  readonly payerName: string;
  /** TRN02. */
  readonly traceNumber: string;
  /** TRN03. */
  readonly originatorId: string;
  /** BPR16. */
  readonly paymentDate: LocalDate;
  /** BPR02. */
  readonly paymentCents: Cents;
  /** ST02. */
  readonly transactionControlNumber: string;
  /** About money alone: false posts nothing. */
  readonly balanced: boolean;
  readonly problems: readonly { readonly segment: string; readonly position: number; readonly message: string }[];
  /** In the order of the file. */
  readonly claims: readonly RemittanceTransactionClaim[];
  /** PLB: + takes money away. The reference may name a patient's account. */
  readonly providerAdjustments: readonly {
    readonly reason: string;
    readonly reference: string;
    readonly amountCents: Cents;
  }[];
}
