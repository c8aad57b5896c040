import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { RemittanceTransaction } from '#libs/contracts/remittance-transaction.js';
import { claimStream, numberStream, paymentNumberIdOf, remittanceStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { othersUnder, payerNumberDecider, type UseNumber } from '#libs/domain/payer-number/decider.js';
import { knownClaim } from '#libs/domain/policies/remitted-claims.js';
import { remittanceDecider } from '#libs/domain/remittance/decider.js';
import { claimIdsNamedBy, type KnownClaim } from '#libs/domain/remittance/match.js';
import { accept } from '#libs/kernel/result.js';
import { decideLoaded } from '../claim-path/decide-on.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome, type Decision } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { appendTo, share } from './append-to.js';

export interface PostRemittanceData {
  readonly transaction: RemittanceTransaction;
  /** The raw file that it came in. */
  readonly fileId: string;
  readonly interchangeId: string;
}

/**
 * One payment of a payer's file: posted whole, or rejected with its reasons; the same payment again is refused. The outcome of a posted one names
 * the payments that had its number before: `{ sameNumberAs }`.
 */
export class PostRemittance {
  constructor(
    readonly context: CommandContext,
    readonly data: PostRemittanceData,
  ) {}
}

@CommandHandler(PostRemittance)
export class PostRemittanceHandler implements ICommandHandler<PostRemittance> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  execute({ context, data }: PostRemittance): Promise<CommandOutcome> {
    return this.executor.execute(context, () => this.decide(context.practiceId, data));
  }

  private async decide(practiceId: string, data: PostRemittanceData): Promise<Decision> {
    const { transaction } = data;
    const { remittanceId } = transaction;
    const remittance = await this.streams.load(remittanceStream(practiceId, remittanceId), remittanceDecider);
    const used = useOf(transaction);
    const number = await this.streams.load(numberStream(practiceId, used.id), payerNumberDecider);
    const known = await this.known(practiceId, transaction);
    const sameNumberAs = othersUnder(number.state, remittanceId);
    const command = { type: 'PostRemittance' as const, ...data, known, sameNumberAs };
    const decided = remittanceDecider.decide(command, remittance.state);
    if (!decided.ok) return decided;
    const isPosted = decided.value.some(({ type }) => type === 'RemittancePosted');
    if (!isPosted) return appendTo(remittance, decided);
    const numbered = decideLoaded(number, payerNumberDecider, used.command);
    return numbered.ok
      ? accept({
          appends: [share(remittance, decided.value), numbered.value],
          result: { sameNumberAs: [...sameNumberAs] },
        })
      : numbered;
  }

  /** Our claims that the remittance names, one after the other: a remittance may name thousands. */
  private async known(practiceId: string, { claims }: RemittanceTransaction): Promise<Map<string, KnownClaim>> {
    const known = new Map<string, KnownClaim>();
    for (const claimId of claimIdsNamedBy(claims)) {
      const { state } = await this.streams.load(claimStream(practiceId, claimId), claimDecider);
      const claim = knownClaim(state);
      if (claim) known.set(claimId, claim);
    }
    return known;
  }
}

/** What a posted payment uses: its number. One that is rejected uses none, its correction may differ in amount or date. */
function useOf({ remittanceId, payerId, traceNumber, originatorId }: RemittanceTransaction) {
  const command: UseNumber = {
    type: 'UseNumber',
    kind: 'payment',
    payerId,
    number: traceNumber,
    usedBy: remittanceId,
  };
  return { id: paymentNumberIdOf({ payer: payerId, traceNumber, originatorId }), command };
}
