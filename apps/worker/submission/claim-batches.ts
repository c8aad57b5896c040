import { Inject, Injectable } from '@nestjs/common';
import { PlanInterchange } from '#libs/commands/claim-path/interchanges.js';
import { StreamRepository } from '#libs/commands/stream-repository.js';
import { claimStream, ownInterchangeIdOf, patientControlNumberOf } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { newestSubmission } from '#libs/domain/claim/state.js';
import type { PlannedInterchange } from '#libs/domain/interchange/decider.js';
import { BusinessClock } from '#libs/event-store/business-clock.js';
import { ControlNumbers } from '#libs/exchange/control-numbers.js';
import { DueWorkTable } from '#libs/jobs/due-work-table.js';
import { payerProfile } from '#libs/rules/payer-profile.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { MOST_CLAIMS } from '#libs/x12/write/batches.js';
import { claimFaults } from '#libs/x12/write/claim-faults.js';
import { interchangeControl } from '#libs/x12/write/envelope.js';
import { CommandSender, type Sending } from '../command-sender.js';
import { ClaimNotWritable, claimToWrite, transactionControl } from './claim-file.js';

/** A submission by its claim and its number. */
export interface SubmissionName {
  readonly claimId: string;
  readonly submissionNumber: number;
}

/** Decides which released submissions leave together: all of one payer that are ready, as far as they fit into one file. */
@Injectable()
export class ClaimBatches {
  constructor(
    @Inject(CommandSender) private readonly commands: CommandSender,
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(ControlNumbers) private readonly controlNumbers: ControlNumbers,
    @Inject(DueWorkTable) private readonly dueWork: DueWorkTable,
    @Inject(BusinessClock) private readonly clock: BusinessClock,
  ) {}

  /** True while other claims of the practice, whose close of day has come as well, are still being released. */
  async areReleasing(practiceId: string): Promise<boolean> {
    const releases = { practice: practiceId, kind: 'claim-release', detail: {} };
    return (await this.dueWork.matching(releases, await this.clock.current(), 1)).length > 0;
  }

  /**
   * Plans a file with this submission and the others of its payer that are ready. Who is ready is read off the due work and asked of the claim itself:
   * one that was sent or replaced meanwhile stays out; null where none is left. Throws {@link ClaimNotWritable} where `first` itself cannot be written, before
   * anything is fixed: what cannot be written must not count as sent.
   */
  async plan(first: SubmissionName, payerId: string, practice: PracticeProfile): Promise<PlannedInterchange | null> {
    const writable = [await this.checked(first, practice)];
    for (const submission of await this.othersReady(first, payerId, practice.practiceId)) {
      const claim = await this.checked(submission, practice).catch((error: unknown) => {
        // Its own job names it and tries it again.
        if (error instanceof ClaimNotWritable) return null;
        throw error;
      });
      if (claim) writable.push(claim);
    }
    const submissions = writable.filter((submission) => submission !== null);
    return submissions.length === 0 ? null : this.record(submissions, payerId, practice);
  }

  /** Records what leaves under the next number. `number` is given where it was fixed before there was a plan. */
  async record(
    submissions: readonly SubmissionName[],
    payerId: string,
    practice: PracticeProfile,
    number?: number,
  ): Promise<PlannedInterchange> {
    const { practiceId, receiver } = practice;
    const controlNumber = interchangeControl(number ?? (await this.controlNumbers.next(practiceId, receiver.id)));
    const interchangeId = ownInterchangeIdOf(receiver.id, controlNumber);
    const most = payerProfile(practice, payerId)?.claimsPerBatch ?? MOST_CLAIMS;
    const plan: PlannedInterchange = {
      interchangeId,
      payerId,
      receiverId: receiver.id,
      controlNumber,
      claims: submissions.map(({ claimId, submissionNumber }, index) => ({
        claimId,
        submissionNumber,
        transactionControlNumber: transactionControl(Math.floor(index / most) + 1),
      })),
      plannedAt: (await this.clock.current()).toISOString(),
    };
    const sending: Sending = { practiceId, actor: 'job:claim-submit', cause: interchangeId, part: 'plan' };
    await this.commands.send(sending, (context) => new PlanInterchange(context, plan));
    return plan;
  }

  private async othersReady(
    first: SubmissionName,
    payerId: string,
    practice: string,
  ): Promise<readonly SubmissionName[]> {
    const ready = { practice, kind: 'claim-submit', detail: { payerId, submitted: false } };
    const rows = await this.dueWork.matching(ready, await this.clock.current(), MOST_CLAIMS);
    return rows
      .map(({ detail }) => ({
        claimId: String(detail.claimId),
        submissionNumber: Number(detail.submissionNumber),
      }))
      .filter(({ claimId }) => claimId !== first.claimId)
      .slice(0, MOST_CLAIMS - 1);
  }

  /** Null where it is not to be sent any more. */
  private async checked(name: SubmissionName, practice: PracticeProfile): Promise<SubmissionName | null> {
    const { state } = await this.streams.load(claimStream(practice.practiceId, name.claimId), claimDecider);
    const submission = newestSubmission(state);
    if (submission?.state !== 'released' || submission.number !== name.submissionNumber) return null;
    const patientControlNumber = patientControlNumberOf(name.claimId, name.submissionNumber);
    const [fault] = claimFaults(claimToWrite({ ...submission, patientControlNumber }, state, practice));
    if (fault) throw new ClaimNotWritable(fault.field ?? fault.code);
    return name;
  }
}
