import { Inject, Injectable } from '@nestjs/common';
import { RecordInterchangeSent } from '#libs/commands/claim-path/interchanges.js';
import { SubmitClaim } from '#libs/commands/claim-path/submit-claim.js';
import { PracticeDirectory } from '#libs/commands/practice-directory.js';
import { StreamRepository } from '#libs/commands/stream-repository.js';
import { CONFIGURATION } from '#libs/configuration/configuration.module.js';
import type { Configuration } from '#libs/configuration/environment.js';
import { claimStream, interchangeStream, ownInterchangeIdOf } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { submissionOf } from '#libs/domain/claim/state.js';
import { interchangeDecider, type PlannedInterchange } from '#libs/domain/interchange/decider.js';
import { BusinessClock } from '#libs/event-store/business-clock.js';
import { exchangeFolders } from '#libs/exchange/exchange-folders.js';
import { putIntoOutbox } from '#libs/exchange/outbox.js';
import { PayerPace } from '#libs/exchange/payer-pace.js';
import { SentClaims } from '#libs/exchange/sent-claims.js';
import type { OpenDueWork } from '#libs/jobs/due-work-table.js';
import type { LookAgain } from '#libs/jobs/run-due-job.js';
import { payerProfile } from '#libs/rules/payer-profile.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { interchangeControl } from '#libs/x12/write/envelope.js';
import { CommandSender, type Sending } from '../command-sender.js';
import { ClaimBatches, type SubmissionName } from './claim-batches.js';
import { type ClaimFile, claimFile, claimToWrite } from './claim-file.js';
import { OneAtATime } from './one-at-a-time.js';
import { type BatchedSubmission, inTransactions } from './submitted-batches.js';

/** The close of day releases all of a practice's claims within moments: whoever sends waits for the others, but not for ever. */
const RELEASES_REST_MS = 200;
const MOST_WAIT_MS = 10_000;

/**
 * Sends released claims, all of a payer that are ready in one file. It plans the file in an event, fixes in each claim's own stream that it leaves in
 * that file, writes the file from those events, and records that it is out. A claim is in one file alone, because its own stream has one
 * `ClaimSubmitted` for each submission. Each step can be repeated: a worker that dies between any two of them is followed by one that goes on,
 * and the payer gets one file.
 */
@Injectable()
export class ClaimSender {
  private readonly alone = new OneAtATime();
  /** Since when a practice's claims wait for others to be released. */
  private readonly waiting = new Map<string, number>();

