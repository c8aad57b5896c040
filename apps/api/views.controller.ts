import { Controller, Get, Query } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { given, pageSize } from './page.js';
import { PracticeId } from './practice-id.js';
import { Interchange } from './read-models/interchange.js';
import { Remittance } from './read-models/remittance.js';
import { Session } from './read-models/session.js';
import { Threshold } from './read-models/threshold.js';

/** The views that are plain lists. */
@Controller('v1')
export class ViewsController {
  constructor(
    @InjectRepository(Session) private readonly sessionRows: Repository<Session>,
    @InjectRepository(Threshold) private readonly thresholdRows: Repository<Threshold>,
    @InjectRepository(Remittance) private readonly remittanceRows: Repository<Remittance>,
    @InjectRepository(Interchange) private readonly interchangeRows: Repository<Interchange>,
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
