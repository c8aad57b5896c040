import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { OwnClassificationRow } from '#libs/contracts/classification-row.js';
import { practiceStream } from '#libs/contracts/streams.js';
import { practiceDecider } from '#libs/domain/practice/decider.js';
import { localDateAt } from '#libs/kernel/time-zone.js';
import { timeZoneOf } from '#libs/rules/practice.js';
import { decideOn } from '../claim-path/decide-on.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { WhatIf } from './what-if.js';

/** A person puts a practice's own rows of classification in force, in place of those before. */
export class ChangeClassificationRows {
  constructor(
    readonly context: CommandContext,
    readonly data: { readonly rows: readonly OwnClassificationRow[] },
  ) {}
}

@CommandHandler(ChangeClassificationRows)
export class ChangeClassificationRowsHandler implements ICommandHandler<ChangeClassificationRows> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(WhatIf) private readonly whatIf: WhatIf,
  ) {}

  execute({ context, data: { rows } }: ChangeClassificationRows): Promise<CommandOutcome> {
    const { practiceId, occurredAt, actor: by } = context;
    return this.executor.execute(context, async () => {
      const faults = await this.whatIf.faults(practiceId, rows);
      return decideOn(this.streams, practiceStream(practiceId), practiceDecider, ({ profile }) => {
        const effectiveOn = localDateAt(occurredAt, timeZoneOf(profile));
        return { type: 'ChangeClassificationRows' as const, rows, faults, effectiveOn, by };
      });
    });
  }
}
