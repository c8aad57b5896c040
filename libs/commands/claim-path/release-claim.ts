import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream, ledgerStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { isDraftOf } from '#libs/domain/claim/draft.js';
import { wholeClaim } from '#libs/domain/patient-ledger/claim-parts.js';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { billsWholeMonth } from '#libs/domain/policies/monitored-day.js';
import { yearOf } from '#libs/kernel/local-date.js';
import { accept } from '#libs/kernel/result.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome, type Decision } from '../command-executor.js';
import { REFERENCE } from '../reference.js';
import { StreamRepository } from '../stream-repository.js';
import { CoordinatedClaimsReader } from './coordinated-claims.js';
import { decideLoaded, type StreamDecision, unchanged } from './decide-on.js';
import { NotYet } from './not-yet.js';

/** The close of day has come for a draft. Throws {@link NotYet} before it, and while the day's newest coding is not drafted yet. */
export class ReleaseClaim extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: { readonly claimId: string },
  ) {
    super();
  }
}

@CommandHandler(ReleaseClaim)
export class ReleaseClaimHandler implements ICommandHandler<ReleaseClaim> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(REFERENCE) private readonly reference: Reference,
    @Inject(CoordinatedClaimsReader) private readonly claims: CoordinatedClaimsReader,
  ) {}

  execute({ context, data }: ReleaseClaim): Promise<CommandOutcome> {
    return this.executor.execute(context, () => this.decide(context, data.claimId));
  }

  /** A draft goes out only as the ledger has its days: one that was coded anew is drafted again first, and has its own close of day. */
  private async decide(context: CommandContext, claimId: string): Promise<Decision> {
    const { practiceId, occurredAt } = context;
    const claim = await this.streams.load(claimStream(practiceId, claimId), claimDecider);
    const { state } = claim;
    const command = { type: 'ReleaseClaim' as const, releasedAt: occurredAt.toISOString() };
    const decided = decideLoaded(claim, claimDecider, command);
    if (!decided.ok && decided.refusal.code === 'claim.day-open')
      throw new NotYet(decided.refusal.code, decided.refusal.message);
    if (!decided.ok) return decided;
    if (decided.value.events.length === 0) return accept({ appends: [] });
    if (state.primaryClaimId !== undefined) return this.decideLater(context, claimId, decided.value);
    const year = ledgerStream(practiceId, state.patientId, yearOf(state.dateOfService));
    const ledger = await this.streams.load(year, ledgerDecider);
    const coded = wholeClaim(ledger.state, claimId)?.coded;
    if (!coded || !isDraftOf(state, coded) || !billsWholeMonth(ledger.state, claimId, this.reference))
      throw new NotYet('claim.draft-outdated', 'The day was coded anew; its claim is drafted again first.');
    return accept({ appends: [decided.value, unchanged(ledger)] });
  }

  /** A claim to a later payer goes out only as what was decided before it has it. */
  private async decideLater(context: CommandContext, claimId: string, release: StreamDecision): Promise<Decision> {
    const { loaded, changes } = await this.claims.read(context, claimId);
    if (changes.has(claimId))
      throw new NotYet('claim.draft-outdated', 'A payer before it decided anew; the claim is drafted again first.');
    const others = loaded.filter(({ stream }) => stream !== release.stream);
    return accept({ appends: [release, ...others.map(unchanged)] });
  }
}
