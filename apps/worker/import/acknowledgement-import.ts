import { Inject, Injectable } from '@nestjs/common';
import { AcknowledgeClaim } from '#libs/commands/claim-path/acknowledge-claim.js';
import { AcknowledgeInterchange } from '#libs/commands/claim-path/interchanges.js';
import { CONFIGURATION } from '#libs/configuration/configuration.module.js';
import type { Configuration } from '#libs/configuration/environment.js';
import { parsePatientControlNumber } from '#libs/contracts/streams.js';
import { exchangeFolders } from '#libs/exchange/exchange-folders.js';
import { forgetSentFile } from '#libs/exchange/outbox.js';
import { type SentClaim, SentClaims } from '#libs/exchange/sent-claims.js';
import type { Acknowledgement } from '#libs/x12/acknowledgement.js';
import { CommandSender } from '../command-sender.js';
import type { Arrival } from './arrival.js';

/** A submission that an answer is about. */
type Subject = Pick<SentClaim, 'claimId' | 'submissionNumber'>;

/** TA1, 999 and 277CA into what they say of interchanges and of claims. */
@Injectable()
export class AcknowledgementImport {
  constructor(
    @Inject(CommandSender) private readonly commands: CommandSender,
    @Inject(SentClaims) private readonly sentClaims: SentClaims,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async import(acknowledgements: readonly Acknowledgement[], arrival: Arrival): Promise<void> {
    for (const [index, acknowledgement] of acknowledgements.entries()) {
      if (acknowledgement.kind === '277CA') await this.importClaimAnswer(acknowledgement, index, arrival);
      else await this.importReceipt(acknowledgement, index, arrival);
    }
  }

  /** A 277CA speaks of one claim, by its number; of a batch as a whole only where it refuses it. */
  private async importClaimAnswer(answer: Acknowledgement, index: number, arrival: Arrival): Promise<void> {
    if (answer.level === 'claim') {
      const subject = parsePatientControlNumber(answer.patientControlNumber ?? '');
      if (subject) await this.acknowledge(subject, answer, index, arrival);
    } else if (answer.level === 'batch' && !answer.accepted) {
      for (const sent of await this.sentIn(answer.control, arrival))
        await this.acknowledge(sent, answer, index, arrival);
    }
  }

  /** A TA1 or 999 names a file by its control number, or a transaction of it. A group that was taken says nothing of its transactions. */
  private async importReceipt(answer: Acknowledgement, index: number, arrival: Arrival): Promise<void> {
    const sent = await this.sentIn(answer.groupControl ?? answer.control, arrival);
    const isWhole = answer.level === 'group' || answer.level === 'interchange';
    if (!isWhole || !answer.accepted || answer.level === 'interchange') {
      for (const claim of sent) await this.acknowledge(claim, answer, index, arrival);
    }
    if (isWhole) await this.acknowledgeFiles(sent, answer, index, arrival);
  }

  private async acknowledgeFiles(
    sent: readonly SentClaim[],
    answer: Acknowledgement,
    index: number,
    { practiceId, payerId, cause }: Arrival,
  ): Promise<void> {
    const kind: 'TA1' | '999' = answer.kind === 'TA1' ? 'TA1' : '999';
    const folders = exchangeFolders(this.configuration.exchangeDir, practiceId, payerId);
    for (const [interchangeId, fileName] of new Map(sent.map((claim) => [claim.interchangeId, claim.fileName]))) {
      const statuses = answer.statuses.map((status) => ({ ...status }));
      const data = { interchangeId, payerId, kind, accepted: answer.accepted, statuses };
      const sending = { practiceId, actor: `payer:${payerId}`, cause, part: `file ${index} ${interchangeId}` };
      await this.commands.send(sending, (context) => new AcknowledgeInterchange(context, data));
      await forgetSentFile(folders, fileName);
    }
  }

  private async acknowledge(
    { claimId, submissionNumber }: Subject,
    { kind, accepted, statuses, payerControlNumber }: Acknowledgement,
    index: number,
    { practiceId, payerId, interchangeId, cause }: Arrival,
  ): Promise<void> {
    const answered = payerControlNumber === undefined ? {} : { payerControlNumber };
    const data = { claimId, submissionNumber, kind, accepted, statuses, interchangeId, ...answered };
    const sending = {
      practiceId,
      actor: `payer:${payerId}`,
      cause,
      part: `claim ${index} ${claimId} ${submissionNumber}`,
    };
    await this.commands.send(sending, (context) => new AcknowledgeClaim(context, data));
  }

  private async sentIn(control: string, { practiceId, payerId }: Arrival): Promise<readonly SentClaim[]> {
    return /^\d{1,9}$/.test(control) ? this.sentClaims.inFile(practiceId, payerId, Number(control)) : [];
  }
}
