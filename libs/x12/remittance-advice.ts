import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import type { PersonName, PostalAddress } from './claim.js';

/* A remittance as a payer means it, before it is an 835: what the writer takes. Amounts have to balance (005010X221A1 §1.10.2.1). */

export interface AdviceAdjustment {
  readonly group: 'CO' | 'PR' | 'OA' | 'PI';
  readonly reason: string;
  /** + lowers the payment. */
  readonly amountCents: Cents;
  readonly quantity?: number;
}

export interface AdviceLine {
  /** What is paid; what was billed where that differs is `billedCode`. */
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly billedCode?: string;
  readonly billedModifiers?: readonly string[];
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  readonly units: number;
  /** Where it differs from the units paid. */
  readonly billedUnits?: number;
  readonly serviceDate: LocalDate;
  /** REF*6R of the claim's line. */
  readonly control?: string;
  /** AMT*B6. */
  readonly allowedCents?: Cents;
  readonly adjustments: readonly AdviceAdjustment[];
  /** LQ*HE. */
  readonly remarks: readonly string[];
}

export interface AdviceClaim {
  /** CLM01 of the claim. */
  readonly patientControlNumber: string;
  /** The payer's own number of this claim. */
  readonly payerControlNumber: string;
  /** CLP02: 1, 2, 3, 4, 19 to 23, 25; 22 takes back an earlier decision and has all amounts negated. */
  readonly status: string;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  /** CLP05. */
  readonly patientCents: Cents;
  /** CLP06. An 835 has no CI: where that is given, 12 is written. */
  readonly filingIndicator: string;
  readonly placeOfService?: string;
  readonly frequency?: string;
  readonly patient: PersonName & { readonly memberId?: string };
  /** NM1*TT: the payer that the claim was sent on to. */
  readonly crossoverCarrier?: { readonly name: string; readonly id: string };
  /** REF*F8: the number of the claim that this one replaces or takes back. */
  readonly originalPayerControlNumber?: string;
  readonly receivedOn?: LocalDate;
  /** CAS of the whole claim. */
  readonly adjustments: readonly AdviceAdjustment[];
  /** MOA03 to MOA07: at most five. */
  readonly remarks: readonly string[];
  readonly lines: readonly AdviceLine[];
}

export interface AdviceProviderAdjustment {
  readonly reason: string;
  readonly reference: string;
  /** + takes money away. */
  readonly amountCents: Cents;
}

export interface RemittanceAdvice {
  /** ST02, 4 to 9 characters. */
  readonly control: string;
  readonly payer: {
    readonly name: string;
    readonly id: string;
    readonly address: PostalAddress;
    readonly contact: { readonly name: string; readonly phone: string };
  };
  readonly payee: { readonly name: string; readonly npi: string; readonly taxId?: string };
  /** TRN02: check or transfer number. */
  readonly traceNumber: string;
  /** TRN03: ten characters, 1 and the payer's tax id by custom. */
  readonly originatorId: string;
  /** BPR16; also the production date. */
  readonly date: LocalDate;
  readonly claims: readonly AdviceClaim[];
  readonly providerAdjustments: readonly AdviceProviderAdjustment[];
}
