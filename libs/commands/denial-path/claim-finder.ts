import { Inject, Injectable } from '@nestjs/common';
import type { RemittanceTransactionClaim } from '#libs/contracts/remittance-transaction.js';
import { claimNumberIdOf, claimStream, numberStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { payerNumberDecider } from '#libs/domain/payer-number/decider.js';
import { knownClaim } from '#libs/domain/policies/remitted-claims.js';
import { claimIdsNamedBy, type KnownClaim, type KnownClaims, payerNumbersOf } from '#libs/domain/remittance/match.js';
import { StreamRepository } from '../stream-repository.js';

/** Looks up our claims that a remittance names, by our number and by the payer's: from streams, since what is posted follows from them. */
@Injectable()
export class ClaimFinder {
  constructor(@Inject(StreamRepository) private readonly streams: StreamRepository) {}

  /** One claim as matching may know it; undefined where no such claim was ever drafted. */
  async one(practiceId: string, claimId: string): Promise<KnownClaim | undefined> {
    const { state } = await this.streams.load(claimStream(practiceId, claimId), claimDecider);
    return knownClaim(state);
  }

  /** One after the other: a remittance may name thousands. */
  async known(
    practiceId: string,
    payerId: string,
    claims: readonly RemittanceTransactionClaim[],
  ): Promise<KnownClaims> {
    const byPayerNumber = new Map<string, readonly string[]>();
    for (const number of new Set(claims.flatMap(payerNumbersOf))) {
      const stream = numberStream(practiceId, claimNumberIdOf(payerId, number));
      const { state } = await this.streams.load(stream, payerNumberDecider);
      if (state.usedBy.length > 0) byPayerNumber.set(number, state.usedBy);
    }
    const byId = new Map<string, KnownClaim>();
    for (const claimId of new Set([...claimIdsNamedBy(claims), ...[...byPayerNumber.values()].flat()])) {
      const claim = await this.one(practiceId, claimId);
      if (!claim) continue;
      byId.set(claimId, claim);
      for (const sentOn of claim.crossedOverTo ?? []) {
        const later = await this.one(practiceId, sentOn.claimId);
        if (later) byId.set(sentOn.claimId, later);
      }
    }
    return { byId, byPayerNumber };
  }
}
