import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { Decider } from '#libs/kernel/decider.js';
import {
  type FileAppeal,
  fileAppeal,
  type MissDeadline,
  missDeadline,
  type RaiseDeadlineAlarm,
  raiseDeadlineAlarm,
} from './appeal.js';
import {
  type ResolveDenial,
  resolveDenial,
  type SettleDenial,
  settleDenial,
  type WriteOffDenial,
  writeOffDenial,
} from './close-case.js';
import { type OpenDenialCase, openDenialCase } from './open-case.js';
import {
  type RecordResubmission,
  recordResubmission,
  type ScheduleResubmission,
  scheduleResubmission,
} from './resubmission.js';
import { type DenialState, evolveCase, noCase } from './state.js';
import {
  type AssignDenial,
  assignDenial,
  type NoteDenial,
  noteDenial,
  type WaitOnDenial,
  waitOnDenial,
} from './work-case.js';

export type DenialCommand =
  | OpenDenialCase
  | AssignDenial
  | NoteDenial
  | WaitOnDenial
  | ScheduleResubmission
  | RecordResubmission
  | RaiseDeadlineAlarm
  | MissDeadline
  | FileAppeal
  | SettleDenial
  | ResolveDenial
  | WriteOffDenial;

/** One denial of a claim for one reason, from the remittance to its end. */
export const denialDecider: Decider<DenialState, DenialCommand, DenialEvent> = {
  initial: noCase,
  evolve: evolveCase,
  decide(command, state) {
    switch (command.type) {
      case 'OpenDenialCase':
        return openDenialCase(command, state);
      case 'AssignDenial':
        return assignDenial(command, state);
      case 'NoteDenial':
        return noteDenial(command, state);
      case 'WaitOnDenial':
        return waitOnDenial(command, state);
      case 'ScheduleResubmission':
        return scheduleResubmission(command, state);
      case 'RecordResubmission':
        return recordResubmission(command, state);
      case 'RaiseDeadlineAlarm':
        return raiseDeadlineAlarm(command, state);
      case 'MissDeadline':
        return missDeadline(command, state);
      case 'FileAppeal':
        return fileAppeal(command, state);
      case 'SettleDenial':
        return settleDenial(command, state);
      case 'ResolveDenial':
        return resolveDenial(command, state);
      case 'WriteOffDenial':
        return writeOffDenial(command, state);
    }
  },
};
