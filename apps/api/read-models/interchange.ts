import { Entity } from 'typeorm';
import type { InterchangeRow } from '#libs/projections/interchange-view/interchange-view.js';
import { Instant, Key, Size, Structure, Text, Whole } from './columns.js';

@Entity({ schema: 'views', name: 'interchange', synchronize: false })
export class Interchange implements InterchangeRow {
  @Key() practice: string;
  @Key() stream: string;
  @Text() interchangeId: string;
  @Whole() version: number;
  @Text() payerId: string;
  @Text() direction: InterchangeRow['direction'];
  @Text() controlNumber: string;
  @Structure() transactionSets: InterchangeRow['transactionSets'];
  @Structure() claims: InterchangeRow['claims'];
  @Text() status: InterchangeRow['status'];
  @Text() refused: string | null;
  @Whole() duplicates: number;
  @Size() bytes: number;
  @Instant() changedAt: string;
}
