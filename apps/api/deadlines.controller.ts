import { Controller, Get, Query } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type FindOptionsWhere, Repository } from 'typeorm';
import { given, pageSize } from './page.js';
import { PracticeId } from './practice-id.js';
import { Deadline, DeadlineNotification } from './read-models/deadline.js';

@Controller('v1')
export class DeadlinesController {
  constructor(
    @InjectRepository(Deadline) private readonly deadlines: Repository<Deadline>,
    @InjectRepository(DeadlineNotification) private readonly notifications: Repository<DeadlineNotification>,
  ) {}

  /** Deadlines that run, the nearest day to work by first. */
  @Get('deadlines')
  running(
    @PracticeId() practice: string,
    @Query('owner') owner?: string,
    @Query('kind') kind?: string,
    @Query('limit') limit?: string,
  ): Promise<Deadline[]> {
    return this.list({ practice, state: 'running', ...given({ owner, kind }) }, limit);
  }

  /** Deadlines that were missed and of which nobody has said why, the oldest first: one leaves the list with a reason alone. */
  @Get('deadlines/missed')
  missed(
    @PracticeId() practice: string,
    @Query('owner') owner?: string,
    @Query('limit') limit?: string,
  ): Promise<Deadline[]> {
    return this.list({ practice, state: 'missed', ...given({ owner }) }, limit);
  }

  /** What owners were told of deadlines, the newest first: only what still matters, or `all=true`. */
  @Get('notifications')
  told(
    @PracticeId() practice: string,
    @Query('owner') owner?: string,
    @Query('all') all?: string,
    @Query('limit') limit?: string,
  ): Promise<DeadlineNotification[]> {
    const where = { practice, ...given({ owner, current: all === 'true' ? undefined : true }) };
    const order = { notifiedAt: 'DESC', stream: 'ASC', number: 'DESC' } as const;
    return this.notifications.find({ where, order, take: pageSize(limit) });
  }

  private list(where: FindOptionsWhere<Deadline>, limit: string | undefined): Promise<Deadline[]> {
    const order = { workBy: 'ASC', stream: 'ASC', kind: 'ASC' } as const;
    return this.deadlines.find({ where, order, take: pageSize(limit) });
  }
}
