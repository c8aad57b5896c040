import { Entity } from 'typeorm';
import type { SessionRow } from '#libs/projections/session-view/session-view.js';
import { Day, Instant, Key, Structure, Text, Whole } from './columns.js';

@Entity({ schema: 'views', name: 'session', synchronize: false })
export class Session implements SessionRow {
  @Key() practice: string;
  @Key() stream: string;
  @Text() sessionId: string;
  @Whole() version: number;
  @Whole() revision: number;
  @Text() patientId: string;
  @Text() payerId: string;
  @Day() dateOfService: string;
  @Text() discipline: string;
  @Text() placeOfService: string;
  @Text() source: string;
  @Text() status: SessionRow['status'];
  @Text() claimId: string | null;
  @Structure() rules: SessionRow['rules'];
  @Instant() changedAt: string;
}
