import { Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Not, Repository } from 'typeorm';
import { given, pageSize } from './page.js';
import { PracticeId } from './practice-id.js';
import { Denial } from './read-models/denial.js';

@Controller('v1/denials')
export class DenialsController {
  constructor(@InjectRepository(Denial) private readonly denials: Repository<Denial>) {}

  /** The worklist: cases that are still open, the nearest work-by date first; `state` asks for others, `state=all` for every case. */
  @Get()
  list(
    @PracticeId() practice: string,
    @Query('state') state?: string,
    @Query('category') category?: string,
    @Query('payerId') payerId?: string,
    @Query('owner') owner?: string,
    @Query('limit') limit?: string,
  ): Promise<Denial[]> {
    const closed: Denial['state'][] = ['resolved', 'written-off'];
    const byState =
      state === 'all' ? {} : { state: state === undefined ? Not(In(closed)) : (state as Denial['state']) };
    return this.denials.find({
      where: { practice, ...byState, ...given({ category, payerId, owner }) },
      order: { workBy: { direction: 'ASC', nulls: 'LAST' }, noticeDate: 'DESC', denialId: 'ASC' },
      take: pageSize(limit),
    });
  }

  @Get(':denialId')
  async one(@PracticeId() practice: string, @Param('denialId') denialId: string): Promise<Denial> {
    const denial = await this.denials.findOneBy({ practice, denialId });
    if (!denial) throw new NotFoundException('no such denial case');
    return denial;
  }
}