  constructor(
    @Inject(CommandSender) private readonly commands: CommandSender,
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
    @Inject(ClaimBatches) private readonly batches: ClaimBatches,
    @Inject(SentClaims) private readonly sentClaims: SentClaims,
    @Inject(PayerPace) private readonly pace: PayerPace,
    @Inject(BusinessClock) private readonly clock: BusinessClock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async send(work: OpenDueWork): Promise<LookAgain | undefined> {
    const name = work.detail as unknown as SubmissionName;
    const { payerId } = await this.claim(work.practice, name.claimId);
    // Two plans at once would only tear one file into two; another process may do so, and each claim still leaves once.
    return this.alone.run(`${work.practice} ${payerId}`, () => this.sendAlone(work.practice, name, payerId));
  }

  private async sendAlone(practiceId: string, name: SubmissionName, payerId: string): Promise<LookAgain | undefined> {
    const practice = await this.practices.profile(practiceId);
    const claim = await this.claim(practiceId, name.claimId);
    const submission = submissionOf(claim, name.submissionNumber);
    if (!submission) return undefined;
    if (submission.interchangeControlNumber !== undefined) {
      const plan = await this.planOf(submission.interchangeControlNumber, name, payerId, practice);
      await this.finish(plan, practice);
      return undefined;
    }
    if (await this.waitsForOthers(practiceId)) return { waitMs: RELEASES_REST_MS };
    const waitMs = await this.waitsForPayer(payerId, practice);
    if (waitMs > 0) return { waitMs };
    const plan = await this.batches.plan(name, payerId, practice);
    if (plan) await this.finish(plan, practice);
    return undefined;
  }

  /** The plan that a submission was fixed in. A store from before there were plans has none: then the claim is alone in its file. */
  private async planOf(
    number: number,
    name: SubmissionName,
    payerId: string,
    practice: PracticeProfile,
  ): Promise<PlannedInterchange> {
    const id = ownInterchangeIdOf(practice.receiver.id, interchangeControl(number));
    const { state } = await this.streams.load(interchangeStream(practice.practiceId, id), interchangeDecider);
    return state.plan ?? this.batches.record([name], payerId, practice, number);
  }

  /** Milliseconds until the payer takes another file; 0 where it takes one now, or as many as there are. */
  private async waitsForPayer(payerId: string, practice: PracticeProfile): Promise<number> {
    const perMinute = payerProfile(practice, payerId)?.submissionsPerMinute;
    return perMinute === undefined ? 0 : this.pace.take(practice.practiceId, payerId, perMinute);
  }

  private async waitsForOthers(practiceId: string): Promise<boolean> {
    const since = this.waiting.get(practiceId) ?? performance.now();
    const waits = performance.now() - since < MOST_WAIT_MS && (await this.batches.areReleasing(practiceId));
    if (waits) this.waiting.set(practiceId, since);
    else this.waiting.delete(practiceId);
    return waits;
  }

  /** Brings a plan to its end from wherever it stands. */
  private async finish(plan: PlannedInterchange, practice: PracticeProfile): Promise<void> {
    const { practiceId } = practice;
    const stream = interchangeStream(practiceId, plan.interchangeId);
    const { state } = await this.streams.load(stream, interchangeDecider);
    if (!state.sent) await this.submitAll(plan, practiceId, practice.usage);
    const submitted = await this.submittedIn(plan, practice);
    if (submitted.length === 0) return;
    const batches = inTransactions(submitted);
    const claims = batches.flat();
    const file = claimFile(
      plan,
      batches.map((batch) => batch.map(({ claim }) => claim)),
      (submitted[0] as BatchedSubmission).usage,
      practice,
    );
    if (!state.sent) await this.putOut(plan, file, claims, practiceId);
    await this.sentClaims.record(
      claims.map(({ claimId, submissionNumber }) => ({
        ...{ practiceId, claimId, submissionNumber, payerId: plan.payerId, receiverId: plan.receiverId },
        ...{ controlNumber: Number(plan.controlNumber), interchangeId: plan.interchangeId, fileName: file.fileName },
      })),
      stream,
    );
  }

  /** Fixes in each claim that it leaves in this file; one that is fixed in another, or was replaced, stays as it is. */
  private async submitAll(
    { interchangeId, controlNumber, claims }: PlannedInterchange,
    practiceId: string,
    usage: 'T' | 'P' = 'T',
  ): Promise<void> {
    const number = Number(controlNumber);
    for (const { claimId, submissionNumber, transactionControlNumber } of claims) {
      const data = {
        ...{ claimId, submissionNumber, transactionControlNumber },
        interchangeControlNumber: number,
        groupControlNumber: number,
        usage: this.configuration.mode === 'demo' ? ('T' as const) : usage,
      };
      const sending = this.sending(practiceId, interchangeId, `submit ${claimId} ${submissionNumber}`);
      await this.commands.send(sending, (context) => new SubmitClaim(context, data));
    }
  }

  /** The claims of a plan that are fixed in its file, as their events have them. */
  private async submittedIn(
    { controlNumber, claims }: PlannedInterchange,
    practice: PracticeProfile,
  ): Promise<readonly BatchedSubmission[]> {
    const submissions: BatchedSubmission[] = [];
    for (const { claimId, submissionNumber, transactionControlNumber } of claims) {
      const state = await this.claim(practice.practiceId, claimId);
      const submission = submissionOf(state, submissionNumber);
      const { patientControlNumber, usage } = submission ?? {};
      if (submission?.interchangeControlNumber !== Number(controlNumber)) continue;
      if (patientControlNumber === undefined || usage === undefined) continue;
      const claim = claimToWrite({ ...submission, patientControlNumber }, state, practice);
      submissions.push({ claimId, submissionNumber, transactionControlNumber, usage, claim });
    }
    return submissions;
  }

  private async putOut(
    { interchangeId, payerId, receiverId, controlNumber }: PlannedInterchange,
    { fileName, bytes, sha256 }: ClaimFile,
    claims: readonly BatchedSubmission[],
    practiceId: string,
  ): Promise<void> {
    const folders = exchangeFolders(this.configuration.exchangeDir, practiceId, payerId);
    const stream = interchangeStream(practiceId, interchangeId);
    const isDue = async () => !(await this.streams.load(stream, interchangeDecider)).state.sent;
    await putIntoOutbox(folders, fileName, bytes, isDue);
    const sent = {
      ...{ interchangeId, payerId, receiverId, controlNumber, sha256, fileName },
      bytes: bytes.length,
      claims: claims.map(({ claimId, submissionNumber, transactionControlNumber }) => ({
        ...{ claimId, submissionNumber, transactionControlNumber },
      })),
      sentAt: (await this.clock.current()).toISOString(),
    };
    const sending = this.sending(practiceId, interchangeId, 'sent');
    await this.commands.send(sending, (context) => new RecordInterchangeSent(context, sent));
  }

  private sending(practiceId: string, interchangeId: string, part: string): Sending {
    return { practiceId, actor: 'job:claim-submit', cause: interchangeId, part };
  }

  private async claim(practiceId: string, claimId: string) {
    return (await this.streams.load(claimStream(practiceId, claimId), claimDecider)).state;
  }
}
