import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { Decider } from '#libs/kernel/decider.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { evolveClaim } from './evolve.js';
import {
  type ReportOverpayment,
  reportOverpayment,
  type SettleOverpayment,
  settleOverpayment,
  type TieClaimRecoupment,
  tieClaimRecoupment,
} from './overpayment.js';
import { type ClaimState, noClaim } from './state.js';
import { closeUnderpayment } from './underpayment.js';

/** A person closed the case of an underpayment. */
export interface CloseUnderpayment {
  readonly type: 'CloseUnderpayment';
  readonly number: number;
}

/** What a claim is told of its variance; what it finds itself is `variance.ts`. */
export type VarianceCommand = TieClaimRecoupment | ReportOverpayment | SettleOverpayment | CloseUnderpayment;

/** Decides one of them. */
export function decideVariance(command: VarianceCommand, state: ClaimState): Result<readonly ClaimEvent[]> {
  if (state.draft === 0) return refuse('claim.unknown', 'No such claim was ever drafted.', 'claimId');
  switch (command.type) {
    case 'TieClaimRecoupment':
      return tieClaimRecoupment(command, state);
    case 'ReportOverpayment':
      return reportOverpayment(command, state);
    case 'SettleOverpayment':
      return settleOverpayment(command, state);
    case 'CloseUnderpayment':
      return accept(closeUnderpayment(command.number, state));
  }
}

export const varianceDecider: Decider<ClaimState, VarianceCommand, ClaimEvent> = {
  initial: noClaim,
  evolve: evolveClaim,
  decide: decideVariance,
};
