import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { correctDenial } from '#libs/domain/policies/correct-denial.js';
import { accept, refuse } from '#libs/kernel/result.js';
import { unchanged } from '../claim-path/decide-on.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { share } from './append-to.js';
import { CorrectionFactsReader } from './correction-facts.js';

export interface CorrectDenialData {
  readonly denialId: string;
}

/** Lets the handler of a case do what it can: schedule or propose a correction, wait for an authorization, or say why not. */
export class CorrectDenial {
  constructor(
    readonly context: CommandContext,
    readonly data: CorrectDenialData,
  ) {}
}

@CommandHandler(CorrectDenial)
export class CorrectDenialHandler implements ICommandHandler<CorrectDenial> {
  constructor(
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(CorrectionFactsReader) private readonly reader: CorrectionFactsReader,
  ) {}

  execute({ context, data }: CorrectDenial): Promise<CommandOutcome> {
    return this.executor.execute(context, async () => {
      const loaded = await this.reader.load(context, data.denialId);
      if (!loaded) return refuse('denial.unknown', 'No such case was ever opened.', 'denialId');
      const { denial, claim, ledger, facts } = loaded;
      const decided = correctDenial(facts);
      if (!decided.ok) return decided;
      return accept({
        appends: [share(denial, decided.value.denial), share(ledger, decided.value.ledger), unchanged(claim)],
      });
    });
  }
}
