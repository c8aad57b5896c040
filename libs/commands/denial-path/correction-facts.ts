import { Inject, Injectable } from '@nestjs/common';
import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import { claimStream, denialIdOf, denialStream, ledgerStream, sessionStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { type ClaimState, serviceDatesOf } from '#libs/domain/claim/state.js';
import { deadline } from '#libs/domain/denial-case/deadlines.js';
import { denialDecider } from '#libs/domain/denial-case/decider.js';
import { appealPending, type DenialState, type OpenedCase } from '#libs/domain/denial-case/state.js';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { dayOf, type LedgerState } from '#libs/domain/patient-ledger/state.js';
import { acceptancesOf } from '#libs/domain/policies/corrections/acceptances.js';
import type { CorrectionFacts } from '#libs/domain/policies/corrections/facts.js';
import { payerOf } from '#libs/domain/policies/denial-to-open.js';
import { sessionDecider } from '#libs/domain/session/decider.js';
import { fold } from '#libs/kernel/decider.js';
import { type LocalDate, yearOf } from '#libs/kernel/local-date.js';
import { localDateAt } from '#libs/kernel/time-zone.js';
import type { PayerProfile } from '#libs/rules/payer-profile.js';
import { timeZoneOf } from '#libs/rules/practice.js';
import { referenceFor } from '#libs/rules/reference/practice-rows.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import type { CommandContext } from '../command-context.js';
import { PracticeDirectory } from '../practice-directory.js';
import { REFERENCE } from '../reference.js';
import { type LoadedStream, StreamRepository } from '../stream-repository.js';
import { DenialReference } from './denial-reference.js';

/** A case with the streams that its correction may append to, and all that it depends on. */
export interface LoadedCorrection {
  readonly denial: LoadedStream<DenialState>;
  readonly claim: LoadedStream<ClaimState>;
  readonly ledger: LoadedStream<LedgerState>;
  readonly facts: CorrectionFacts;
}

/** Reads what the correction of a denial depends on, from the streams alone. */
@Injectable()
export class CorrectionFactsReader {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
    @Inject(REFERENCE) private readonly reference: Reference,
    @Inject(DenialReference) private readonly denials: DenialReference,
  ) {}

  /** Undefined where no such case was ever opened. */
  async load(
    { practiceId, occurredAt: now }: Pick<CommandContext, 'practiceId' | 'occurredAt'>,
    denialId: string,
  ): Promise<LoadedCorrection | undefined> {
    const denial = await this.streams.load(denialStream(practiceId, denialId), denialDecider);
    const { opened } = denial.state;
    if (!opened) return undefined;
    const practice = await this.practices.profile(practiceId);
    const payer = payerOf(practice, opened.payerId, opened.payerKind);
    const { claim, acceptances } = await this.claim(practiceId, opened.claimId, timeZoneOf(practice));
    const year = ledgerStream(practiceId, opened.patientId, yearOf(opened.dateOfService));
    const ledger = await this.streams.load(year, ledgerDecider);
    const facts: CorrectionFacts = {
      ...{ denial: denial.state, claim: claim.state, ledger: ledger.state, acceptances, payer, practice, now },
      ...(await this.surroundings(practiceId, claim.state, ledger.state)),
      timelyUntil: this.timelyUntil(payer, opened),
      appealPending: appealPending(denial.state) || (await this.isAppealed(practiceId, claim.state)),
      reference: referenceFor(this.reference, practice),
      rules: await this.denials.newestRulesOf(practiceId),
    };
    return { denial, claim, ledger, facts };
  }

  private async claim(practiceId: string, claimId: string, timeZone: string) {
    const stream = claimStream(practiceId, claimId);
    const recorded = await this.streams.events(stream);
    const events = recorded as unknown as readonly ClaimEvent[];
    const begins = recorded[0]?.stored.position ?? 0;
    const claim = { stream, version: recorded.length, state: fold(claimDecider, events), begins };
    const acceptances = acceptancesOf(
      events.map((event, place) => ({
        event,
        recordedOn: localDateAt(new Date(recorded[place]?.stored.occurredAt ?? 0), timeZone),
      })),
    );
    return { claim, acceptances };
  }

  /** The sessions of the claim's days in the order of their recording, and the other claims of those days. */
  private async surroundings(practiceId: string, claim: ClaimState, ledger: LedgerState) {
    const days = serviceDatesOf(claim).map((dateOfService) => dayOf(ledger, { dateOfService, payerId: claim.payerId }));
    const sessionIds = new Set([
      ...claim.sessionIds,
      ...days.flatMap((day) => day?.sessions.map(({ sessionId }) => sessionId) ?? []),
    ]);
    const claimIds = new Set(days.flatMap((day) => day?.claims.map(({ claimId }) => claimId) ?? []));
    claimIds.delete(claim.claimId);
    const loaded = await Promise.all(
      [...sessionIds].map(async (sessionId) => {
        const events = await this.streams.events(sessionStream(practiceId, sessionId));
        return { state: fold(sessionDecider, events as never[]), at: events[0]?.stored.position ?? 0 };
      }),
    );
    const siblings = await Promise.all(
      [...claimIds].map((id) => this.streams.load(claimStream(practiceId, id), claimDecider)),
    );
    return {
      sessions: loaded.sort((a, b) => a.at - b.at).map(({ state }) => state),
      siblings: siblings.map(({ state }) => state),
    };
  }

  private timelyUntil(payer: PayerProfile, { dateOfService: service }: OpenedCase): LocalDate | null {
    const found = deadline({ kind: 'timely-filing', payer, service }, this.denials.deadlines);
    return found.ok ? (found.value.acceptedUntil ?? found.value.statutoryDate) : null;
  }

  /** An appeal about any case of the claim keeps all of it from being sent again. */
  private async isAppealed(practiceId: string, { claimId, denials }: ClaimState): Promise<boolean> {
    for (const { number } of denials) {
      const { state } = await this.streams.load(denialStream(practiceId, denialIdOf(claimId, number)), denialDecider);
      if (state.status === 'open' && appealPending(state)) return true;
    }
    return false;
  }
}
