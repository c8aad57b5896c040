import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream } from '#libs/contracts/streams.js';
import { accept, refuse } from '#libs/kernel/result.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome, type Decision } from '../command-executor.js';
import { CoordinatedClaimsReader } from './coordinated-claims.js';

export interface CoordinateBenefitsData {
  /** A first payer's claim, or one to a later payer. */
  readonly claimId: string;
  /** Also where nothing changed: a person has set right what held the draft. */
  readonly redraft?: boolean;
}

/** Drafts, corrects or gives up the claims to the payers after the first, by what was decided before them. */
export class CoordinateBenefits extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: CoordinateBenefitsData,
  ) {
    super();
  }
}

@CommandHandler(CoordinateBenefits)
export class CoordinateBenefitsHandler implements ICommandHandler<CoordinateBenefits> {
  constructor(
    @Inject(CoordinatedClaimsReader) private readonly claims: CoordinatedClaimsReader,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  execute({ context, data }: CoordinateBenefits): Promise<CommandOutcome> {
    return this.executor.execute(context, () => this.decide(context, data));
  }

  private async decide(context: CommandContext, { claimId, redraft }: CoordinateBenefitsData): Promise<Decision> {
    const { loaded, changes } = await this.claims.read(context, claimId, redraft);
    if (loaded[0]?.state.draft === 0) return refuse('claim.unknown', 'No such claim was ever drafted.', 'claimId');
    if (changes.size === 0) return accept({ appends: [] });
    const byStream = new Map([...changes].map(([id, events]) => [claimStream(context.practiceId, id), events]));
    const appends = loaded.map(({ stream, version }) => ({ stream, version, events: byStream.get(stream) ?? [] }));
    return accept({ appends });
  }
}
