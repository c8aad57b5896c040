import { Entity } from 'typeorm';
import type { TimelineEntry as Entry } from '#libs/projections/timeline/timeline-view.js';
import { Instant, Key, Position, Structure, Text } from './columns.js';

/** One event of a claim or of one of its denial cases. */
@Entity({ schema: 'views', name: 'claim_timeline', synchronize: false })
export class TimelineEntry {
  @Key() practice: string;
  @Key() stream: string;
  @Key('integer') version: number;
  @Text() claimId: string;
  @Position() position: number;
  @Instant() occurredAt: string;
  @Text() type: string;
  @Text() actor: string;
  @Structure() detail: Entry['detail'];
}
