import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { denialIdOf, denialStream } from '#libs/contracts/streams.js';
import { denialDecider } from '#libs/domain/denial-case/decider.js';
import { demandClocks } from '#libs/domain/denial-case/overpayment-clocks.js';
import { unknownCase } from '#libs/domain/denial-case/refusals.js';
import { payerOf } from '#libs/domain/policies/denial-to-open.js';
import { type FoundVariance, varianceToOpen } from '#libs/domain/policies/variance-to-open.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import { localDateAt } from '#libs/kernel/time-zone.js';
import { alarmPlanOf, timeZoneOf } from '#libs/rules/practice.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome, type Decision } from '../command-executor.js';
import { PracticeDirectory } from '../practice-directory.js';
import { StreamRepository } from '../stream-repository.js';
import { appendTo } from './append-to.js';
import { DenialReference } from './denial-reference.js';

/** Opens the case of an underpayment or an overpayment. */
export class OpenVarianceCase {
  constructor(
    readonly context: CommandContext,
    readonly found: FoundVariance,
  ) {}
}

export interface RecordDemandLetterData {
  readonly denialId: string;
  readonly letterDate: LocalDate;
  readonly amountCents: Cents;
}

/** A payer's letter that asks for an overpayment back, told by whoever received it. */
export class RecordDemandLetter {
  constructor(
    readonly context: CommandContext,
    readonly data: RecordDemandLetterData,
  ) {}
}

@CommandHandler(OpenVarianceCase)
export class OpenVarianceCaseHandler implements ICommandHandler<OpenVarianceCase> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
    @Inject(DenialReference) private readonly reference: DenialReference,
  ) {}

  execute({ context, found }: OpenVarianceCase): Promise<CommandOutcome> {
    const { practiceId, occurredAt: openedAt } = context;
    const { claimId, number } = found.data;
    const { deadlines } = this.reference;
    return this.executor.execute(context, async () => {
      const practice = await this.practices.profile(practiceId);
      const denial = await this.streams.load(denialStream(practiceId, denialIdOf(claimId, number)), denialDecider);
      const opening = varianceToOpen(found, { practice, deadlines, openedAt });
      return appendTo(denial, denialDecider.decide(opening, denial.state));
    });
  }
}

@CommandHandler(RecordDemandLetter)
export class RecordDemandLetterHandler implements ICommandHandler<RecordDemandLetter> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
    @Inject(DenialReference) private readonly reference: DenialReference,
  ) {}

  execute({ context, data }: RecordDemandLetter): Promise<CommandOutcome> {
    return this.executor.execute(context, () => this.decide(context, data));
  }

  private async decide({ practiceId, actor: by, occurredAt: now }: CommandContext, data: RecordDemandLetterData) {
    const { denialId, ...letter } = data;
    const denial = await this.streams.load(denialStream(practiceId, denialId), denialDecider);
    const { opened } = denial.state;
    if (!opened) return unknownCase();
    const practice = await this.practices.profile(practiceId);
    const payer = payerOf(practice, opened.payerId, opened.payerKind);
    const clocks = demandClocks(payer, letter.letterDate, this.reference.deadlines);
    const today = localDateAt(now, timeZoneOf(practice));
    const start = { alarms: alarmPlanOf(practice), now };
    const command = { type: 'RecordDemandLetter' as const, ...letter, by, clocks, start, today };
    return appendTo(denial, denialDecider.decide(command, denial.state)) satisfies Decision;
  }
}
