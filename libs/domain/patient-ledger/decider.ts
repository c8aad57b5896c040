import type { LedgerEvent } from '#libs/contracts/events/ledger-events.js';
import type { Decider } from '#libs/kernel/decider.js';
import { accept, type RefusalDetail, type Result } from '#libs/kernel/result.js';
import { type RecordDayCoding, recordDayCoding } from './day-coding.js';
import { drift } from './drift.js';
import { evolveLedger } from './evolve.js';
import {
  type AttestThreshold,
  type AwaitAuthorization,
  attestThreshold,
  awaitAuthorization,
  type CertifyPlanOfCare,
  certifyPlanOfCare,
  type RecordAuthorization,
  type ReportPayerBalance,
  recordAuthorization,
  reportPayerBalance,
  type ScheduleVisits,
  type SetOpeningBalance,
  scheduleVisits,
  setOpeningBalance,
} from './patient-facts.js';
import { emptyLedger, type LedgerState } from './state.js';
import {
  type AdjudicateTherapyAmounts,
  adjudicate,
  type ContestTherapyAmounts,
  contest,
  type ReleaseTherapyAmounts,
  type ReserveTherapyAmounts,
  type ReverseTherapyAmounts,
  release,
  reserve,
  reverse,
} from './therapy-commands.js';
import { crossings, type ThresholdsByPool } from './thresholds.js';
import { type UndoTherapyAmounts, undoAmounts } from './undo-amounts.js';

/** Commands that move a therapy pool: each brings the thresholds of its year, by which lines decided before are looked at again. */
export type AmountCommand = (
  | AdjudicateTherapyAmounts
  | ContestTherapyAmounts
  | ReleaseTherapyAmounts
  | ReverseTherapyAmounts
  | ReserveTherapyAmounts
  | UndoTherapyAmounts
  | SetOpeningBalance
  | ReportPayerBalance
) & { readonly thresholds: ThresholdsByPool };

export type LedgerCommand =
  | RecordDayCoding
  | AmountCommand
  | RecordAuthorization
  | AwaitAuthorization
  | CertifyPlanOfCare
  | ScheduleVisits
  | AttestThreshold;

type Decided = Result<readonly LedgerEvent[], RefusalDetail>;

function decideAmount(command: Unlimited<AmountCommand>, state: LedgerState): Decided {
  switch (command.type) {
    case 'AdjudicateTherapyAmounts':
      return adjudicate(command, state);
    case 'ContestTherapyAmounts':
      return contest(command, state);
    case 'ReleaseTherapyAmounts':
      return release(command, state);
    case 'ReverseTherapyAmounts':
      return reverse(command, state);
    case 'ReserveTherapyAmounts':
      return reserve(command, state);
    case 'UndoTherapyAmounts':
      return undoAmounts(command, state);
    case 'SetOpeningBalance':
      return setOpeningBalance(command, state);
    case 'ReportPayerBalance':
      return reportPayerBalance(command, state);
  }
}

type Unlimited<Command> = Command extends unknown ? Omit<Command, 'thresholds'> : never;

/**
 * Decides, and says which thresholds the pools went over by that, and which lines that were decided before would need KX, or need it no more,
 * once the pools have moved so.
 */
function withAnnouncements(
  command: { readonly patientId: string; readonly year: number },
  thresholds: ThresholdsByPool,
  decided: Decided,
  state: LedgerState,
): Decided {
  if (!decided.ok) return decided;
  const events = decided.value;
  return accept([
    ...events,
    ...crossings(command, thresholds, state, events),
    ...drift(command, thresholds, state, events),
  ]);
}

/** One patient's calendar year at one practice: the day book and both therapy pools. */
export const ledgerDecider: Decider<LedgerState, LedgerCommand, LedgerEvent> = {
  initial: emptyLedger,
  evolve: evolveLedger,
  decide(command, state) {
    switch (command.type) {
      case 'RecordDayCoding':
        return withAnnouncements(command, command.thresholds, recordDayCoding(command, state), state);
      case 'RecordAuthorization':
        return recordAuthorization(command, state);
      case 'AwaitAuthorization':
        return awaitAuthorization(command, state);
      case 'CertifyPlanOfCare':
        return certifyPlanOfCare(command, state);
      case 'ScheduleVisits':
        return scheduleVisits(command, state);
      case 'AttestThreshold':
        return attestThreshold(command, state);
      default: {
        const { thresholds, ...asked } = command;
        return withAnnouncements(command, thresholds, decideAmount(asked, state), state);
      }
    }
  },
};
