import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream, ledgerStream } from '#libs/contracts/streams.js';
import { type ClaimCommand, claimDecider } from '#libs/domain/claim/decider.js';
import { reviewFinding } from '#libs/domain/claim/review-hold.js';
import { type WholeClaim, wholeClaim } from '#libs/domain/patient-ledger/claim-parts.js';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { closeOfClaim } from '#libs/domain/practice/close-of-day.js';
import type { SessionDay } from '#libs/domain/session/state.js';
import { yearOf } from '#libs/kernel/local-date.js';
import { isDrawnForReview } from '#libs/rules/claiming/pre-bill-review.js';
import { type PracticeProfile, timeZoneOf } from '#libs/rules/practice.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { PracticeDirectory } from '../practice-directory.js';
import { StreamRepository } from '../stream-repository.js';
import { decideOn } from './decide-on.js';

export interface DraftClaimData extends SessionDay {
  readonly claimId: string;
  /** When the day was coded (ISO 8601): the claim goes out at the close of that day, or of the last day that it collects. */
  readonly codedAt: string;
}

/** Drafts a claim as the ledger's days have it now; closes it where none has it any more. */
export class DraftClaim extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: DraftClaimData,
  ) {
    super();
  }
}

function draftOf(
  { claimId, patientId, codedAt }: DraftClaimData,
  claim: WholeClaim | undefined,
  practice: PracticeProfile,
): ClaimCommand {
  if (!claim?.content) return { type: 'DropClaim', reason: claim ? 'patient-forgotten' : 'superseded' };
  const { content, ...whole } = claim;
  const closesAt = closeOfClaim(new Date(codedAt), claim.coded.collectsUntil, timeZoneOf(practice));
  const review = isDrawnForReview(claimId, practice.preBillReview) ? { review: reviewFinding() } : {};
  return { type: 'DraftClaim', patientId, ...whole, content, closesAt: closesAt.toISOString(), ...review };
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
    const practice = await this.practices.profile(practiceId);
    const year = ledgerStream(practiceId, data.patientId, yearOf(data.dateOfService));
    return this.executor.execute(context, async () => {
      const ledger = await this.streams.load(year, ledgerDecider);
      const command = draftOf(data, wholeClaim(ledger.state, data.claimId), practice);
      return decideOn(this.streams, claimStream(practiceId, data.claimId), claimDecider, command);
    });
  }
}
