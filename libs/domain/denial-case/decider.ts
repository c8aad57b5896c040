import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { Decider } from '#libs/kernel/decider.js';
import type { Result } from '#libs/kernel/result.js';
import {
  type PrepareAppealPacket,
  prepareAppealPacket,
  type WaiveChecklistItem,
  waiveChecklistItem,
} from './appeal-packet.js';
import { type AttachToDenial, attachToDenial, type RemoveAttachment, removeAttachment } from './attachments.js';
import {
  type RepeatDenial,
  type ResolveDenial,
  repeatDenial,
  resolveDenial,
  type SettleDenial,
  type SupersedeDenial,
  settleDenial,
  supersedeDenial,
} from './close-case.js';
import { type ContactPayer, contactPayer } from './contact.js';
import {
  type ClearMissedDeadline,
  clearMissedDeadline,
  type MissDeadline,
  missDeadline,
  type RaiseDeadlineAlarm,
  raiseDeadlineAlarm,
} from './deadline-alarms.js';
import { type DecideAppeal, decideAppeal } from './decide-appeal.js';
import { type FileAppeal, fileAppeal } from './file-appeal.js';
import { type OpenDenialCase, openDenialCase } from './open-case.js';
import {
  type ChangeOverpayment,
  changeOverpayment,
  type DismissOverpayment,
  dismissOverpayment,
  type RecordDemandLetter,
  type ReturnOverpayment,
  recordDemandLetter,
  returnOverpayment,
} from './overpayment.js';
import { type ReclassifyDenial, reclassifyDenial } from './reclassify.js';
import {
  type DecideResubmission,
  decideResubmission,
  type GiveUpResubmission,
  giveUpResubmission,
  type ProposeResubmission,
  proposeResubmission,
  type RecordResubmission,
  recordResubmission,
  type ScheduleResubmission,
  scheduleResubmission,
} from './resubmission.js';
import { type DenialState, evolveCase, noCase } from './state.js';
import { type SettleUnderpayment, settleUnderpayment } from './underpayment.js';
import { type ReopenDenial, reopenDenial, type WithdrawDenial, withdrawDenial } from './undo-case.js';
import { type ReturnDenial, returnDenial, returnedWhereNearer, type WaitOnDenial, waitOnDenial } from './wait.js';
import {
  type AssignDenial,
  assignDenial,
  type ExpectRecovery,
  expectRecovery,
  type NoteDenial,
  noteDenial,
  type TagDenial,
  tagDenial,
} from './work-case.js';
import { type ReverseWriteOff, reverseWriteOff, type WriteOffDenial, writeOffDenial } from './write-off.js';

export type DenialCommand =
  | OpenDenialCase
  | RecordDemandLetter
  | ReturnOverpayment
  | DismissOverpayment
  | ChangeOverpayment
  | SettleUnderpayment
  | AssignDenial
  | NoteDenial
  | TagDenial
  | ContactPayer
  | ExpectRecovery
  | AttachToDenial
  | RemoveAttachment
  | WaitOnDenial
  | ReturnDenial
  | ScheduleResubmission
  | RecordResubmission
  | ProposeResubmission
  | DecideResubmission
  | GiveUpResubmission
  | ReclassifyDenial
  | RaiseDeadlineAlarm
  | MissDeadline
  | ClearMissedDeadline
  | PrepareAppealPacket
  | WaiveChecklistItem
  | FileAppeal
  | DecideAppeal
  | SettleDenial
  | WithdrawDenial
  | ReopenDenial
  | ResolveDenial
  | SupersedeDenial
  | RepeatDenial
  | WriteOffDenial
  | ReverseWriteOff;

/** One denial of a claim for one reason, from the remittance to its end. */
export const denialDecider: Decider<DenialState, DenialCommand, DenialEvent> = {
  initial: noCase,
  evolve: evolveCase,
  decide: (command, state) => returnedWhereNearer(state, decideCase(command, state)),
};

function decideCase(command: DenialCommand, state: DenialState): Result<readonly DenialEvent[]> {
  switch (command.type) {
    case 'OpenDenialCase':
      return openDenialCase(command, state);
    case 'RecordDemandLetter':
      return recordDemandLetter(command, state);
    case 'ReturnOverpayment':
      return returnOverpayment(command, state);
    case 'DismissOverpayment':
      return dismissOverpayment(command, state);
    case 'ChangeOverpayment':
      return changeOverpayment(command, state);
    case 'SettleUnderpayment':
      return settleUnderpayment(command, state);
    case 'AssignDenial':
      return assignDenial(command, state);
    case 'NoteDenial':
      return noteDenial(command, state);
    case 'TagDenial':
      return tagDenial(command, state);
    case 'ContactPayer':
      return contactPayer(command, state);
    case 'ExpectRecovery':
      return expectRecovery(command, state);
    case 'AttachToDenial':
      return attachToDenial(command, state);
    case 'RemoveAttachment':
      return removeAttachment(command, state);
    case 'WaitOnDenial':
      return waitOnDenial(command, state);
    case 'ReturnDenial':
      return returnDenial(command, state);
    case 'ScheduleResubmission':
      return scheduleResubmission(command, state);
    case 'RecordResubmission':
      return recordResubmission(command, state);
    case 'ProposeResubmission':
      return proposeResubmission(command, state);
    case 'DecideResubmission':
      return decideResubmission(command, state);
    case 'GiveUpResubmission':
      return giveUpResubmission(command, state);
    case 'ReclassifyDenial':
      return reclassifyDenial(command, state);
    case 'RaiseDeadlineAlarm':
      return raiseDeadlineAlarm(command, state);
    case 'MissDeadline':
      return missDeadline(command, state);
    case 'ClearMissedDeadline':
      return clearMissedDeadline(command, state);
    case 'PrepareAppealPacket':
      return prepareAppealPacket(command, state);
    case 'WaiveChecklistItem':
      return waiveChecklistItem(command, state);
    case 'FileAppeal':
      return fileAppeal(command, state);
    case 'DecideAppeal':
      return decideAppeal(command, state);
    case 'SettleDenial':
      return settleDenial(command, state);
    case 'WithdrawDenial':
      return withdrawDenial(command, state);
    case 'ReopenDenial':
      return reopenDenial(command, state);
    case 'ResolveDenial':
      return resolveDenial(command, state);
    case 'SupersedeDenial':
      return supersedeDenial(command, state);
    case 'RepeatDenial':
      return repeatDenial(command, state);
    case 'WriteOffDenial':
      return writeOffDenial(command, state);
    case 'ReverseWriteOff':
      return reverseWriteOff(command, state);
  }
}
