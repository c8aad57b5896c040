import { Entity } from 'typeorm';
import type { ThresholdRow } from '#libs/projections/threshold-view/threshold-view.js';
import { Cents, Day, Instant, Key, Structure, Text, Whole } from './columns.js';

/** The row without the fold's memory (`shares`), which is nobody else's business. */
@Entity({ schema: 'views', name: 'threshold', synchronize: false })
export class Threshold {
  @Key() practice: string;
  @Key() stream: string;
  @Text() patientId: string;
  @Whole() year: number;
  @Whole() version: number;
  @Cents() otOpeningCents: number;
  @Cents() otReservedCents: number;
  @Cents() otAdjudicatedCents: number;
  @Cents() otContestedCents: number;
  @Cents() ptSlpOpeningCents: number;
  @Cents() ptSlpReservedCents: number;
  @Cents() ptSlpAdjudicatedCents: number;
  @Cents() ptSlpContestedCents: number;
  @Cents() otPayerReportedCents: number | null;
  @Cents() ptSlpPayerReportedCents: number | null;
  @Day() payerReportedAsOf: string | null;
  @Day() otKxReachedOn: string | null;
  @Day() ptSlpKxReachedOn: string | null;
  @Day() otMedicalReviewReachedOn: string | null;
  @Day() ptSlpMedicalReviewReachedOn: string | null;
  @Structure() otDriftedLines: ThresholdRow['otDriftedLines'];
  @Structure() ptSlpDriftedLines: ThresholdRow['ptSlpDriftedLines'];
  @Instant() changedAt: string;
}
