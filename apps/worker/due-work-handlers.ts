import { Inject, Injectable } from '@nestjs/common';
import { CodeDay } from '#libs/commands/claim-path/code-day.js';
import { HoldDraft } from '#libs/commands/claim-path/hold-draft.js';
import { ReleaseClaim } from '#libs/commands/claim-path/release-claim.js';
import { ReportSilence } from '#libs/commands/claim-path/silent-claims.js';
import { AttemptResubmission } from '#libs/commands/denial-path/attempt-resubmission.js';
import { type TimelyFilingWork, WatchTimelyFiling } from '#libs/commands/denial-path/watch-timely-filing.js';
import { type CaseWork, WorkDenialCase } from '#libs/commands/denial-path/work-denial-case.js';
import type { AwaitedAnswer } from '#libs/contracts/events/shapes.js';
import type { OpenDueWork } from '#libs/jobs/due-work-table.js';
import { jobId } from '#libs/jobs/job.js';
import type { DueWorkHandler } from '#libs/jobs/run-due-job.js';
import type { DueKind } from '#libs/projections/due-work/due-item.js';
import { CommandSender, type Sending } from './command-sender.js';
import { ClaimSender } from './submission/claim-sender.js';
import { DraftCheck } from './submission/draft-check.js';

/** What is done about each kind of due work. */
@Injectable()
export class DueWorkJobs {
  constructor(
    @Inject(CommandSender) private readonly commands: CommandSender,
    @Inject(ClaimSender) private readonly sender: ClaimSender,
    @Inject(DraftCheck) private readonly check: DraftCheck,
  ) {}

  handlers(): Readonly<Record<DueKind, DueWorkHandler>> {
    return {
      'claim-release': (work) => this.release(work),
      'claim-submit': (work) => this.sender.send(work),
      'claim-silent': (work) => this.reportSilence(work),
      'month-end': (work) => this.codeDay(work),
      'day-begins': (work) => this.codeDay(work),
      resubmission: (work) => this.resubmit(work),
      'deadline-alarm': (work) => this.ring(work),
      'deadline-missed': (work) => this.miss(work),
      'wait-over': (work) =>
        this.workCase(work, { type: 'ReturnDenial', reason: 'wait-over', until: text(work, 'until') }),
    };
  }

  private async release(work: OpenDueWork): Promise<void> {
    const claimId = text(work, 'claimId');
    const { draft, findings } = await this.check.faultsOf(work.practice, claimId);
    if (findings.length > 0) {
      const held = { ...sending(work), part: 'hold' };
      await this.commands.send(held, (context) => new HoldDraft(context, { claimId, draft, findings }));
      return;
    }
    await this.commands.send(sending(work), (context) => new ReleaseClaim(context, { claimId }));
  }

  private async reportSilence(work: OpenDueWork): Promise<void> {
    const awaited = text(work, 'awaited') as AwaitedAnswer;
    const submission = { claimId: text(work, 'claimId'), submissionNumber: count(work, 'submissionNumber') };
    const data = { ...submission, awaited, since: text(work, 'since') };
    await this.commands.send(sending(work), (context) => new ReportSilence(context, data));
  }

  private async codeDay(work: OpenDueWork): Promise<void> {
    const day = { patientId: text(work, 'patientId'), payerId: text(work, 'payerId') };
    const data = { ...day, dateOfService: text(work, 'dateOfService'), sessionId: text(work, 'sessionId') };
    await this.commands.send(sending(work), (context) => new CodeDay(context, data));
  }

  private async resubmit(work: OpenDueWork): Promise<void> {
    const data = { denialId: text(work, 'denialId'), attempt: count(work, 'attempt') };
    await this.commands.send(sending(work), (context) => new AttemptResubmission(context, data));
  }

  /** Deadlines are a denial case's, or a claim's that was rejected. */
  private async ring(work: OpenDueWork): Promise<void> {
    const daysBefore = count(work, 'daysBefore');
    await (isOfClaim(work)
      ? this.watchClaim(work, { type: 'RaiseTimelyFilingAlarm', daysBefore })
      : this.workCase(work, { type: 'RaiseDeadlineAlarm', kind: text(work, 'kind'), daysBefore }));
  }

  private async miss(work: OpenDueWork): Promise<void> {
    await (isOfClaim(work)
      ? this.watchClaim(work, { type: 'MissTimelyFiling' })
      : this.workCase(work, { type: 'MissDeadline', kind: text(work, 'kind') }));
  }

  private async watchClaim(work: OpenDueWork, todo: TimelyFilingWork): Promise<void> {
    const data = { claimId: text(work, 'claimId'), work: todo };
    await this.commands.send(sending(work), (context) => new WatchTimelyFiling(context, data));
  }

  private async workCase(work: OpenDueWork, todo: CaseWork): Promise<void> {
    const data = { denialId: text(work, 'denialId'), work: todo };
    await this.commands.send(sending(work), (context) => new WorkDenialCase(context, data));
  }
}

const sending = (work: OpenDueWork): Sending => ({
  practiceId: work.practice,
  actor: `job:${work.kind}`,
  cause: jobId(work),
  part: 'do',
});

const isOfClaim = ({ detail }: OpenDueWork) => detail.claimId !== undefined;
const text = ({ detail }: OpenDueWork, name: string) => String(detail[name]);
const count = ({ detail }: OpenDueWork, name: string) => Number(detail[name]);
