import { Controller, Get, Inject, NotFoundException, Param, ParseIntPipe, Query } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type FindOptionsWhere, In, Like, MoreThan, Repository } from 'typeorm';
import { CandidateFinder } from '#libs/commands/denial-path/candidate-finder.js';
import type { Candidate, RemittedEvidence } from '#libs/domain/remittance/candidates.js';
import { pageSize } from './page.js';
import { PracticeId } from './practice-id.js';
import { Claim } from './read-models/claim.js';
import { ClaimProblem } from './read-models/claim-problem.js';
import { UnmatchedClaim } from './read-models/unmatched-claim.js';

/** Claims that are looked at more closely: each is read whole. */
const MOST_LOOKED_AT = 200;
/** So much of our number a payer leaves of it at least. */
const LEFT_OF_NUMBER = 8;

/** What of payments waits for a person. */
@Controller('v1/remittances')
export class RemittancesController {
  constructor(
    @InjectRepository(UnmatchedClaim) private readonly unmatchedClaims: Repository<UnmatchedClaim>,
    @InjectRepository(ClaimProblem) private readonly claimProblems: Repository<ClaimProblem>,
    @InjectRepository(Claim) private readonly claims: Repository<Claim>,
    @Inject(CandidateFinder) private readonly finder: CandidateFinder,
  ) {}

  /** Money that has no claim of ours yet, the oldest first. */
  @Get('unmatched')
  unmatched(@PracticeId() practice: string, @Query('limit') limit?: string): Promise<UnmatchedClaim[]> {
    const order = { paymentDate: 'ASC', remittanceId: 'ASC', index: 'ASC' } as const;
    return this.unmatchedClaims.find({ where: { practice }, order, take: pageSize(limit) });
  }

  /** Money that is posted to a claim and that nobody can explain yet: lines tied to none, reversals of what is not known. */
  @Get('problems')
  problems(@PracticeId() practice: string, @Query('limit') limit?: string): Promise<ClaimProblem[]> {
    const order = { claimId: 'ASC', remittanceId: 'ASC', remittanceClaim: 'ASC' } as const;
    return this.claimProblems.find({ where: { practice }, order, take: pageSize(limit) });
  }

  /** Our submissions that a waiting claim may be about, the likeliest first, with the reasons; never for a name alone. */
  @Get(':remittanceId/claims/:index/candidates')
  async candidates(
    @PracticeId() practice: string,
    @Param('remittanceId') remittanceId: string,
    @Param('index', ParseIntPipe) index: number,
  ): Promise<readonly Candidate[]> {
    const waiting = await this.finder.waiting(practice, remittanceId, index);
    if (!waiting) throw new NotFoundException('no claim of this payment waits there');
    const where = alike(practice, waiting.payerId, waiting.evidence);
    const order = { dateOfService: 'DESC', claimId: 'ASC' } as const;
    const found = await this.claims.find({ select: { claimId: true }, where, order, take: MOST_LOOKED_AT });
    const claimIds = found.map(({ claimId }) => claimId);
    return this.finder.among(practice, waiting.evidence, claimIds);
  }
}

/** Of the payer's claims that were sent: of one of the days, of the charge, or of a number that begins alike. */
function alike(practice: string, payerId: string, evidence: RemittedEvidence): FindOptionsWhere<Claim>[] {
  const sent = { practice, payerId, submissions: MoreThan(0) };
  const begin = evidence.patientControlNumber
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, LEFT_OF_NUMBER);
  return [
    { ...sent, chargeCents: Math.abs(evidence.chargeCents) },
    ...(evidence.serviceDates.length > 0 ? [{ ...sent, dateOfService: In([...evidence.serviceDates]) }] : []),
    ...(begin.length === LEFT_OF_NUMBER ? [{ ...sent, patientControlNumber: Like(`${begin}%`) }] : []),
  ];
}
