import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { attemptResubmission } from '#libs/domain/policies/correct-denial.js';
import { accept, refuse } from '#libs/kernel/result.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { share } from './append-to.js';
import { CorrectionFactsReader } from './correction-facts.js';

export interface AttemptResubmissionData {
  readonly denialId: string;
  readonly attempt: number;
}

/** Makes the scheduled attempt: what goes out and its outcome are recorded together, or neither. */
export class AttemptResubmission {
  constructor(
    readonly context: CommandContext,
    readonly data: AttemptResubmissionData,
  ) {}
}

@CommandHandler(AttemptResubmission)
export class AttemptResubmissionHandler implements ICommandHandler<AttemptResubmission> {
  constructor(
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(CorrectionFactsReader) private readonly reader: CorrectionFactsReader,
  ) {}

  execute({ context, data: { denialId, attempt } }: AttemptResubmission): Promise<CommandOutcome> {
    return this.executor.execute(context, async () => {
      const loaded = await this.reader.load(context, denialId);
      if (!loaded) return refuse('denial.unknown', 'No such case was ever opened.', 'denialId');
      const { denial, claim, facts } = loaded;
      const decided = attemptResubmission(facts, attempt);
      if (!decided.ok) return decided;
      return accept({ appends: [share(claim, decided.value.claim), share(denial, decided.value.denial)] });
    });
  }
}
