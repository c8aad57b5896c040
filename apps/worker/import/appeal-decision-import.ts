import { Inject, Injectable } from '@nestjs/common';
import { WorkDenialCase } from '#libs/commands/denial-path/work-denial-case.js';
import { readAppealDecision } from '#libs/exchange/appeal-files.js';
import type { FileRefusal } from '#libs/exchange/inbox.js';
import { CommandSender } from '../command-sender.js';

/** A decision's file as it lies in the inbox. */
interface ArrivedDecision {
  readonly practiceId: string;
  readonly payerId: string;
  /** The arrival: makes the command's id. */
  readonly cause: string;
  readonly bytes: Buffer;
}

/** Payers' decisions about appeals into the cases that were appealed. Gives why nothing could be made of a file; null where it was recorded. */
@Injectable()
export class AppealDecisionImport {
  constructor(@Inject(CommandSender) private readonly commands: CommandSender) {}

  async import({ practiceId, payerId, cause, bytes }: ArrivedDecision): Promise<FileRefusal | null> {
    const decision = readAppealDecision(bytes);
    if (!decision) {
      const cure = 'This folder takes decisions of appeals as JSON; ask the payer for the file again.';
      return { message: 'the file is no decision about an appeal', cure };
    }
    const { denialId, ...decided } = decision;
    const sending = { practiceId, actor: `payer:${payerId}`, cause, part: 'appeal decision' };
    const work = { type: 'DecideAppeal', ...decided } as const;
    const { refusal } = await this.commands.send(sending, (context) => new WorkDenialCase(context, { denialId, work }));
    return refusal ? { message: refusal.message, cure: 'Record the decision in the case by hand.' } : null;
  }
}
