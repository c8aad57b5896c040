import { Inject, Injectable } from '@nestjs/common';
import { RecordInterchangeSent } from '#libs/commands/claim-path/interchanges.js';
import { SubmitClaim } from '#libs/commands/claim-path/submit-claim.js';
import { PracticeDirectory } from '#libs/commands/practice-directory.js';
import { StreamRepository } from '#libs/commands/stream-repository.js';
import { CONFIGURATION } from '#libs/configuration/configuration.module.js';
import type { Configuration } from '#libs/configuration/environment.js';
import { claimStream, interchangeStream, patientControlNumberOf } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { type ClaimState, submissionOf } from '#libs/domain/claim/state.js';
import { BusinessClock } from '#libs/event-store/business-clock.js';
import { ControlNumbers } from '#libs/exchange/control-numbers.js';
import { exchangeFolders } from '#libs/exchange/exchange-folders.js';
import { putIntoOutbox } from '#libs/exchange/outbox.js';
import { SentClaims } from '#libs/exchange/sent-claims.js';
import type { OpenDueWork } from '#libs/jobs/due-work-table.js';
import { jobId } from '#libs/jobs/job.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { claimFaults } from '#libs/x12/write/claim-faults.js';
import { CommandSender, type Sending } from '../command-sender.js';
import { type ClaimFile, ClaimNotWritable, claimFile, claimToWrite, type SubmittedClaim } from './claim-file.js';

/**
 * Sends a released claim: fixes its control numbers in an event, writes the file from that event, records that it is out. Each step can be
 * repeated: a worker that dies between any two of them is followed by one that goes on, and the payer gets one file.
 */
@Injectable()
export class ClaimSender {
  constructor(
    @Inject(CommandSender) private readonly commands: CommandSender,
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
    @Inject(ControlNumbers) private readonly controlNumbers: ControlNumbers,
    @Inject(SentClaims) private readonly sentClaims: SentClaims,
    @Inject(BusinessClock) private readonly clock: BusinessClock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async send(work: OpenDueWork): Promise<void> {
    const { claimId, submissionNumber } = work.detail as { claimId: string; submissionNumber: number };
    const practice = await this.practices.profile(work.practice);
    const claim = await this.claim(work.practice, claimId);
    const submission = submissionOf(claim, submissionNumber);
    if (!submission) return;
    const sending = { practiceId: work.practice, actor: `job:${work.kind}`, cause: jobId(work) };
    if (submission.state === 'released') {
      const patientControlNumber = patientControlNumberOf(claimId, submissionNumber);
      const [fault] = claimFaults(claimToWrite({ ...submission, patientControlNumber }, claim, practice));
      // Before anything is fixed: what cannot be written must not count as sent.
      if (fault) throw new ClaimNotWritable(fault.field ?? fault.code);
      await this.submit(claimId, submissionNumber, practice, sending);
    }
    const submitted = await this.submitted(work.practice, claimId, submissionNumber);
    if (submitted) await this.writeFile(submitted, claim, practice, sending);
  }

  private async submit(
    claimId: string,
    submissionNumber: number,
    practice: PracticeProfile,
    sending: Omit<Sending, 'part'>,
  ): Promise<void> {
    const number = await this.controlNumbers.next(practice.practiceId, practice.receiver.id);
    const data = {
      claimId,
      submissionNumber,
      interchangeControlNumber: number,
      groupControlNumber: number,
      transactionControlNumber: '0001',
      usage: this.configuration.mode === 'demo' ? 'T' : (practice.usage ?? 'T'),
    } as const;
    await this.commands.send({ ...sending, part: 'submit' }, (context) => new SubmitClaim(context, data));
  }

  private async writeFile(
    submitted: SubmittedClaim,
    claim: ClaimState,
    practice: PracticeProfile,
    sending: Omit<Sending, 'part'>,
  ): Promise<void> {
    const { practiceId } = practice;
    const file = claimFile(submitted, claim, practice);
    const folders = exchangeFolders(this.configuration.exchangeDir, practiceId, submitted.payerId);
    await putIntoOutbox(folders, file.fileName, file.bytes);
    const sentAt = (await this.clock.current()).toISOString();
    await this.commands.send(
      { ...sending, part: 'sent' },
      (context) => new RecordInterchangeSent(context, interchangeSent(submitted, file, practice, sentAt)),
    );
    const { claimId, submissionNumber, payerId, interchangeControlNumber: controlNumber } = submitted;
    const { interchangeId, fileName } = file;
    const receiverId = practice.receiver.id;
    const sent = { practiceId, claimId, submissionNumber, payerId, receiverId, controlNumber, interchangeId, fileName };
    await this.sentClaims.record([sent], interchangeStream(practiceId, interchangeId));
  }

  private async claim(practiceId: string, claimId: string): Promise<ClaimState> {
    return (await this.streams.load(claimStream(practiceId, claimId), claimDecider)).state;
  }

  private async submitted(practiceId: string, claimId: string, number: number): Promise<SubmittedClaim | undefined> {
    const events = await this.streams.events(claimStream(practiceId, claimId));
    const event = events.find(({ type, data }) => type === 'ClaimSubmitted' && data.submissionNumber === number);
    return event?.data as SubmittedClaim | undefined;
  }
}

function interchangeSent(
  { claimId, submissionNumber, payerId }: SubmittedClaim,
  { interchangeId, controlNumber, sha256, bytes, fileName }: ClaimFile,
  practice: PracticeProfile,
  sentAt: string,
) {
  const claims = [{ claimId, submissionNumber }];
  const receiverId = practice.receiver.id;
  return { interchangeId, payerId, receiverId, controlNumber, claims, sha256, bytes: bytes.length, fileName, sentAt };
}
