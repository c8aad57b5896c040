import type { SettleDenial } from '#libs/domain/denial-case/close-case.js';
import type { CommandContext } from '../command-context.js';
import { AdjudicateClaim, type AdjudicateClaimData, AdjudicateClaimHandler } from './adjudicate-claim.js';
import { AppealDesk } from './appeal-desk.js';
import { AttemptResubmissionHandler } from './attempt-resubmission.js';
import { CorrectDenial, type CorrectDenialData, CorrectDenialHandler } from './correct-denial.js';
import { CorrectionFactsReader } from './correction-facts.js';
import { DenialReference } from './denial-reference.js';
import { OpenDenialCase, type OpenDenialCaseData, OpenDenialCaseHandler } from './open-denial-case.js';
import { PostRemittanceHandler } from './post-remittance.js';
import {
  ResumeAwaitedAuthorizations,
  type ResumeAwaitedAuthorizationsData,
  ResumeAwaitedAuthorizationsHandler,
} from './resume-awaited-authorizations.js';
import { WorkDenialCase, WorkDenialCaseHandler } from './work-denial-case.js';

/** Everything from the remittance to the end of a denial, as Nest provides it. */
export const denialPathHandlers = [
  DenialReference,
  AppealDesk,
  PostRemittanceHandler,
  AdjudicateClaimHandler,
  OpenDenialCaseHandler,
  CorrectionFactsReader,
  CorrectDenialHandler,
  ResumeAwaitedAuthorizationsHandler,
  AttemptResubmissionHandler,
  WorkDenialCaseHandler,
];

type SettleDenialData = Omit<SettleDenial, 'type'> & { readonly denialId: string };

/** What policies ask for by name. */
export const denialPathPolicyCommands = {
  AdjudicateClaim: (context: CommandContext, data: AdjudicateClaimData) => new AdjudicateClaim(context, data),
  OpenDenialCase: (context: CommandContext, data: OpenDenialCaseData) => new OpenDenialCase(context, data),
  // The name is part of command ids: it was given when an authorization was all that could be corrected.
  CorrectAuthorization: (context: CommandContext, data: CorrectDenialData) => new CorrectDenial(context, data),
  CorrectDenial: (context: CommandContext, data: CorrectDenialData) => new CorrectDenial(context, data),
  ResumeAwaitedAuthorizations: (context: CommandContext, data: ResumeAwaitedAuthorizationsData) =>
    new ResumeAwaitedAuthorizations(context, data),
  SettleDenial: (context: CommandContext, { denialId, ...settled }: SettleDenialData) =>
    new WorkDenialCase(context, { denialId, work: { type: 'SettleDenial', ...settled } }),
};
