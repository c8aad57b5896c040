import { Entity } from 'typeorm';
import { Cents, Day, Instant, Key, Text } from './columns.js';

/** An answer that stays out past the payer's usual days. */
@Entity({ schema: 'views', name: 'silent_claim', synchronize: false })
export class SilentClaim {
  @Key() practice: string;
  @Key() claimId: string;
  @Key('integer') submissionNumber: number;
  @Key() awaited: string;
  @Text() patientId: string;
  @Text() payerId: string;
  @Instant() since: string;
  @Instant() submittedAt: string;
  @Cents() chargeCents: number;
  @Text() chasedBy: string | null;
  @Day() nextOn: string | null;
}
