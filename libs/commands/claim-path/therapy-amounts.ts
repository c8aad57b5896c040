import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimStream, ledgerStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import type { ClaimState } from '#libs/domain/claim/state.js';
import { type LedgerCommand, ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import type { ThresholdsByPool } from '#libs/domain/patient-ledger/thresholds.js';
import { thresholdsOn } from '#libs/domain/policies/day-reservations.js';
import { type LocalDate, yearOf } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import { poolOf } from '#libs/rules/pricing/ledger.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import type { Discipline } from '#libs/rules/session.js';
import type { CommandContext } from '../command-context.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { REFERENCE } from '../reference.js';
import { StreamRepository } from '../stream-repository.js';
import { decideOn } from './decide-on.js';

export interface AdjudicatedAmounts {
  readonly claimId: string;
  readonly remittanceId: string;
  readonly payerControlNumber: string;
  readonly decidedOn: LocalDate;
  readonly lines: readonly { readonly line: number; readonly code: string; readonly amountCents: Cents }[];
}

/** The payer allowed amounts for lines of a claim. */
export class AdjudicateTherapyAmounts extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: AdjudicatedAmounts,
  ) {
    super();
  }
}

/** The payer denied lines of a claim (null: all of them), and a case is open. */
export class ContestTherapyAmounts extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: {
      readonly claimId: string;
      readonly remittanceId: string;
      readonly lines: readonly number[] | null;
    },
  ) {
    super();
  }
}

/** A denial case of a claim that was given up is worked again. */
export class RecontestTherapyAmounts extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: { readonly claimId: string; readonly denialNumber: number },
  ) {
    super();
  }
}

/** A denial case of a claim closed unpaid. */
export class ReleaseTherapyAmounts extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: { readonly claimId: string; readonly denialNumber: number; readonly reason: string },
  ) {
    super();
  }
}

/** The payer took back what it had decided under a control number. */
export class ReverseTherapyAmounts extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: { readonly claimId: string; readonly payerControlNumber: string; readonly remittanceId: string },
  ) {
    super();
  }
}

/** The posting of a remittance was undone; the cases are those that it had settled. */
export class UndoTherapyAmounts extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: {
      readonly claimId: string;
      readonly remittanceId: string;
      readonly reopenedDenials: readonly number[];
    },
  ) {
    super();
  }
}

/** A claim was sent anew over a denial. */
export class ReserveTherapyAmounts extends Command<CommandOutcome> {
  constructor(
    readonly context: CommandContext,
    readonly data: { readonly claimId: string },
  ) {
    super();
  }
}

interface OfClaim {
  readonly patientId: string;
  readonly year: number;
  readonly claimId: string;
  readonly dateOfService: string;
  readonly thresholds: ThresholdsByPool;
}

/** The lines that a case of the claim is about; null: all of them. */
function linesOfCase({ denials }: ClaimState, denialNumber: number): readonly number[] | null {
  const denied = denials.find(({ number }) => number === denialNumber)?.lines.map(({ line }) => line) ?? [];
  return denied.includes(undefined) ? null : (denied as number[]);
}

/** The remittance that denied the lines of a case. */
function deniedBy({ denials }: ClaimState, denialNumber: number): string {
  return denials.find(({ number }) => number === denialNumber)?.remittanceId ?? '';
}

/** What all of them have in common: the claim names the patient's year, its ledger decides. */
abstract class TherapyAmountsHandler {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(REFERENCE) protected readonly reference: Reference,
  ) {}

  protected async run(
    context: CommandContext,
    claimId: string,
    commandOf: (claim: ClaimState, of: OfClaim) => LedgerCommand,
  ): Promise<CommandOutcome> {
    const { state } = await this.streams.load(claimStream(context.practiceId, claimId), claimDecider);
    const { patientId, dateOfService } = state;
    const year = yearOf(dateOfService);
    const thresholds = thresholdsOn(dateOfService, this.reference);
    const command = commandOf(state, { patientId, year, claimId, dateOfService, thresholds });
    return this.executor.execute(context, () =>
      decideOn(this.streams, ledgerStream(context.practiceId, patientId, year), ledgerDecider, command),
    );
  }
}

