import { Inject, Injectable } from '@nestjs/common';
import type { CommandOutcome } from '#libs/commands/command-executor.js';
import { PostRemittance } from '#libs/commands/denial-path/post-remittance.js';
import { PracticeDirectory } from '#libs/commands/practice-directory.js';
import { remittanceTransaction } from '#libs/exchange/remittance-posting.js';
import { localDateAt } from '#libs/kernel/time-zone.js';
import type { Logger } from '#libs/observability/logger.js';
import { LOGGER } from '#libs/observability/observability.module.js';
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
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async import(remittances: Iterable<Remittance>, arrival: Arrival): Promise<void> {
    const { practiceId, payerId, fileId, interchangeId, cause, receivedAt } = arrival;
    const practice = await this.practices.find(practiceId);
    const receivedOn = localDateAt(receivedAt, timeZoneOf(practice));
    let index = 0;
    for (const remittance of remittances) {
      const data = { transaction: remittanceTransaction(remittance, { payerId, receivedOn }), fileId, interchangeId };
      const sending = { practiceId, actor: `payer:${payerId}`, cause, part: `remittance ${index}` };
      index += 1;
      const outcome = await this.commands.send(sending, (context) => new PostRemittance(context, data));
      this.warnOfReuse(outcome, arrival, data.transaction.remittanceId);
    }
  }

  /** A payer that uses a trace number twice may have paid once and told it twice: a person should look. */
  private warnOfReuse({ result }: CommandOutcome, { practiceId, payerId }: Arrival, remittanceId: string): void {
    const others = (result?.sameNumberAs ?? []) as readonly string[];
    if (others.length === 0) return;
    const fields = { practice: practiceId, payerId, remittanceId, sameNumberAs: others };
    this.logger.warn(fields, 'a payment came under the trace number of another one; both are posted');
  }
}
