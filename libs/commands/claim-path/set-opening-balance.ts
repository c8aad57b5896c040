import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ledgerStream } from '#libs/contracts/streams.js';
import { type LedgerCommand, ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { thresholdsOn } from '#libs/domain/policies/day-reservations.js';
import type { Cents } from '#libs/kernel/money.js';
import { refuse } from '#libs/kernel/result.js';
import type { TherapyPool } from '#libs/rules/pricing/ledger.js';
import { referenceFor } from '#libs/rules/reference/practice-rows.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import { Vault } from '#libs/vault/vault.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { PracticeDirectory } from '../practice-directory.js';
import { REFERENCE } from '../reference.js';
import { StreamRepository } from '../stream-repository.js';
import { decideOn } from './decide-on.js';

export interface OpeningBalanceData {
  /** The EHR's own id of the patient, who need not have had a session here yet. */
  readonly ehrPatientId: string;
  readonly year: number;
  readonly pool: TherapyPool;
  /** Allowed amounts, deductible and coinsurance included; replaces what was set before. */
  readonly usedCents: Cents;
}

/** What a patient's year had used of a therapy pool before this practice's first claim. */
export class SetOpeningBalance extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: OpeningBalanceData,
  ) {
    super();
  }
}

@CommandHandler(SetOpeningBalance)
export class SetOpeningBalanceHandler implements ICommandHandler<SetOpeningBalance> {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
    @Inject(Vault) private readonly vault: Vault,
    @Inject(REFERENCE) private readonly reference: Reference,
  ) {}

  async execute({ context, data: { ehrPatientId, ...balance } }: SetOpeningBalance): Promise<CommandOutcome> {
    const { practiceId } = context;
    const practice = await this.practices.find(practiceId);
    if (!practice)
      return this.executor.execute(context, async () =>
        refuse('practice.unknown', 'No such practice is configured.', 'practiceId'),
      );
    const patientId = await this.vault.patientId(practiceId, ehrPatientId);
    const thresholds = thresholdsOn(`${balance.year}-01-01`, referenceFor(this.reference, practice));
    const command: LedgerCommand = { type: 'SetOpeningBalance', patientId, ...balance, thresholds };
    const stream = ledgerStream(practiceId, patientId, balance.year);
    return this.executor.execute(context, () => decideOn(this.streams, stream, ledgerDecider, command));
  }
}
