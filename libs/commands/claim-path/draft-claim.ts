import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream, ledgerStream } from '#libs/contracts/streams.js';
import { type ClaimCommand, claimDecider } from '#libs/domain/claim/decider.js';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { type DayRecord, dayOf } from '#libs/domain/patient-ledger/state.js';
import { closeOfDay } from '#libs/domain/practice/close-of-day.js';
import type { SessionDay } from '#libs/domain/session/state.js';
import { yearOf } from '#libs/kernel/local-date.js';
import { timeZoneOf } from '#libs/rules/practice.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { PracticeDirectory } from '../practice-directory.js';
import { StreamRepository } from '../stream-repository.js';
import { decideOn } from './decide-on.js';

export interface DraftClaimData extends SessionDay {
  readonly claimId: string;
  /** When the day was coded (ISO 8601): the claim goes out at the close of that day. */
  readonly codedAt: string;
}

/** Drafts a claim as the ledger's day has it now; closes it where the day has no such claim. */
export class DraftClaim extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: DraftClaimData,
  ) {
    super();
  }
}

function draftOf({ claimId, patientId }: DraftClaimData, day: DayRecord | undefined, closesAt: Date): ClaimCommand {
  const coded = day?.claims.find((claim) => claim.claimId === claimId);
  const contents = day?.contents?.find((each) => each.claimId === claimId);
  if (!day || !coded || !contents) return { type: 'DropClaim', reason: coded ? 'patient-forgotten' : 'superseded' };
  const { payerId, payerKind, dateOfService } = day;
  const { content, findings } = contents;
  const of = { patientId, payerId, payerKind, dateOfService };
  return { type: 'DraftClaim', ...of, coded, content, findings, closesAt: closesAt.toISOString() };
}

@CommandHandler(DraftClaim)
export class DraftClaimHandler implements ICommandHandler<DraftClaim> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
  ) {}

  async execute({ context, data }: DraftClaim): Promise<CommandOutcome> {
    const { practiceId } = context;
    const timeZone = timeZoneOf(await this.practices.profile(practiceId));
    const closesAt = closeOfDay(new Date(data.codedAt), timeZone);
    const year = ledgerStream(practiceId, data.patientId, yearOf(data.dateOfService));
    return this.executor.execute(context, async () => {
      const ledger = await this.streams.load(year, ledgerDecider);
      const command = draftOf(data, dayOf(ledger.state, data), closesAt);
      return decideOn(this.streams, claimStream(practiceId, data.claimId), claimDecider, command);
    });
  }
}
