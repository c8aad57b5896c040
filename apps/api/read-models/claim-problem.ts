import { Entity } from 'typeorm';
import type { ClaimProblem as Problem } from '#libs/projections/claim-view/claim-problems.js';
import { Cents, Key, Text, Whole } from './columns.js';

/** Money of a payer that is posted to a claim and that a person has to explain. */
@Entity({ schema: 'views', name: 'claim_problem', synchronize: false })
export class ClaimProblem implements Problem {
  @Key() practice: string;
  @Key() claimId: string;
  @Key() remittanceId: string;
  @Key('integer') remittanceClaim: number;
  @Key() problem: Problem['problem'];
  @Text() code: string | null;
  @Whole() version: number;
  @Text() patientId: string;
  @Text() payerId: string;
  @Cents() chargeCents: number | null;
  @Cents() paidCents: number;
}
