import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { RemittanceTransaction } from '#libs/contracts/remittance-transaction.js';
import { checkNumberIdOf, numberStream, paymentNumberIdOf, remittanceStream } from '#libs/contracts/streams.js';
import { othersUnder, payerNumberDecider, type UseNumber } from '#libs/domain/payer-number/decider.js';
import { remittanceDecider } from '#libs/domain/remittance/decider.js';
import { paymentFaults } from '#libs/domain/remittance/payment-balance.js';
import { accept, refuse } from '#libs/kernel/result.js';
import { decideLoaded, type StreamDecision } from '../claim-path/decide-on.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome, type Decision } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { appendTo, share } from './append-to.js';
import { ClaimFinder } from './claim-finder.js';
import { sameChecks } from './same-checks.js';

export interface PostRemittanceData {
  readonly transaction: RemittanceTransaction;
  /** The raw file that it came in. */
  readonly fileId: string;
  readonly interchangeId: string;
  /** The person who keyed it in from paper; from a file where absent. */
  readonly postedBy?: string;
}

/**
 * One payment of a payer's file, or of its paper: posted whole, or rejected with its reasons; the same payment again is refused. The outcome of a
 * posted one names the payments that had its number before: `{ sameNumberAs }`. Paper that does not balance is refused with the field at fault.
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
    @Inject(ClaimFinder) private readonly finder: ClaimFinder,
  ) {}

  execute({ context, data }: PostRemittance): Promise<CommandOutcome> {
    return this.executor.execute(context, () => this.decide(context.practiceId, data));
  }

  private async decide(practiceId: string, data: PostRemittanceData): Promise<Decision> {
    const { transaction, postedBy } = data;
    const { remittanceId, payerId, claims } = transaction;
    const [fault] = postedBy === undefined ? [] : paymentFaults(transaction);
    if (fault) return refuse('remittance.unbalanced', fault.message, fault.field);
    const remittance = await this.streams.load(remittanceStream(practiceId, remittanceId), remittanceDecider);
    const [number, check] = await this.numbers(practiceId, data);
    const known = await this.finder.known(practiceId, payerId, claims);
    const sameNumberAs = othersUnder(number.state, remittanceId);
    const source = mediumOf(data);
    const sameCheckAs = await sameChecks(this.streams, practiceId, { ...transaction, source });
    const command = { type: 'PostRemittance' as const, ...data, known, sameNumberAs, sameCheckAs };
    const decided = remittanceDecider.decide(command, remittance.state);
    if (!decided.ok) return decided;
    const isPosted = decided.value.some(({ type }) => type === 'RemittancePosted');
    if (!isPosted) return appendTo(remittance, decided);
    const used: StreamDecision[] = [];
    for (const one of [number, check]) {
      const decision = decideLoaded(one, payerNumberDecider, useOf(transaction));
      if (!decision.ok) return decision;
      used.push(decision.value);
    }
    return accept({
      appends: [share(remittance, decided.value), ...used],
      result: { remittanceId, sameNumberAs: [...sameNumberAs] },
    });
  }

  /** The payment's number as its originator has it, and as its medium has it. */
  private numbers(practiceId: string, data: PostRemittanceData) {
    const { payerId: payer, traceNumber, originatorId } = data.transaction;
    const load = (id: string) => this.streams.load(numberStream(practiceId, id), payerNumberDecider);
    return Promise.all([
      load(paymentNumberIdOf({ payer, traceNumber, originatorId })),
      load(checkNumberIdOf(mediumOf(data), { payer, traceNumber })),
    ]);
  }
}

const mediumOf = ({ postedBy }: PostRemittanceData) => (postedBy === undefined ? 'file' : 'paper');

/** What a posted payment uses: its number. One that is rejected uses none, its correction may differ in amount or date. */
function useOf({ remittanceId, payerId, traceNumber }: RemittanceTransaction): UseNumber {
  return { type: 'UseNumber', kind: 'payment', payerId, number: traceNumber, usedBy: remittanceId };
}
