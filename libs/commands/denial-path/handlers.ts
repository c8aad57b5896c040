import type { RepeatDenial, SettleDenial, SupersedeDenial } from '#libs/domain/denial-case/close-case.js';
import type { CommandContext } from '../command-context.js';
import { AdjudicateClaim, type AdjudicateClaimData, AdjudicateClaimHandler } from './adjudicate-claim.js';
import { AppealDesk } from './appeal-desk.js';
import { AppealPackets } from './appeal-packets.js';
import { AttachFileHandler } from './attach-file.js';
import { AttemptResubmissionHandler } from './attempt-resubmission.js';
import { BalanceWriteOff, type BalanceWriteOffData, BalanceWriteOffHandler } from './balance-write-off.js';
import { CandidateFinder } from './candidate-finder.js';
import { ChangeClassificationRowsHandler } from './change-classification-rows.js';
import { ClaimFinder } from './claim-finder.js';
import { CloseClaimDenial, type CloseClaimDenialData, CloseClaimDenialHandler } from './close-claim-denial.js';
import { CorrectDenial, type CorrectDenialData, CorrectDenialHandler } from './correct-denial.js';
import { CorrectionFactsReader } from './correction-facts.js';
import { DecideCorrectionHandler } from './decide-correction.js';
import { DenialReference } from './denial-reference.js';
import { OpenDenialCase, type OpenDenialCaseData, OpenDenialCaseHandler } from './open-denial-case.js';
import { PostPaperRemittanceHandler } from './post-paper-remittance.js';
import { PostRemittanceHandler } from './post-remittance.js';
import { PracticeCases } from './practice-cases.js';
import { PrepareAppealPacketHandler } from './prepare-appeal-packet.js';
import { CorrectionPreview } from './preview-correction.js';
import { ReclassifyDenialHandler, ReclassifyDenials, ReclassifyDenialsHandler } from './reclassify-denials.js';
import {
  RegisterClaimNumber,
  type RegisterClaimNumberData,
  RegisterClaimNumberHandler,
} from './register-claim-number.js';
import {
  ResumeAwaitedAuthorizations,
  type ResumeAwaitedAuthorizationsData,
  ResumeAwaitedAuthorizationsHandler,
} from './resume-awaited-authorizations.js';
import { UndoAdjudication, type UndoAdjudicationData, UndoAdjudicationHandler } from './undo-adjudication.js';
import { varianceHandlers, variancePolicyCommands } from './variance-handlers.js';
import { WatchTimelyFiling, type WatchTimelyFilingData, WatchTimelyFilingHandler } from './watch-timely-filing.js';
import { WhatIf } from './what-if.js';
import { WorkDenialCase, WorkDenialCaseHandler } from './work-denial-case.js';
import { WorkRemittanceHandler } from './work-remittance.js';

/** Everything from the remittance to the end of a denial, as Nest provides it. */
export const denialPathHandlers = [
  DenialReference,
  AppealDesk,
  AppealPackets,
  AttachFileHandler,
  PrepareAppealPacketHandler,
  ClaimFinder,
  PostRemittanceHandler,
  PostPaperRemittanceHandler,
  CandidateFinder,
  WorkRemittanceHandler,
  RegisterClaimNumberHandler,
  UndoAdjudicationHandler,
  AdjudicateClaimHandler,
  OpenDenialCaseHandler,
  CorrectionFactsReader,
  CorrectDenialHandler,
  CorrectionPreview,
  DecideCorrectionHandler,
  PracticeCases,
  WhatIf,
  ChangeClassificationRowsHandler,
  ReclassifyDenialsHandler,
  ReclassifyDenialHandler,
  ResumeAwaitedAuthorizationsHandler,
  AttemptResubmissionHandler,
  WorkDenialCaseHandler,
  BalanceWriteOffHandler,
  CloseClaimDenialHandler,
  ...varianceHandlers,
  WatchTimelyFilingHandler,
];

type OfCase<Work> = Omit<Work, 'type'> & { readonly denialId: string };

interface UndoneDenialData {
  readonly denialId: string;
  readonly remittanceId: string;
}

/** What policies ask for by name. */
export const denialPathPolicyCommands = {
  ...variancePolicyCommands,
  WatchTimelyFiling: (context: CommandContext, data: WatchTimelyFilingData) => new WatchTimelyFiling(context, data),
  AdjudicateClaim: (context: CommandContext, data: AdjudicateClaimData) => new AdjudicateClaim(context, data),
  UndoAdjudication: (context: CommandContext, data: UndoAdjudicationData) => new UndoAdjudication(context, data),
  RegisterClaimNumber: (context: CommandContext, data: RegisterClaimNumberData) =>
    new RegisterClaimNumber(context, data),
  WithdrawDenial: (context: CommandContext, { denialId, remittanceId }: UndoneDenialData) =>
    new WorkDenialCase(context, { denialId, work: { type: 'WithdrawDenial', remittanceId } }),
  ReopenDenial: (context: CommandContext, { denialId, remittanceId }: UndoneDenialData) =>
    new WorkDenialCase(context, { denialId, work: { type: 'ReopenDenial', remittanceId } }),
  OpenDenialCase: (context: CommandContext, data: OpenDenialCaseData) => new OpenDenialCase(context, data),
  // The name is part of command ids: it was given when an authorization was all that could be corrected.
  CorrectAuthorization: (context: CommandContext, data: CorrectDenialData) => new CorrectDenial(context, data),
  CorrectDenial: (context: CommandContext, data: CorrectDenialData) => new CorrectDenial(context, data),
  ReclassifyDenials: (context: CommandContext, data: ReclassifyDenials['data']) => new ReclassifyDenials(context, data),
  ResumeAwaitedAuthorizations: (context: CommandContext, data: ResumeAwaitedAuthorizationsData) =>
    new ResumeAwaitedAuthorizations(context, data),
  SettleDenial: (context: CommandContext, { denialId, ...settled }: OfCase<SettleDenial>) =>
    new WorkDenialCase(context, { denialId, work: { type: 'SettleDenial', ...settled } }),
  RepeatDenial: (context: CommandContext, { denialId, ...again }: OfCase<RepeatDenial>) =>
    new WorkDenialCase(context, { denialId, work: { type: 'RepeatDenial', ...again } }),
  SupersedeDenial: (context: CommandContext, { denialId, ...ended }: OfCase<SupersedeDenial>) =>
    new WorkDenialCase(context, { denialId, work: { type: 'SupersedeDenial', ...ended } }),
  BalanceWriteOff: (context: CommandContext, data: BalanceWriteOffData) => new BalanceWriteOff(context, data),
  CloseClaimDenial: (context: CommandContext, data: CloseClaimDenialData) => new CloseClaimDenial(context, data),
};
