import { Inject, Injectable } from '@nestjs/common';
import { AcknowledgeClaim } from '#libs/commands/claim-path/acknowledge-claim.js';
import { AcknowledgeInterchange } from '#libs/commands/claim-path/interchanges.js';
import { NotYet } from '#libs/commands/claim-path/not-yet.js';
import { PracticeDirectory } from '#libs/commands/practice-directory.js';
import { StreamRepository } from '#libs/commands/stream-repository.js';
import { CONFIGURATION } from '#libs/configuration/configuration.module.js';
import type { Configuration } from '#libs/configuration/environment.js';
import type { SubmissionStage } from '#libs/contracts/events/shapes.js';
import { interchangeStream, ownInterchangeIdOf, parsePatientControlNumber } from '#libs/contracts/streams.js';
import { interchangeDecider } from '#libs/domain/interchange/decider.js';
import { exchangeFolders } from '#libs/exchange/exchange-folders.js';
import { forgetSentFile } from '#libs/exchange/outbox.js';
import { type SentClaim, SentClaims } from '#libs/exchange/sent-claims.js';
import { localDateAt } from '#libs/kernel/time-zone.js';
import { timeZoneOf } from '#libs/rules/practice.js';
import type { Acknowledgement } from '#libs/x12/acknowledgement.js';
import { interchangeControl } from '#libs/x12/write/envelope.js';
import { CommandSender } from '../command-sender.js';
import type { Arrival } from './arrival.js';

/** A submission that an answer is about. */
type Subject = Pick<SentClaim, 'claimId' | 'submissionNumber'>;

/** BHT03 of a batch of ours: the interchange's number, and from the second batch on which one it is. */
const BATCH_REFERENCE = /^(\d{1,9})(?:-(\d{1,4}))?$/;

/** TA1, 999 and 277CA into what they say of interchanges and of claims. */
@Injectable()
export class AcknowledgementImport {
  constructor(
    @Inject(CommandSender) private readonly commands: CommandSender,
    @Inject(SentClaims) private readonly sentClaims: SentClaims,
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
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
      const [, control = '', batch = '1'] = BATCH_REFERENCE.exec(answer.control) ?? [];
      for (const claim of await this.ofTransaction(await this.sentIn(control, arrival), Number(batch), arrival))
        await this.acknowledge(claim, answer, index, arrival);
    }
  }

  /** A TA1 or 999 names a file by its control number, or a transaction of it. A group that was taken says nothing of its transactions. */
  private async importReceipt(answer: Acknowledgement, index: number, arrival: Arrival): Promise<void> {
    const sent = await this.sentIn(answer.groupControl ?? answer.control, arrival);
    const isWhole = answer.level === 'group' || answer.level === 'interchange';
    if (!isWhole || !answer.accepted || answer.level === 'interchange') {
      const meant = isWhole ? sent : await this.ofTransaction(sent, Number(answer.control), arrival);
      for (const claim of meant) await this.acknowledge(claim, answer, index, arrival);
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
    answer: Acknowledgement,
    index: number,
    { practiceId, payerId, interchangeId, cause, receivedAt }: Arrival,
  ): Promise<void> {
    const { kind, accepted, statuses, payerControlNumber, effectiveDate } = answer;
    const timeZone = timeZoneOf(await this.practices.profile(practiceId));
    const data = {
      ...{ claimId, submissionNumber, kind, accepted, statuses, interchangeId },
      stage: stageOf(answer),
      answeredOn: effectiveDate ?? localDateAt(receivedAt, timeZone),
      ...(payerControlNumber === undefined ? {} : { payerControlNumber }),
    };
    const part = `claim ${index} ${claimId} ${submissionNumber}`;
    const sending = { practiceId, actor: `payer:${payerId}`, cause, part };
    await this.commands.send(sending, (context) => new AcknowledgeClaim(context, data));
  }

  /** What a file of ours carried. Throws {@link NotYet} where the file is out, as its answer shows, and not recorded as sent yet. */
  private async sentIn(control: string, { practiceId, payerId }: Arrival): Promise<readonly SentClaim[]> {
    if (!/^\d{1,9}$/.test(control)) return [];
    const sent = await this.sentClaims.inFile(practiceId, payerId, Number(control));
    if (sent.length > 0) return sent;
    const { receiver } = await this.practices.profile(practiceId);
    const { plan } = await this.interchange(
      practiceId,
      ownInterchangeIdOf(receiver.id, interchangeControl(Number(control))),
    );
    if (plan?.payerId === payerId)
      throw new NotYet('interchange.not-recorded', 'The file is not recorded as sent yet.');
    return [];
  }

  /** Those of a file's claims that one transaction held. Files from before there were batches held one claim, and do not say where. */
  private async ofTransaction(
    sent: readonly SentClaim[],
    transaction: number,
    { practiceId }: Arrival,
  ): Promise<readonly Subject[]> {
    const subjects: Subject[] = [];
    for (const interchangeId of new Set(sent.map((claim) => claim.interchangeId))) {
      const { claims } = await this.interchange(practiceId, interchangeId);
      subjects.push(
        ...claims.filter(({ transactionControlNumber: held }) => held === undefined || Number(held) === transaction),
      );
    }
    return subjects;
  }

  private async interchange(practiceId: string, interchangeId: string) {
    return (await this.streams.load(interchangeStream(practiceId, interchangeId), interchangeDecider)).state;
  }
}

/** How far an answer shows a submission to have come. Who does not say that it is the payer does not speak for it. */
function stageOf({ kind, sourceKind }: Acknowledgement): SubmissionStage {
  if (kind === 'TA1') return 'interchange';
  if (kind === '999') return 'syntax';
  return sourceKind === 'payer' ? 'payer' : 'clearinghouse';
}
