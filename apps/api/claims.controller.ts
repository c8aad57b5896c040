import { Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { given, pageSize } from './page.js';
import { PracticeId } from './practice-id.js';
import { Claim } from './read-models/claim.js';
import { Denial } from './read-models/denial.js';

@Controller('v1/claims')
export class ClaimsController {
  constructor(
    @InjectRepository(Claim) private readonly claims: Repository<Claim>,
    @InjectRepository(Denial) private readonly denials: Repository<Denial>,
  ) {}

  /** Claims by date of service, newest first; narrowed by payer, patient, submission or adjudication. */
  @Get()
  list(
    @PracticeId() practice: string,
    @Query('payerId') payerId?: string,
    @Query('patientId') patientId?: string,
    @Query('submission') submission?: Claim['submission'],
    @Query('adjudication') adjudication?: Claim['adjudication'],
    @Query('limit') limit?: string,
  ): Promise<Claim[]> {
    const where = { practice, ...given({ payerId, patientId, submission, adjudication }) };
    return this.claims.find({ where, order: { dateOfService: 'DESC', claimId: 'ASC' }, take: pageSize(limit) });
  }

  /** One claim with its denial cases. */
  @Get(':claimId')
  async one(@PracticeId() practice: string, @Param('claimId') claimId: string): Promise<Claim & { denials: Denial[] }> {
    const claim = await this.claims.findOneBy({ practice, claimId });
    if (!claim) throw new NotFoundException('no such claim');
    return { ...claim, denials: await this.denials.find({ where: { practice, claimId }, order: { denialId: 'ASC' } }) };
  }
}
