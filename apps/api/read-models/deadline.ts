import { Entity } from 'typeorm';
import type { Clock } from '#libs/projections/deadline-view/clocks.js';
import { Cents, Day, Flag, Instant, Key, Text, Whole } from './columns.js';

/** A deadline of a denial case, or of a claim that was rejected. */
@Entity({ schema: 'views', name: 'deadline', synchronize: false })
export class Deadline {
  @Key() practice: string;
  @Key() stream: string;
  @Key() kind: string;
  @Text() claimId: string;
  @Text() denialId: string | null;
  @Text() patientId: string;
  @Text() payerId: string;
  @Text() owner: string | null;
  @Text() levelName: string | null;
  @Day() noticeDate: string;
  @Day() statutoryDate: string;
  @Day() workBy: string;
  @Day() acceptedUntil: string;
  @Text() state: Clock['state'];
  @Whole() lastAlarmDaysBefore: number | null;
  @Cents() amountCents: number | null;
  @Cents() minimumCents: number | null;
  @Flag() meetsMinimum: boolean | null;
}

/** What the owner of a case was told of a deadline. */
@Entity({ schema: 'views', name: 'notification', synchronize: false })
export class DeadlineNotification {
  @Key() practice: string;
  @Key() stream: string;
  @Key('integer') number: number;
  @Text() claimId: string;
  @Text() denialId: string | null;
  @Text() patientId: string;
  @Text() payerId: string;
  @Text() owner: string | null;
  @Text() type: 'approaching' | 'missed';
  @Text() kind: string;
  @Whole() daysBefore: number | null;
  @Day() statutoryDate: string;
  @Instant() notifiedAt: string;
  @Flag() current: boolean;
}
