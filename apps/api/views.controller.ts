import { Controller, Get, Inject, NotFoundException, Param, ParseIntPipe, Query } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { ledgerStream } from '#libs/contracts/streams.js';
import type { RowAsOf } from '#libs/projections/as-of.js';
import { AsOf } from './as-of.service.js';
import { given, pageSize } from './page.js';
import { PracticeId } from './practice-id.js';
import { Interchange } from './read-models/interchange.js';
import { Remittance } from './read-models/remittance.js';
import { Session } from './read-models/session.js';
import { Threshold } from './read-models/threshold.js';
import { UnmatchedClaim } from './read-models/unmatched-claim.js';

/** The views that are plain lists. */
@Controller('v1')
export class ViewsController {
  constructor(
    @InjectRepository(Session) private readonly sessionRows: Repository<Session>,
    @InjectRepository(Threshold) private readonly thresholdRows: Repository<Threshold>,
    @InjectRepository(Remittance) private readonly remittanceRows: Repository<Remittance>,
    @InjectRepository(Interchange) private readonly interchangeRows: Repository<Interchange>,
    @InjectRepository(UnmatchedClaim) private readonly unmatchedClaimRows: Repository<UnmatchedClaim>,
    @Inject(AsOf) private readonly past: AsOf,
  ) {}

  /** Sessions by date of service, newest first; `status=held` gives those that wait for a correction, with their rules. */
  @Get('sessions')
  sessions(
    @PracticeId() practice: string,
    @Query('status') status?: Session['status'],
    @Query('limit') limit?: string,
  ): Promise<Session[]> {
    const where = { practice, ...given({ status }) };
    return this.sessionRows.find({ where, order: { dateOfService: 'DESC', sessionId: 'ASC' }, take: pageSize(limit) });
  }

  /** Each patient's year in both therapy pools, the most used first. */
  @Get('thresholds')
  thresholds(
    @PracticeId() practice: string,
    @Query('patientId') patientId?: string,
    @Query('limit') limit?: string,
  ): Promise<Threshold[]> {
    const where = { practice, ...given({ patientId }) };
    return this.thresholdRows.find({
      where,
      order: { otReservedCents: 'DESC', patientId: 'ASC' },
      take: pageSize(limit),
    });
  }

  /** One patient's year; `asOf`: as it was known at that instant, by the time of recording. */
  @Get('thresholds/:patientId/:year')
  async threshold(
    @PracticeId() practice: string,
    @Param('patientId') patientId: string,
    @Param('year', ParseIntPipe) year: number,
    @Query('asOf') asOf?: string,
  ): Promise<Threshold | RowAsOf> {
    if (asOf !== undefined) return this.past.get(ledgerStream(practice, patientId, year), asOf);
    const threshold = await this.thresholdRows.findOneBy({ practice, patientId, year });
    if (!threshold) throw new NotFoundException('nothing is known of this patient in that year');
    return threshold;
  }

  /** Money that has no claim of ours yet, the oldest first. */
  @Get('unmatched-claims')
  unmatchedClaims(@PracticeId() practice: string, @Query('limit') limit?: string): Promise<UnmatchedClaim[]> {
    const order = { paymentDate: 'ASC', remittanceId: 'ASC', index: 'ASC' } as const;
    return this.unmatchedClaimRows.find({ where: { practice }, order, take: pageSize(limit) });
  }

  @Get('remittances')
  remittances(
    @PracticeId() practice: string,
    @Query('status') status?: Remittance['status'],
    @Query('limit') limit?: string,
  ): Promise<Remittance[]> {
    const where = { practice, ...given({ status }) };
    return this.remittanceRows.find({
      where,
      order: { paymentDate: 'DESC', remittanceId: 'ASC' },
      take: pageSize(limit),
    });
  }

  @Get('interchanges')
  interchanges(
    @PracticeId() practice: string,
    @Query('status') status?: Interchange['status'],
    @Query('limit') limit?: string,
  ): Promise<Interchange[]> {
    const where = { practice, ...given({ status }) };
    return this.interchangeRows.find({
      where,
      order: { changedAt: 'DESC', interchangeId: 'ASC' },
      take: pageSize(limit),
    });
  }
}
