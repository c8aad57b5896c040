import { Inject, Injectable } from '@nestjs/common';
import { claimStream, laterClaimIdOf } from '#libs/contracts/streams.js';
import { type Coordination, coordinateBenefits } from '#libs/domain/claim/coordinate.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { laterCoverages } from '#libs/domain/claim/next-coverage.js';
import type { ClaimState } from '#libs/domain/claim/state.js';
import { closeOfDay } from '#libs/domain/practice/close-of-day.js';
import { answersDue } from '#libs/rules/claiming/answers-due.js';
import { payerProfile } from '#libs/rules/payer-profile.js';
import { timeZoneOf } from '#libs/rules/practice.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import type { CommandContext } from '../command-context.js';
import { PracticeDirectory } from '../practice-directory.js';
import { REFERENCE } from '../reference.js';
import { type LoadedStream, StreamRepository } from '../stream-repository.js';

/** A first payer's claim with those to the payers after it, and what is to be done to bring them into step. */
export interface CoordinatedClaims {
  /** The first payer's claim first. */
  readonly loaded: readonly LoadedStream<ClaimState>[];
  /** By claim id. */
  readonly changes: Coordination;
}

/** Loads a patient's claims to several payers together: each is built on what was decided before it. */
@Injectable()
export class CoordinatedClaimsReader {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
    @Inject(REFERENCE) private readonly reference: Reference,
  ) {}

  /** `claimId` may be any of them. */
  async read({ practiceId, occurredAt }: CommandContext, claimId: string, redraft = false): Promise<CoordinatedClaims> {
    const named = await this.load(practiceId, claimId);
    const { primaryClaimId } = named.state;
    const primary = primaryClaimId === undefined ? named : await this.load(practiceId, primaryClaimId);
    const idOf = (rank: number) => laterClaimIdOf(practiceId, primary.state.claimId, rank);
    const ids = laterCoverages(primary.state).map(({ rank }) => idOf(rank));
    const later = await Promise.all(ids.map((id) => this.load(practiceId, id)));
    const practice = await this.practices.profile(practiceId);
    const timeZone = timeZoneOf(practice);
    const changes = coordinateBenefits(primary.state, (id) => later[ids.indexOf(id)]?.state, {
      ...{ idOf, redraft, now: occurredAt.toISOString() },
      closesAt: closeOfDay(occurredAt, timeZone).toISOString(),
      payerOf: (payerId) => payerProfile(practice, payerId),
      answersDue: (kind) =>
        answersDue({ at: occurredAt, payer: { kind }, timeZone, awaited: ['835'] }, this.reference.calendar),
    });
    return { loaded: [primary, ...later], changes };
  }

  private load(practiceId: string, claimId: string): Promise<LoadedStream<ClaimState>> {
    return this.streams.load(claimStream(practiceId, claimId), claimDecider);
  }
}
