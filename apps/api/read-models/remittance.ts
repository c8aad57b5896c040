import { Entity } from 'typeorm';
import type { RemittanceRow } from '#libs/projections/remittance-view/remittance-view.js';
import { Cents, Day, Instant, Key, Structure, Text, Whole } from './columns.js';

@Entity({ schema: 'views', name: 'remittance', synchronize: false })
export class Remittance implements RemittanceRow {
  @Key() practice: string;
  @Key() stream: string;
  @Text() remittanceId: string;
  @Whole() version: number;
  @Text() payerId: string;
  @Text() payerName: string;
  @Text() traceNumber: string;
  @Day() paymentDate: string;
  @Cents() paymentCents: number;
  @Text() status: RemittanceRow['status'];
  @Whole() claimCount: number;
  @Structure() matched: RemittanceRow['matched'];
  @Structure() unmatched: RemittanceRow['unmatched'];
  @Structure() ignored: RemittanceRow['ignored'];
  @Structure() providerAdjustments: RemittanceRow['providerAdjustments'];
  @Structure() problems: RemittanceRow['problems'];
  @Text() fileId: string;
  @Text() source: RemittanceRow['source'];
  @Text() postedBy: string | null;
  @Instant() changedAt: string;
}
