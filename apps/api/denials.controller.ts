import { Controller, Get, Inject, NotFoundException, Param, Query } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Not, Repository } from 'typeorm';
import { denialStream } from '#libs/contracts/streams.js';
import type { RowAsOf } from '#libs/projections/as-of.js';
import { AsOf } from './as-of.service.js';
import { given, pageSize } from './page.js';
import { PracticeId } from './practice-id.js';
import { Denial } from './read-models/denial.js';

@Controller('v1/denials')
export class DenialsController {
  constructor(
    @InjectRepository(Denial) private readonly denials: Repository<Denial>,
    @Inject(AsOf) private readonly past: AsOf,
  ) {}

  /** The worklist: cases that are still open, the nearest work-by date first; `status` asks for others, `status=all` for every case. */
  @Get()
  list(
    @PracticeId() practice: string,
    @Query('status') status?: string,
    @Query('category') category?: string,
    @Query('payerId') payerId?: string,
    @Query('owner') owner?: string,
    @Query('limit') limit?: string,
  ): Promise<Denial[]> {
    const closed: Denial['status'][] = ['resolved', 'written-off'];
    const byState =
      status === 'all' ? {} : { status: status === undefined ? Not(In(closed)) : (status as Denial['status']) };
    return this.denials.find({
      where: { practice, ...byState, ...given({ category, payerId, owner }) },
      order: { workBy: { direction: 'ASC', nulls: 'LAST' }, noticeDate: 'DESC', denialId: 'ASC' },
      take: pageSize(limit),
    });
  }

  /** One case; `asOf`: as it was known at that instant, by the time of recording. */
  @Get(':denialId')
  async one(
    @PracticeId() practice: string,
    @Param('denialId') denialId: string,
    @Query('asOf') asOf?: string,
  ): Promise<Denial | RowAsOf> {
    if (asOf !== undefined) return this.past.get(denialStream(practice, denialId), asOf);
    const denial = await this.denials.findOneBy({ practice, denialId });
    if (!denial) throw new NotFoundException('no such denial case');
    return denial;
  }
}
