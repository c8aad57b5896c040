import { Entity } from 'typeorm';
import { Cents, Day, Instant, Key, Text, Whole } from './columns.js';

/** One time that a claim was sent. */
@Entity({ schema: 'views', name: 'submission', synchronize: false })
export class Submission {
  @Key() practice: string;
  @Key() claimId: string;
  @Key('integer') submissionNumber: number;
  @Text() frequency: string;
  @Text() patientControlNumber: string;
  @Whole() interchangeControlNumber: number | null;
  @Text() denialId: string | null;
  @Cents() chargeCents: number;
  @Instant() submittedAt: string;
  @Instant() acceptedAt: string | null;
  @Instant() rejectedAt: string | null;
  @Day() decidedOn: string | null;
  @Text() state: string | null;
  @Text() stage: string | null;
  @Day() payerAcceptedOn: string | null;
}
