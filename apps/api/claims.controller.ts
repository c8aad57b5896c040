import { Controller, Get, Inject, NotFoundException, Param, Query } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { claimStream, denialStream } from '#libs/contracts/streams.js';
import { yearOf } from '#libs/kernel/local-date.js';
import type { RowAsOf } from '#libs/projections/as-of.js';
import { AsOf } from './as-of.service.js';
import { driftFindings, type LineFinding } from './drift-findings.js';
import { given, pageSize } from './page.js';
import { PracticeId } from './practice-id.js';
import { Claim } from './read-models/claim.js';
import { Denial } from './read-models/denial.js';
import { SilentClaim } from './read-models/silent-claim.js';
import { Submission } from './read-models/submission.js';
import { Threshold } from './read-models/threshold.js';
import { TimelineEntry } from './read-models/timeline-entry.js';

@Controller('v1/claims')
export class ClaimsController {
  constructor(
    @InjectRepository(Claim) private readonly claims: Repository<Claim>,
    @InjectRepository(Denial) private readonly denials: Repository<Denial>,
    @InjectRepository(TimelineEntry) private readonly timelines: Repository<TimelineEntry>,
    @InjectRepository(Submission) private readonly submissions: Repository<Submission>,
    @InjectRepository(SilentClaim) private readonly silentClaims: Repository<SilentClaim>,
    @InjectRepository(Threshold) private readonly years: Repository<Threshold>,
    @Inject(AsOf) private readonly past: AsOf,
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

  /** Answers that stay out past the payer's usual days, the longest first; also those that a person has asked for. */
  @Get('silent')
  silent(@PracticeId() practice: string, @Query('limit') limit?: string): Promise<SilentClaim[]> {
    const order = { since: 'ASC', claimId: 'ASC', awaited: 'ASC' } as const;
    return this.silentClaims.find({ where: { practice }, order, take: pageSize(limit) });
  }

  /** One claim with its denial cases; `asOf`: as they were known at that instant, by the time of recording. */
  @Get(':claimId')
  async one(
    @PracticeId() practice: string,
    @Param('claimId') claimId: string,
    @Query('asOf') asOf?: string,
  ): Promise<(Claim & { denials: Denial[] }) | (RowAsOf & { denials: RowAsOf[] })> {
    if (asOf !== undefined) return this.oneAsOf(practice, claimId, asOf);
    const claim = await this.claims.findOneBy({ practice, claimId });
    if (!claim) throw new NotFoundException('no such claim');
    return { ...claim, denials: await this.denialsOf(practice, claimId) };
  }

  /** What happened to the claim and its denial cases, in order. */
  @Get(':claimId/timeline')
  timeline(@PracticeId() practice: string, @Param('claimId') claimId: string): Promise<TimelineEntry[]> {
    return this.timelines.find({ where: { practice, claimId }, order: { position: 'ASC' } });
  }

  /** Each time that the claim was sent, and what the payer first said to it. */
  @Get(':claimId/submissions')
  sent(@PracticeId() practice: string, @Param('claimId') claimId: string): Promise<Submission[]> {
    return this.submissions.find({ where: { practice, claimId }, order: { submissionNumber: 'ASC' } });
  }

  /** What the claim was not coded for, as the patient's therapy threshold stands now. */
  @Get(':claimId/findings')
  async findings(@PracticeId() practice: string, @Param('claimId') claimId: string): Promise<LineFinding[]> {
    const claim = await this.claims.findOneBy({ practice, claimId });
    if (!claim?.dateOfService) throw new NotFoundException('no such claim');
    const ofYear = { practice, patientId: claim.patientId, year: yearOf(claim.dateOfService) };
    return driftFindings(await this.years.findOneBy(ofYear), claimId);
  }

  private async oneAsOf(practice: string, claimId: string, asOf: string): Promise<RowAsOf & { denials: RowAsOf[] }> {
    const claim = await this.past.get(claimStream(practice, claimId), asOf);
    // Cases are never taken away: those of then are among those of now.
    const denials = await this.denialsOf(practice, claimId);
    const then = await Promise.all(
      denials.map(({ denialId }) => this.past.find(denialStream(practice, denialId), asOf)),
    );
    return { ...claim, denials: then.filter((denial) => denial !== null) };
  }

  private denialsOf(practice: string, claimId: string): Promise<Denial[]> {
    return this.denials.find({ where: { practice, claimId }, order: { denialId: 'ASC' } });
  }
}
