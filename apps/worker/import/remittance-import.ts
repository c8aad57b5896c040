import { Inject, Injectable } from '@nestjs/common';
import { PostRemittance } from '#libs/commands/denial-path/post-remittance.js';
import { PracticeDirectory } from '#libs/commands/practice-directory.js';
import { remittanceTransaction } from '#libs/exchange/remittance-posting.js';
import { localDateAt } from '#libs/kernel/time-zone.js';
import { timeZoneOf } from '#libs/rules/practice.js';
import type { Remittance } from '#libs/x12/remittance.js';
import { CommandSender } from '../command-sender.js';
import type { Arrival } from './arrival.js';

/** 835 transactions into posted payments, or into payments that were rejected with their reasons. */
@Injectable()
export class RemittanceImport {
  constructor(
    @Inject(CommandSender) private readonly commands: CommandSender,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
  ) {}

  async import(remittances: readonly Remittance[], arrival: Arrival): Promise<void> {
    const { practiceId, payerId, fileId, interchangeId, cause, receivedAt } = arrival;
    const practice = await this.practices.find(practiceId);
    const receivedOn = localDateAt(receivedAt, timeZoneOf(practice));
    for (const [index, remittance] of remittances.entries()) {
      const data = { transaction: remittanceTransaction(remittance, { payerId, receivedOn }), fileId, interchangeId };
      const sending = { practiceId, actor: `payer:${payerId}`, cause, part: `remittance ${index}` };
      await this.commands.send(sending, (context) => new PostRemittance(context, data));
    }
  }
}