@CommandHandler(AdjudicateTherapyAmounts)
export class AdjudicateTherapyAmountsHandler
  extends TherapyAmountsHandler
  implements ICommandHandler<AdjudicateTherapyAmounts>
{
  execute({ context, data: { claimId, lines, ...data } }: AdjudicateTherapyAmounts): Promise<CommandOutcome> {
    return this.run(context, claimId, ({ discipline }, of) => {
      const pool = poolOf(discipline as Discipline);
      const therapy = lines.filter(({ code }) => this.reference.codes.get(code)?.therapy !== 'none');
      return { type: 'AdjudicateTherapyAmounts', ...of, ...data, lines: therapy.map((line) => ({ ...line, pool })) };
    });
  }
}

@CommandHandler(ContestTherapyAmounts)
export class ContestTherapyAmountsHandler
  extends TherapyAmountsHandler
  implements ICommandHandler<ContestTherapyAmounts>
{
  execute({ context, data }: ContestTherapyAmounts): Promise<CommandOutcome> {
    return this.run(context, data.claimId, (_claim, of) => ({ type: 'ContestTherapyAmounts', ...of, ...data }));
  }
}

@CommandHandler(RecontestTherapyAmounts)
export class RecontestTherapyAmountsHandler
  extends TherapyAmountsHandler
  implements ICommandHandler<RecontestTherapyAmounts>
{
  execute({ context, data: { claimId, denialNumber } }: RecontestTherapyAmounts): Promise<CommandOutcome> {
    return this.run(context, claimId, (claim, of) => {
      const lines = claim.payerKind === 'MEDICARE_B' ? linesOfCase(claim, denialNumber) : [];
      return { type: 'ContestTherapyAmounts', ...of, remittanceId: deniedBy(claim, denialNumber), lines };
    });
  }
}

@CommandHandler(ReleaseTherapyAmounts)
export class ReleaseTherapyAmountsHandler
  extends TherapyAmountsHandler
  implements ICommandHandler<ReleaseTherapyAmounts>
{
  execute({ context, data: { claimId, denialNumber, reason } }: ReleaseTherapyAmounts): Promise<CommandOutcome> {
    return this.run(context, claimId, (claim, of) => ({
      type: 'ReleaseTherapyAmounts',
      ...of,
      reason,
      lines: linesOfCase(claim, denialNumber),
    }));
  }
}

@CommandHandler(ReverseTherapyAmounts)
export class ReverseTherapyAmountsHandler
  extends TherapyAmountsHandler
  implements ICommandHandler<ReverseTherapyAmounts>
{
  execute({ context, data }: ReverseTherapyAmounts): Promise<CommandOutcome> {
    return this.run(context, data.claimId, (_claim, of) => ({ type: 'ReverseTherapyAmounts', ...of, ...data }));
  }
}

@CommandHandler(UndoTherapyAmounts)
export class UndoTherapyAmountsHandler extends TherapyAmountsHandler implements ICommandHandler<UndoTherapyAmounts> {
  execute({ context, data: { claimId, remittanceId, reopenedDenials } }: UndoTherapyAmounts): Promise<CommandOutcome> {
    return this.run(context, claimId, (claim, of) => {
      const contested = reopenedDenials.map((number) => ({
        lines: linesOfCase(claim, number),
        remittanceId: deniedBy(claim, number),
      }));
      return { type: 'UndoTherapyAmounts', ...of, remittanceId, contested };
    });
  }
}

@CommandHandler(ReserveTherapyAmounts)
export class ReserveTherapyAmountsHandler
  extends TherapyAmountsHandler
  implements ICommandHandler<ReserveTherapyAmounts>
{
  execute({ context, data: { claimId } }: ReserveTherapyAmounts): Promise<CommandOutcome> {
    return this.run(context, claimId, (_claim, of) => ({ type: 'ReserveTherapyAmounts', ...of }));
  }
}
