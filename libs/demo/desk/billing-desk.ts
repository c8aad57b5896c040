import type pg from 'pg';
import { ResubmitRejected } from '#libs/commands/claim-path/resubmit-rejected.js';
import type { CommandContext } from '#libs/commands/command-context.js';
import type { CommandOutcome } from '#libs/commands/command-executor.js';
import { type CaseWork, WorkDenialCase } from '#libs/commands/denial-path/work-denial-case.js';
import type { StreamRepository } from '#libs/commands/stream-repository.js';
import { denialStream, patientControlNumberOf } from '#libs/contracts/streams.js';
import { denialDecider } from '#libs/domain/denial-case/decider.js';
import { type DenialState, openCents } from '#libs/domain/denial-case/state.js';
import { type AppealRequest, appealFolders, appealRequestName } from '#libs/exchange/appeal-files.js';
import { exchangeFolders } from '#libs/exchange/exchange-folders.js';
import { putIntoOutbox } from '#libs/exchange/outbox.js';
import { derivedId } from '#libs/kernel/ids.js';
import { localDateAt } from '#libs/kernel/time-zone.js';
import { caseSteps } from './case-steps.js';

export interface BillingDeskOptions {
  readonly pool: pg.Pool;
  readonly streams: StreamRepository;
  readonly practiceId: string;
  readonly timeZone: string;
  readonly exchangeDir: string;
  /** Runs a command as the API would. */
  execute(command: WorkDenialCase | ResubmitRejected): Promise<CommandOutcome>;
}

/** A step that the practice's own rules refuse: the made-up biller does what no person could do. A bug of the desk. */
export class StepRefused extends Error {
  constructor(denialId: string, type: string, code: string) {
    super(`case ${denialId}: ${type} was refused: ${code}`);
  }
}

const WHO = 'user:desk';
/** What was rejected so often is wrong in itself, and waits for its session to be set right. */
const MOST_SENDINGS = 3;

const OPEN_CASES = `
  select denial_id from views.denial
   where practice = $1 and status not in ('resolved', 'written-off') order by denial_id`;
const REJECTED_CLAIMS = `
  select claim_id, submissions from views.claim
   where practice = $1 and submission = 'rejected' and submissions < $2 order by claim_id`;

/**
 * The billing department of a made-up practice: works its list once a day through the commands that people have, each once however often the
 * day is begun again. Letters of appeal are put where the simulated payer finds them.
 */
export class BillingDesk {
  constructor(private readonly options: BillingDeskOptions) {}

  /** Works everything that is open; gives how many things were done. Throws {@link StepRefused}. */
  async work(now: Date): Promise<number> {
    const { pool, practiceId } = this.options;
    const cases = await pool.query<{ denial_id: string }>(OPEN_CASES, [practiceId]);
    let done = 0;
    for (const { denial_id: denialId } of cases.rows) done += await this.workCase(denialId, now);
    const rejected = await pool.query<{ claim_id: string; submissions: number }>(REJECTED_CLAIMS, [
      practiceId,
      MOST_SENDINGS,
    ]);
    for (const { claim_id: claimId, submissions } of rejected.rows) {
      const command = new ResubmitRejected(this.context(now, claimId, String(submissions)), { claimId });
      // Refused where a newer draft of the claim waits for the close of day: then that one goes.
      if ((await this.options.execute(command)).status === 'done') done += 1;
    }
    return done;
  }

  private async workCase(denialId: string, now: Date): Promise<number> {
    const { streams, practiceId, timeZone } = this.options;
    const { state, version } = await streams.load(denialStream(practiceId, denialId), denialDecider);
    const at = { today: localDateAt(now, timeZone), now: now.toISOString(), by: WHO };
    const steps = caseSteps(state, at);
    for (const [index, work] of steps.entries()) {
      const context = this.context(now, denialId, `${version} ${index}`);
      const outcome = await this.options.execute(new WorkDenialCase(context, { denialId, work }));
      if (outcome.status === 'refused') throw new StepRefused(denialId, work.type, outcome.refusal?.code ?? '');
      if (work.type === 'FileAppeal') await this.mail(state, work);
    }
    return steps.length;
  }

  /** The letter itself, without names: what the payer needs to find the claim. */
  private async mail({ opened, ...state }: DenialState, work: Extract<CaseWork, { type: 'FileAppeal' }>) {
    if (!opened) return;
    const { denialId, claimId, payerId, submissionNumber, payerControlNumber } = opened;
    const { exchangeDir, practiceId } = this.options;
    const request: AppealRequest = {
      ...{ denialId, level: work.level, filedOn: work.filedOn, payerControlNumber },
      patientControlNumber: patientControlNumberOf(claimId, submissionNumber),
      requestedCents: openCents({ ...state, opened }),
    };
    const folders = appealFolders(exchangeFolders(exchangeDir, practiceId, payerId));
    await putIntoOutbox(folders, appealRequestName(request), Buffer.from(JSON.stringify(request)));
  }

  private context(now: Date, ...about: readonly string[]): CommandContext {
    const commandId = derivedId('billing-desk', this.options.practiceId, ...about);
    return {
      ...{ practiceId: this.options.practiceId, commandId, correlationId: commandId, causationId: null },
      ...{ actor: WHO, occurredAt: now },
    };
  }
}
