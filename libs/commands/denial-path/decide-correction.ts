import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { denialDecider } from '#libs/domain/denial-case/decider.js';
import { refuse } from '#libs/kernel/result.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { appendTo } from './append-to.js';
import { CorrectionFactsReader } from './correction-facts.js';

export interface DecideCorrectionData {
  readonly denialId: string;
  readonly attempt: number;
  readonly decision: 'approve' | 'decline';
  readonly reason?: string;
}

/** A person lets a proposed correction go, or does not. */
export class DecideCorrection {
  constructor(
    readonly context: CommandContext,
    readonly data: DecideCorrectionData,
  ) {}
}

@CommandHandler(DecideCorrection)
export class DecideCorrectionHandler implements ICommandHandler<DecideCorrection> {
  constructor(
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(CorrectionFactsReader) private readonly reader: CorrectionFactsReader,
  ) {}

  execute({ context, data: { denialId, ...decision } }: DecideCorrection): Promise<CommandOutcome> {
    const { actor: by, occurredAt } = context;
    return this.executor.execute(context, async () => {
      const loaded = await this.reader.load(context, denialId);
      if (!loaded) return refuse('denial.unknown', 'No such case was ever opened.', 'denialId');
      if (decision.decision === 'approve' && loaded.facts.appealPending)
        return refuse('denial.appeal-pending', 'The claim is not sent again while it is appealed.');
      const command = { type: 'DecideResubmission' as const, ...decision, by, now: occurredAt.toISOString() };
      return appendTo(loaded.denial, denialDecider.decide(command, loaded.denial.state));
    });
  }
}
