import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream, remittanceStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { builtUpon } from '#libs/domain/claim/undo-adjudication.js';
import { remittanceDecider } from '#libs/domain/remittance/decider.js';
import { postedClaimIds, type RemittanceState } from '#libs/domain/remittance/state.js';
import type { MatchRemittanceClaim, WorkRemittance as Work } from '#libs/domain/remittance/work-remittance.js';
import { refuse } from '#libs/kernel/result.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { appendTo } from './append-to.js';
import { ClaimFinder } from './claim-finder.js';
import { sameChecks } from './same-checks.js';

type Without<Command, Field extends string> = Command extends unknown ? Omit<Command, Field> : never;

/** As the domain has it; who asks stands in the context, and a claim is named by its id. */
export type RemittanceWork =
  | (Omit<MatchRemittanceClaim, 'by' | 'claim'> & { readonly claimId: string })
  | Without<Exclude<Work, MatchRemittanceClaim>, 'by' | 'sameCheckAs'>;

/** Something that a person does to a payment. */
export class WorkRemittance {
  constructor(
    readonly context: CommandContext,
    readonly data: { readonly remittanceId: string; readonly work: RemittanceWork },
  ) {}
}

@CommandHandler(WorkRemittance)
export class WorkRemittanceHandler implements ICommandHandler<WorkRemittance> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(ClaimFinder) private readonly finder: ClaimFinder,
  ) {}

  execute({ context, data: { remittanceId, work } }: WorkRemittance): Promise<CommandOutcome> {
    const { practiceId, actor: by } = context;
    return this.executor.execute(context, async () => {
      const remittance = await this.streams.load(remittanceStream(practiceId, remittanceId), remittanceDecider);
      const command = { ...(await this.found(practiceId, work, remittance.state)), by } as Work;
      const decided = remittanceDecider.decide(command, remittance.state);
      const isUndo = decided.ok && decided.value.some(({ type }) => type === 'RemittanceUndone');
      const later = isUndo
        ? await this.laterOne(practiceId, remittanceId, postedClaimIds(remittance.state))
        : undefined;
      if (later !== undefined)
        return refuse('remittance.already-built-upon', `Payment ${later} took back a decision of it: undo that first.`);
      return appendTo(remittance, decided);
    });
  }

  /** What is asked, with what has to be looked up for it. */
  private async found(practiceId: string, work: RemittanceWork, { received }: RemittanceState) {
    if (work.type === 'MatchRemittanceClaim')
      return { ...work, claim: await this.finder.one(practiceId, work.claimId) };
    if (work.type !== 'RepostRemittance' || !received) return work;
    const { source = 'file', ...payment } = received;
    return { ...work, sameCheckAs: await sameChecks(this.streams, practiceId, { ...payment, source }) };
  }

  /** A remittance that reversed a decision of this one. */
  private async laterOne(practiceId: string, remittanceId: string, claimIds: readonly string[]) {
    for (const claimId of claimIds) {
      const { state } = await this.streams.load(claimStream(practiceId, claimId), claimDecider);
      const later = builtUpon(state, remittanceId);
      if (later !== undefined) return later;
    }
    return undefined;
  }
}
