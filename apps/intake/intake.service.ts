import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
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

/** Checks what an EHR sends and hands it on as a command. Decides nothing about billing. */
@Injectable()
export class IntakeService {
  constructor(
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
    @Inject(BusinessClock) private readonly clock: BusinessClock,
    @Inject(REFERENCE) private readonly reference: Reference,
  ) {}

  async take({ type, data }: Envelope, origin: Origin): Promise<Taken> {
    if (!isEhrMessageType(type))
      return rejected(null, [{ code: 'message.unknown-type', reason: 'this type of message is not taken' }]);
    const checked = check(ehrMessageSchemas[type], data);
    if (!checked.ok) return rejected(null, checked.refusal.map(invalidField));
    const message = checked.value as EhrMessageData<EhrMessageType>;
    const { practiceId } = message;
    const refused = (await this.refusedPractice(practiceId, origin)) ?? (await this.unknownCodes(type, message));
    if (refused.length > 0) return rejected(practiceId, refused);
    const context = await this.context(type, message, origin);
    const outcome: CommandOutcome = await this.bus.execute(commandOf(context, type, message, origin.source));
    if (!outcome.refusal) return { taken: true, practiceId, outcome };
    const { message: reason, field } = outcome.refusal;
    return rejected(practiceId, [{ code: 'command.refused', reason, ...(field ? { field } : {}) }]);
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
    if (type !== 'ehr.session.recorded.v1') return [];
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

function rejected(practiceId: string | null, rejections: readonly Rejection[]): Taken {
  return { taken: false, practiceId, rejections };
}

function invalidField({ field, message }: FieldError): Rejection {
  return { code: 'message.invalid', reason: `${field} ${message}`, field };
}
