import { Entity } from 'typeorm';
import { Cents, Day, Key, Text } from './columns.js';

/** A claim of a payment that is none of ours yet. */
@Entity({ schema: 'views', name: 'unmatched_claim', synchronize: false })
export class UnmatchedClaim {
  @Key() practice: string;
  @Key() remittanceId: string;
  @Key('integer') index: number;
  @Text() payerId: string;
  @Day() paymentDate: string;
  @Text() status: string;
  @Cents() chargeCents: number;
  @Cents() paidCents: number;
  @Text() reason: string;
}
