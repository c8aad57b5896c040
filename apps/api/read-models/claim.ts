import { Entity } from 'typeorm';
import type { ClaimRow } from '#libs/projections/claim-view/claim-row.js';
import { Cents, Day, Instant, Key, Structure, Text, Whole } from './columns.js';

@Entity({ schema: 'views', name: 'claim', synchronize: false })
export class Claim implements ClaimRow {
  @Key() practice: string;
  @Key() stream: string;
  @Text() claimId: string;
  @Whole() version: number;
  @Text() patientId: string;
  @Text() payerId: string;
  @Text() payerKind: string | null;
  @Day() dateOfService: string | null;
  @Text() discipline: string | null;
  @Text() placeOfService: string | null;
  @Text() renderingNpi: string | null;
  @Text() referringNpi: string | null;
  @Structure() sessionIds: ClaimRow['sessionIds'];
  @Text() submission: ClaimRow['submission'];
  @Text() adjudication: ClaimRow['adjudication'];
  @Text() balance: ClaimRow['balance'];
  @Cents() chargeCents: number;
  @Cents() expectedPaidCents: number | null;
  @Cents() paidCents: number;
  @Cents() patientCents: number;
  @Cents() deniedCents: number;
  @Structure() holds: ClaimRow['holds'];
  @Structure() lines: ClaimRow['lines'];
  @Whole() submissions: number;
  @Text() frequency: string | null;
  @Text() patientControlNumber: string | null;
  @Text() payerControlNumber: string | null;
  @Structure() openDenials: ClaimRow['openDenials'];
  @Whole() rank: number | null;
  @Text() primaryClaimId: string | null;
  @Structure() laterClaims: ClaimRow['laterClaims'];
  @Text() outdated: string | null;
  @Cents() patientPaidCents: number;
  @Cents() patientOwesCents: number;
  @Structure() problems: ClaimRow['problems'];
  @Instant() closesAt: string | null;
  @Instant() submittedAt: string | null;
  @Day() adjudicatedOn: string | null;
  @Instant() changedAt: string;
}
