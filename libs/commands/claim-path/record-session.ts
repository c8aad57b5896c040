import { Inject, Injectable } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { sessionIdOf, sessionStream } from '#libs/contracts/streams.js';
import { sessionDecider } from '#libs/domain/session/decider.js';
import type { Session } from '#libs/rules/session.js';
import { Vault } from '#libs/vault/vault.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome, type UndecidedCommand } from '../command-executor.js';
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

/** Many sessions at once: in few transactions, each with an outcome of its own, in the order of the commands. */
export class RecordSessions extends Command<readonly CommandOutcome[]> {
  constructor(readonly commands: readonly RecordSession[]) {
    super();
  }
}

/** How a session is recorded, alone or among others. */
@Injectable()
export class SessionRecorder {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(Vault) private readonly vault: Vault,
  ) {}

  async undecided({ context, data: { source, session } }: RecordSession): Promise<UndecidedCommand> {
    const { practiceId } = context;
    const sessionId = sessionIdOf(practiceId, session.sessionId);
    const patientId = await this.vault.patientId(practiceId, session.patient.patientId);
    const command = { type: 'RecordSession' as const, sessionId, patientId, source, session };
    const stream = sessionStream(practiceId, sessionId);
    return { context, decide: () => decideOn(this.streams, stream, sessionDecider, command, () => ({ sessionId })) };
  }
}

@CommandHandler(RecordSession)
export class RecordSessionHandler implements ICommandHandler<RecordSession> {
  constructor(
    @Inject(SessionRecorder) private readonly recorder: SessionRecorder,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  async execute(command: RecordSession): Promise<CommandOutcome> {
    const { context, decide } = await this.recorder.undecided(command);
    return this.executor.execute(context, decide);
  }
}

@CommandHandler(RecordSessions)
export class RecordSessionsHandler implements ICommandHandler<RecordSessions> {
  constructor(
    @Inject(SessionRecorder) private readonly recorder: SessionRecorder,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
  ) {}

  async execute({ commands }: RecordSessions): Promise<readonly CommandOutcome[]> {
    return this.executor.executeMany(await Promise.all(commands.map((command) => this.recorder.undecided(command))));
  }
}
