import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { sessionIdOf, sessionStream } from '#libs/contracts/streams.js';
import { sessionDecider } from '#libs/domain/session/decider.js';
import type { Session } from '#libs/rules/session.js';
import { Vault } from '#libs/vault/vault.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { StreamRepository } from '../stream-repository.js';
import { decideOn } from './decide-on.js';

/** An EHR's session, as the contract's schema let it through. The outcome names the internal session id. */
export class RecordSession extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: { readonly source: string; readonly session: Session },
  ) {
    super();
  }
}

@CommandHandler(RecordSession)
export class RecordSessionHandler implements ICommandHandler<RecordSession> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(Vault) private readonly vault: Vault,
  ) {}

  async execute({ context, data: { source, session } }: RecordSession): Promise<CommandOutcome> {
    const { practiceId } = context;
    const sessionId = sessionIdOf(practiceId, session.sessionId);
    const patientId = await this.vault.patientId(practiceId, session.patient.patientId);
    const stream = sessionStream(practiceId, sessionId);
    const command = { type: 'RecordSession' as const, sessionId, patientId, source, session };
    return this.executor.execute(context, () =>
      decideOn(this.streams, stream, sessionDecider, command, () => ({ sessionId })),
    );
  }
}
