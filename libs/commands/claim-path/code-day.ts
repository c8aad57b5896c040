import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { type RecordedDay, recordDay } from '#libs/domain/policies/code-day.js';
import { sessionDecider } from '#libs/domain/session/decider.js';
import type { SessionDay } from '#libs/domain/session/state.js';
import { accept } from '#libs/kernel/result.js';
import { referenceFor } from '#libs/rules/reference/practice-rows.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome, type Decision } from '../command-executor.js';
import { PracticeDirectory } from '../practice-directory.js';
import { REFERENCE } from '../reference.js';
import { StreamRepository } from '../stream-repository.js';
import { decideLoaded, unchanged } from './decide-on.js';
import { type LoadedDay, loadDay } from './loaded-day.js';

/** A patient's day at a payer is coded as a whole; `sessionId` is the internal id of the session that asks. */
export class CodeDay extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: SessionDay & { readonly sessionId: string },
  ) {
    super();
  }
}

/** One append over the ledger and every session whose result changed, refused where one of them or of the day's claims has moved on. */
function decideDay(loaded: LoadedDay, recorded: RecordedDay): Decision {
  const ledger = decideLoaded(loaded.ledger, ledgerDecider, recorded.ledger);
  if (!ledger.ok) return ledger;
  const readAlone = [...loaded.claims, ...(loaded.lastYear ? [loaded.lastYear] : [])];
  const appends = [ledger.value, ...readAlone.map(unchanged)];
  for (const session of loaded.sessions) {
    const coding = recorded.sessions.get(session.state.sessionId);
    const decided = coding ? decideLoaded(session, sessionDecider, coding) : accept(unchanged(session));
    if (!decided.ok) return decided;
    appends.push(decided.value);
  }
  return accept({ appends });
}

@CommandHandler(CodeDay)
export class CodeDayHandler implements ICommandHandler<CodeDay> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
    @Inject(REFERENCE) private readonly reference: Reference,
  ) {}

  async execute({ context, data: { sessionId, ...day } }: CodeDay): Promise<CommandOutcome> {
    const practice = await this.practices.profile(context.practiceId);
    const reference = referenceFor(this.reference, practice);
    return this.executor.execute(context, async () => {
      const loaded = await loadDay(this.streams, practice, reference, day, sessionId);
      const { underWay, unsent, monthBilled, lastYear } = loaded;
      const recorded = recordDay({
        practice,
        reference,
        day,
        ledger: loaded.ledger.state,
        ...(lastYear && { lastYear: lastYear.state }),
        sessions: loaded.sessions.map(({ state }) => state),
        underWay,
        unsent,
        monthBilled,
        codedAt: context.occurredAt,
      });
      return decideDay(loaded, recorded);
    });
  }
}
