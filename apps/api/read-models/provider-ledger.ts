import { Entity } from 'typeorm';
import type { ProviderAdjustmentKind } from '#libs/contracts/events/provider-ledger-events.js';
import { Cents, Day, Key, Structure, Text, Whole } from './columns.js';

/** A provider adjustment on a payer's ledger; + takes money away. */
@Entity({ schema: 'views', name: 'provider_ledger_entry', synchronize: false })
export class ProviderLedgerEntry {
  @Key() practice: string;
  @Key() entryId: string;
  @Text() payerId: string;
  @Text() remittanceId: string;
  @Whole() index: number;
  @Day() paymentDate: string;
  @Text() reason: string;
  @Text() kind: ProviderAdjustmentKind;
  @Cents() amountCents: number;
  @Structure() claimIds: readonly string[];
  @Cents() tiedCents: number;
  @Cents() pairedCents: number;
  /** What waits for somebody. */
  @Cents() openCents: number;
}

/** One account of a payer's ledger. */
@Entity({ schema: 'views', name: 'provider_ledger_balance', synchronize: false })
export class ProviderLedgerBalance {
  @Key() practice: string;
  @Key() payerId: string;
  @Key() kind: ProviderAdjustmentKind;
  @Cents() entries: number;
  @Cents() balanceCents: number;
  @Cents() openEntries: number;
  @Cents() openCents: number;
}

/** A payment that was not what it should be. */
@Entity({ schema: 'views', name: 'payment_variance', synchronize: false })
export class PaymentVariance {
  @Key() practice: string;
  @Key() claimId: string;
  @Key() remittanceId: string;
  @Key() kind: 'under' | 'over' | 'overpaid';
  @Text() patientId: string;
  @Text() payerId: string;
  @Whole() caseNumber: number | null;
  @Cents() amountCents: number;
  @Cents() toleranceCents: number | null;
  @Cents() openCents: number;
  @Text() how: string | null;
  @Day() paymentDate: string;
}
