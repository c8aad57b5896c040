import { Inject, Injectable } from '@nestjs/common';
import { claimStream, ledgerStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { denialDecider } from '#libs/domain/denial-case/decider.js';
import type { DenialState } from '#libs/domain/denial-case/state.js';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { payerOf } from '#libs/domain/policies/denial-to-open.js';
import type { CaseAtHand } from '#libs/domain/policies/reclassified.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { yearOf } from '#libs/kernel/local-date.js';
import { PracticeDirectory } from '../practice-directory.js';
import { StreamRepository } from '../stream-repository.js';

/** Streams that are listed at once. */
const PAGE = 500;

/** A practice's denial cases from the store, whatever their state. */
@Injectable()
export class PracticeCases {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
  ) {}

  /** Those opened since an instant of the business clock, in order of their names. */
  async *since(practice: string, since: Date): AsyncGenerator<DenialState> {
    for (let after = ''; ; ) {
      const page = await this.store.streamsBegun({ practice, category: 'denial', since, after, limit: PAGE });
      for (const stream of page) yield (await this.streams.load(stream, denialDecider)).state;
      if (page.length < PAGE) return;
      after = page.at(-1) as string;
    }
  }

  /** A case with what it is classified by; undefined where it was never opened, or is none of a denial: no reason of a payer's stands behind it. */
  async atHand(practiceId: string, denial: DenialState): Promise<CaseAtHand | undefined> {
    if (!denial.opened || (denial.opened.caseKind ?? 'denial') !== 'denial') return undefined;
    const { claimId, patientId, payerId, payerKind, dateOfService } = denial.opened;
    const { state: claim } = await this.streams.load(claimStream(practiceId, claimId), claimDecider);
    const year = ledgerStream(practiceId, patientId, yearOf(dateOfService));
    const { state: ledger } = await this.streams.load(year, ledgerDecider);
    const { frequencyCodes } = payerOf(await this.practices.profile(practiceId), payerId, payerKind);
    return { denial, claim, ledger, frequencyCodes };
  }
}
