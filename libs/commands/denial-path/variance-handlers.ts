import type { VarianceCommand } from '#libs/domain/claim/variance-decider.js';
import type { ChangeOverpayment } from '#libs/domain/denial-case/overpayment.js';
import type { SettleUnderpayment } from '#libs/domain/denial-case/underpayment.js';
import type { FoundVariance } from '#libs/domain/policies/variance-to-open.js';
import type { CommandContext } from '../command-context.js';
import { WorkClaimVariance, WorkClaimVarianceHandler } from './claim-variance.js';
import {
  AssignProviderAdjustmentHandler,
  BookRemittance,
  type BookRemittanceData,
  BookRemittanceHandler,
  TieRecoupmentHandler,
} from './provider-ledger.js';
import { OpenVarianceCase, OpenVarianceCaseHandler, RecordDemandLetterHandler } from './variance-cases.js';
import { type CaseWork, WorkDenialCase } from './work-denial-case.js';

/** The provider ledger, and what was paid too little or too much. */
export const varianceHandlers = [
  BookRemittanceHandler,
  TieRecoupmentHandler,
  AssignProviderAdjustmentHandler,
  WorkClaimVarianceHandler,
  OpenVarianceCaseHandler,
  RecordDemandLetterHandler,
];

type OfClaim<Command extends VarianceCommand> = Omit<Command, 'type'> & { readonly claimId: string };
type OfCase<Command extends { readonly type: string }> = Omit<Command, 'type'> & { readonly denialId: string };

/** A command to a claim about its variance, made of a policy's data. */
const toClaim =
  <Type extends VarianceCommand['type']>(type: Type) =>
  (context: CommandContext, { claimId, ...data }: OfClaim<Extract<VarianceCommand, { type: Type }>>) =>
    new WorkClaimVariance(context, { claimId, work: { type, ...data } as unknown as VarianceCommand });

const toCase =
  <Command extends { readonly type: CaseWork['type'] }>(type: Command['type']) =>
  (context: CommandContext, { denialId, ...data }: OfCase<Command>) =>
    new WorkDenialCase(context, { denialId, work: { type, ...data } as unknown as CaseWork });

/** What policies ask for by name. */
export const variancePolicyCommands = {
  BookRemittance: (context: CommandContext, data: BookRemittanceData) => new BookRemittance(context, data),
  OpenVarianceCase: (context: CommandContext, found: FoundVariance) => new OpenVarianceCase(context, found),
  TieClaimRecoupment: toClaim('TieClaimRecoupment'),
  SettleOverpayment: toClaim('SettleOverpayment'),
  CloseUnderpayment: toClaim('CloseUnderpayment'),
  ChangeOverpayment: toCase<ChangeOverpayment>('ChangeOverpayment'),
  SettleUnderpayment: toCase<SettleUnderpayment>('SettleUnderpayment'),
};
