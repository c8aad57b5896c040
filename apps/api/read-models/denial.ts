import { Entity } from 'typeorm';
import type { DenialRow } from '#libs/projections/denial-view/denial-view.js';
import { Cents, Day, Flag, Instant, Key, Structure, Text, Whole } from './columns.js';

@Entity({ schema: 'views', name: 'denial', synchronize: false })
export class Denial implements DenialRow {
  @Key() practice: string;
  @Key() stream: string;
  @Text() denialId: string;
  @Whole() version: number;
  @Text() claimId: string;
  @Text() patientId: string;
  @Text() payerId: string;
  @Text() payerKind: string;
  @Day() dateOfService: string;
  @Day() noticeDate: string;
  @Text() payerControlNumber: string;
  @Cents() deniedCents: number;
  @Cents() recoveredCents: number;
  @Text() group: string;
  @Text() reason: string;
  @Structure() remarks: DenialRow['remarks'];
  @Structure() lines: DenialRow['lines'];
  @Text() status: DenialRow['status'];
  @Text() category: string | null;
  @Text() nextAction: string | null;
  @Structure() alternatives: DenialRow['alternatives'];
  @Flag() correctable: boolean;
  @Text() handler: string | null;
  @Text() owner: string | null;
  @Text() deadlineKind: string | null;
  @Day() statutoryDate: string | null;
  @Day() workBy: string | null;
  @Day() waitingUntil: string | null;
  @Whole() lastAlarmDaysBefore: number | null;
  @Flag() deadlineMissed: boolean;
  @Whole() resubmissions: number;
  @Structure() appeals: DenialRow['appeals'];
  @Text() resolution: string | null;
  @Instant() changedAt: string;
}
