import type { ICommand } from '@nestjs/cqrs';
import type { CommandContext } from '../command-context.js';
import { AcknowledgeClaimHandler } from './acknowledge-claim.js';
import { AttestThresholdHandler } from './attest-threshold.js';
import { CertifyPlanOfCareHandler } from './certify-plan-of-care.js';
import { CodeDay, CodeDayHandler } from './code-day.js';
import { ConfigurePracticeHandler } from './configure-practice.js';
import { CoordinateBenefits, CoordinateBenefitsHandler } from './coordinate-benefits.js';
import { CoordinatedClaimsReader } from './coordinated-claims.js';
import { DraftClaim, DraftClaimHandler } from './draft-claim.js';
import { HoldDraftHandler } from './hold-draft.js';
import {
  AcknowledgeInterchangeHandler,
  PlanInterchangeHandler,
  ReceiveInterchangeHandler,
  RecordInterchangeSentHandler,
} from './interchanges.js';
import { WorkPatientMoneyHandler } from './patient-money.js';
import { RecodeOpenDays, RecodeOpenDaysHandler } from './recode-open-days.js';
import { RecordAuthorizationHandler } from './record-authorization.js';
import { RecordEligibilityHandler } from './record-eligibility.js';
import { RecordSessionHandler, RecordSessionsHandler, SessionRecorder } from './record-session.js';
import { ReleaseClaimHandler } from './release-claim.js';
import { ResubmitRejected, ResubmitRejectedHandler } from './resubmit-rejected.js';
import { ReviewClaimHandler } from './review-claim.js';
import { ScheduleVisitsHandler } from './schedule-visits.js';
import { SetOpeningBalanceHandler } from './set-opening-balance.js';
import { ChaseClaimHandler, ReportSilenceHandler } from './silent-claims.js';
import { SubmitClaimHandler } from './submit-claim.js';
import {
  AdjudicateTherapyAmounts,
  AdjudicateTherapyAmountsHandler,
  ContestTherapyAmounts,
  ContestTherapyAmountsHandler,
  RecontestTherapyAmounts,
  RecontestTherapyAmountsHandler,
  ReleaseTherapyAmounts,
  ReleaseTherapyAmountsHandler,
  ReserveTherapyAmounts,
  ReserveTherapyAmountsHandler,
  ReverseTherapyAmounts,
  ReverseTherapyAmountsHandler,
  UndoTherapyAmounts,
  UndoTherapyAmountsHandler,
} from './therapy-amounts.js';
import { VoidSessionHandler } from './void-session.js';

/** Every handler from the recorded session to the acknowledged claim. */
export const claimPathHandlers = [
  ConfigurePracticeHandler,
  SessionRecorder,
  RecordSessionHandler,
  RecordSessionsHandler,
  VoidSessionHandler,
  RecordAuthorizationHandler,
  RecordEligibilityHandler,
  CertifyPlanOfCareHandler,
  AttestThresholdHandler,
  SetOpeningBalanceHandler,
  ScheduleVisitsHandler,
  CodeDayHandler,
  RecodeOpenDaysHandler,
  DraftClaimHandler,
  HoldDraftHandler,
  ReviewClaimHandler,
  ReleaseClaimHandler,
  SubmitClaimHandler,
  AcknowledgeClaimHandler,
  CoordinatedClaimsReader,
  CoordinateBenefitsHandler,
  ResubmitRejectedHandler,
  ReportSilenceHandler,
  ChaseClaimHandler,
  ReceiveInterchangeHandler,
  PlanInterchangeHandler,
  RecordInterchangeSentHandler,
  AcknowledgeInterchangeHandler,
  AdjudicateTherapyAmountsHandler,
  ContestTherapyAmountsHandler,
  RecontestTherapyAmountsHandler,
  ReleaseTherapyAmountsHandler,
  ReserveTherapyAmountsHandler,
  ReverseTherapyAmountsHandler,
  UndoTherapyAmountsHandler,
  WorkPatientMoneyHandler,
];

/** The commands of this path that policies ask for. */
export const claimPathPolicyCommands: Readonly<Record<string, (context: CommandContext, data: never) => ICommand>> = {
  CodeDay: (context, data) => new CodeDay(context, data),
  RecodeOpenDays: (context, data) => new RecodeOpenDays(context, data),
  DraftClaim: (context, data) => new DraftClaim(context, data),
  CoordinateBenefits: (context, data) => new CoordinateBenefits(context, data),
  ResubmitRejected: (context, data) => new ResubmitRejected(context, data),
  AdjudicateTherapyAmounts: (context, data) => new AdjudicateTherapyAmounts(context, data),
  ContestTherapyAmounts: (context, data) => new ContestTherapyAmounts(context, data),
  RecontestTherapyAmounts: (context, data) => new RecontestTherapyAmounts(context, data),
  ReleaseTherapyAmounts: (context, data) => new ReleaseTherapyAmounts(context, data),
  ReserveTherapyAmounts: (context, data) => new ReserveTherapyAmounts(context, data),
  ReverseTherapyAmounts: (context, data) => new ReverseTherapyAmounts(context, data),
  UndoTherapyAmounts: (context, data) => new UndoTherapyAmounts(context, data),
};
