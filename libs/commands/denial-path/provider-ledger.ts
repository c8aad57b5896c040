import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ProviderAdjustmentKind } from '#libs/contracts/events/provider-ledger-events.js';
import type { RemittanceEvent } from '#libs/contracts/events/remittance-events.js';
import { claimStream, providerLedgerStream, remittanceStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { bookingOf } from '#libs/domain/provider-ledger/booking-of.js';
import { providerLedgerDecider } from '#libs/domain/provider-ledger/decider.js';
import type { Cents } from '#libs/kernel/money.js';
import { refuse } from '#libs/kernel/result.js';
import { decideOn } from '../claim-path/decide-on.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';

export interface BookRemittanceData {
  readonly payerId: string;
  readonly remittanceId: string;
}

/** Brings the payer's ledger to what a remittance says now: posted, matched later, or undone. */
export class BookRemittance {
  constructor(
    readonly context: CommandContext,
    readonly data: BookRemittanceData,
  ) {}
}

export interface TieRecoupmentData {
  readonly payerId: string;
  readonly entryId: string;
  readonly claimId: string;
  readonly amountCents?: Cents | undefined;
}

/** A person says which claim a recoupment is about. */
export class TieRecoupment {
  constructor(
    readonly context: CommandContext,
    readonly data: TieRecoupmentData,
  ) {}
}

export interface AssignProviderAdjustmentData {
  readonly payerId: string;
  readonly entryId: string;
  readonly kind: ProviderAdjustmentKind;
  readonly explanation: string;
}

/** A person says what an amount in suspense is. */
export class AssignProviderAdjustment {
  constructor(
    readonly context: CommandContext,
    readonly data: AssignProviderAdjustmentData,
  ) {}
}

@CommandHandler(BookRemittance)
export class BookRemittanceHandler implements ICommandHandler<BookRemittance> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  execute({ context, data }: BookRemittance): Promise<CommandOutcome> {
    const { practiceId } = context;
    return this.executor.execute(context, async () => {
      const events = await this.streams.events(remittanceStream(practiceId, data.remittanceId));
      const booking = bookingOf(data, events as unknown as RemittanceEvent[]);
      return decideOn(this.streams, providerLedgerStream(practiceId, data.payerId), providerLedgerDecider, booking);
    });
  }
}

@CommandHandler(TieRecoupment)
export class TieRecoupmentHandler implements ICommandHandler<TieRecoupment> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  execute({ context, data }: TieRecoupment): Promise<CommandOutcome> {
    const { practiceId, actor: by } = context;
    return this.executor.execute(context, async () => {
      const { state: claim } = await this.streams.load(claimStream(practiceId, data.claimId), claimDecider);
      if (claim.draft === 0) return refuse('claim.unknown', 'No such claim was ever drafted.', 'claimId');
      if (claim.payerId !== data.payerId)
        return refuse('provider-entry.other-payer', 'The claim went to another payer.', 'claimId');
      if (claim.adjudications.length === 0)
        return refuse('claim.not-decided', 'No payer has decided the claim.', 'claimId');
      const command = { type: 'TieRecoupment' as const, ...data, by };
      return decideOn(this.streams, providerLedgerStream(practiceId, data.payerId), providerLedgerDecider, command);
    });
  }
}

@CommandHandler(AssignProviderAdjustment)
export class AssignProviderAdjustmentHandler implements ICommandHandler<AssignProviderAdjustment> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  execute({ context, data }: AssignProviderAdjustment): Promise<CommandOutcome> {
    const stream = providerLedgerStream(context.practiceId, data.payerId);
    const command = { type: 'AssignProviderAdjustment' as const, ...data, by: context.actor };
    return this.executor.execute(context, () => decideOn(this.streams, stream, providerLedgerDecider, command));
  }
}
