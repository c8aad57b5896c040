import { Inject, Injectable } from '@nestjs/common';
import { type Command, CommandBus } from '@nestjs/cqrs';
import { type RecordSession, RecordSessions } from '#libs/commands/claim-path/record-session.js';
import type { CommandContext } from '#libs/commands/command-context.js';
import type { CommandOutcome } from '#libs/commands/command-executor.js';
import { PracticeDirectory } from '#libs/commands/practice-directory.js';
import { REFERENCE } from '#libs/commands/reference.js';
import {
  type EhrMessageData,
  type EhrMessageType,
  ehrMessageSchemas,
  isEhrMessageType,
} from '#libs/contracts/ehr-messages.js';
import { check, type FieldError } from '#libs/contracts/field-error.js';
import { BusinessClock } from '#libs/event-store/business-clock.js';
import { derivedId } from '#libs/kernel/ids.js';
import type { Logger } from '#libs/observability/logger.js';
import { LOGGER } from '#libs/observability/observability.module.js';
import { isInfrastructureError } from '#libs/projections/runner/infrastructure-error.js';
import { referenceFor } from '#libs/rules/reference/practice-rows.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import { commandOf } from './command-of.js';
import type { Envelope, Rejection } from './envelope.js';

/** Where a message came from: the source's name for the record, and the practices that it may write for (null: any, on a demo store). */
export interface Origin {
  readonly source: string;
  readonly practices: readonly string[] | null;
  readonly traceContext?: string;
}

export type Taken =
  | { readonly taken: true; readonly practiceId: string; readonly outcome: CommandOutcome }
  | { readonly taken: false; readonly practiceId: string | null; readonly rejections: readonly Rejection[] };

/** A message that is in order, on its way to be decided. */
interface Accepted {
  readonly practiceId: string;
  readonly type: EhrMessageType;
  readonly message: EhrMessageData<EhrMessageType>;
  readonly context: CommandContext;
}

const SESSION = 'ehr.session.recorded.v1';

/** Checks what an EHR sends and hands it on as a command. Decides nothing about billing. */
@Injectable()
export class IntakeService {
  constructor(
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
    @Inject(BusinessClock) private readonly clock: BusinessClock,
    @Inject(REFERENCE) private readonly reference: Reference,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async take(envelope: Envelope, origin: Origin): Promise<Taken> {
    const accepted = await this.accept(envelope, origin);
    if ('taken' in accepted) return accepted;
    return takenOf(accepted.practiceId, await this.bus.execute(this.command(accepted, origin)));
  }

  /**
   * Takes many sessions in few transactions; the answers stand in the order of the envelopes, and one that cannot be taken takes none of its neighbours
   * with it. Where the store is away all are thrown, and the whole list may be sent again.
   */
  async takeSessions(sessions: readonly unknown[], origin: Origin): Promise<readonly Taken[]> {
    const answers = await Promise.all(sessions.map((data) => this.accept({ type: SESSION, data }, origin)));
    const accepted = answers.flatMap((answer, place) => ('taken' in answer ? [] : [{ answer, place }]));
    const commands = accepted.map(({ answer }) => this.command(answer, origin) as RecordSession);
    const outcomes = await this.recordAll(commands);
    const taken = new Map(
      accepted.map(({ answer, place }, index) => [place, takenOf(answer.practiceId, outcomes[index] ?? null)]),
    );
    return answers.map((answer, place) => ('taken' in answer ? answer : (taken.get(place) as Taken)));
  }

  /** All together; where one of them trips a bug, each alone, so that the others are taken. Null stands for the one that does. */
  private async recordAll(commands: readonly RecordSession[]): Promise<readonly (CommandOutcome | null)[]> {
    try {
      return await this.bus.execute(new RecordSessions(commands));
    } catch (error) {
      if (isInfrastructureError(error)) throw error;
    }
    const outcomes: (CommandOutcome | null)[] = [];
    for (const command of commands) outcomes.push(await this.recordAlone(command));
    return outcomes;
  }

  private async recordAlone(command: RecordSession): Promise<CommandOutcome | null> {
    try {
      return await this.bus.execute(command);
    } catch (error) {
      if (isInfrastructureError(error)) throw error;
      this.logger.error({ error }, 'a session could not be worked on');
      return null;
    }
  }

  /** What can be asked of a message without deciding it. */
  private async accept({ type, data }: Envelope, origin: Origin): Promise<Accepted | Taken> {
    if (!isEhrMessageType(type))
      return rejected(null, [{ code: 'message.unknown-type', reason: 'this type of message is not taken' }]);
    const checked = check(ehrMessageSchemas[type], data);
    if (!checked.ok) return rejected(null, checked.refusal.map(invalidField));
    const message = checked.value as EhrMessageData<EhrMessageType>;
    const { practiceId } = message;
    const refused = (await this.refusedPractice(practiceId, origin)) ?? (await this.unknownCodes(type, message));
    if (refused.length > 0) return rejected(practiceId, refused);
    return { practiceId, type, message, context: await this.context(type, message, origin) };
  }

  private command({ context, type, message }: Accepted, { source }: Origin): Command<CommandOutcome> {
    return commandOf(context, type, message, source);
  }

  private async refusedPractice(practiceId: string, { practices }: Origin): Promise<readonly Rejection[] | null> {
    const field = 'practiceId';
    if (practices && !practices.includes(practiceId)) {
      return [{ code: 'practice.not-of-source', reason: 'this source may not record for that practice', field }];
    }
    if (await this.practices.find(practiceId)) return null;
    return [{ code: 'practice.unknown', reason: 'no such practice is configured', field }];
  }

  /** A code that was never in force is a broken sender; one that has ended is coded, and held with its successor named. */
  private async unknownCodes(
    type: EhrMessageType,
    message: EhrMessageData<EhrMessageType>,
  ): Promise<readonly Rejection[]> {
    if (type !== SESSION) return [];
    const { procedures, practiceId } = message as EhrMessageData<'ehr.session.recorded.v1'>;
    const { codes } = referenceFor(this.reference, await this.practices.find(practiceId));
    return procedures.flatMap(({ code }, index) =>
      codes.has(code)
        ? []
        : [
            {
              code: 'code.unknown',
              reason: 'not a procedure code that was ever in force',
              field: `procedures[${index}].code`,
            },
          ],
    );
  }

  /** The same message again is the same command: its id is made of what the message says. */
  private async context(type: string, message: { practiceId: string }, origin: Origin): Promise<CommandContext> {
    const commandId = derivedId('ehr', origin.source, type, JSON.stringify(message));
    return {
      practiceId: message.practiceId,
      commandId,
      correlationId: commandId,
      causationId: null,
      actor: `ehr:${origin.source}`,
      occurredAt: await this.clock.current(),
      traceContext: origin.traceContext ?? null,
    };
  }
}

/** What is said of a message that trips a bug of this program. */
export const INTAKE_FAILED: Rejection = {
  code: 'intake.failed',
  reason: 'the message could not be worked on: an error of this program',
};

function takenOf(practiceId: string, outcome: CommandOutcome | null): Taken {
  if (!outcome) return rejected(practiceId, [INTAKE_FAILED]);
  if (!outcome.refusal) return { taken: true, practiceId, outcome };
  const { message: reason, field } = outcome.refusal;
  return rejected(practiceId, [{ code: 'command.refused', reason, ...(field ? { field } : {}) }]);
}

function rejected(practiceId: string | null, rejections: readonly Rejection[]): Taken {
  return { taken: false, practiceId, rejections };
}

function invalidField({ field, message }: FieldError): Rejection {
  return { code: 'message.invalid', reason: `${field} ${message}`, field };
}
