import type { LedgerEvent } from '#libs/contracts/events/ledger-events.js';
import type { Decider } from '#libs/kernel/decider.js';
import { type RecordDayCoding, recordDayCoding } from './day-coding.js';
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
  type ReverseTherapyAmounts,
  release,
  reverse,
} from './therapy-commands.js';

export type LedgerCommand =
  | RecordDayCoding
  | AdjudicateTherapyAmounts
  | ContestTherapyAmounts
  | ReleaseTherapyAmounts
  | ReverseTherapyAmounts
  | SetOpeningBalance
  | ReportPayerBalance
  | RecordAuthorization
  | AwaitAuthorization
  | CertifyPlanOfCare
  | ScheduleVisits
  | AttestThreshold;

/** One patient's calendar year at one practice: the day book and both therapy pools. */
export const ledgerDecider: Decider<LedgerState, LedgerCommand, LedgerEvent> = {
  initial: emptyLedger,
  evolve: evolveLedger,
  decide(command, state) {
    switch (command.type) {
      case 'RecordDayCoding':
        return recordDayCoding(command, state);
      case 'AdjudicateTherapyAmounts':
        return adjudicate(command, state);
      case 'ContestTherapyAmounts':
        return contest(command, state);
      case 'ReleaseTherapyAmounts':
        return release(command, state);
      case 'ReverseTherapyAmounts':
        return reverse(command, state);
      case 'SetOpeningBalance':
        return setOpeningBalance(command, state);
      case 'ReportPayerBalance':
        return reportPayerBalance(command, state);
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
    }
  },
};
