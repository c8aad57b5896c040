import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import { addDays, type LocalDate } from '#libs/kernel/local-date.js';
import { accept, type Result } from '#libs/kernel/result.js';
import { instantOf } from '#libs/kernel/time-zone.js';
import type { Classification } from './classify.js';
import type { Deadline } from './deadlines.js';
import type { DenialState, OpenedCase } from './state.js';

/** Days before the day to work by on which an alarm rings, at this local hour of the practice. */
const ALARM_DAYS = [30, 14, 7, 3, 1, 0] as const;
const ALARM_HOUR = 8;

/** Opens the case of a denial: what it is, whose it is, and until when. */
export interface OpenDenialCase {
  readonly type: 'OpenDenialCase';
  readonly opened: OpenedCase;
  readonly classification: Classification;
  /** The payer's frequency codes: only one that takes replacements can be sent a correction. */
  readonly frequencyCodes: readonly string[];
  /** Null where no clock runs: nothing can be appealed or filed again. */
  readonly deadline: Deadline | null;
  readonly timeZone: string;
  /** Business clock; alarms that would have rung before are left out. */
  readonly openedAt: Date;
}

/** Which clock runs for a denial: no appeal of what was never judged (a new claim must be in time instead), and none of a late claim at Medicare. */
export function deadlineKindFor(denial: {
  readonly payerKind: OpenedCase['payerKind'];
  readonly reason: string;
  readonly unprocessable: boolean;
}): 'redetermination' | 'payer-appeal' | 'timely-filing' | null {
  if (denial.unprocessable) return 'timely-filing';
  if (denial.payerKind !== 'MEDICARE_B') return 'payer-appeal';
  return denial.reason === '29' ? null : 'redetermination';
}

/** The handler that may correct a denial by itself; null where a person must. */
function handlerFor({ category, correctable, action }: Classification, frequencyCodes: readonly string[]) {
  const replaceable = correctable && action !== 'NEW' && frequencyCodes.includes('7');
  return replaceable && category === 'authorization' ? 'authorization' : null;
}

/** The team that a case belongs to until a person takes it. */
function teamOf(classification: Classification): string {
  return classification.responsible === 'clinic' ? 'team:clinic' : 'team:billing';
}

function alarmsOf(workBy: LocalDate, timeZone: string, after: Date) {
  return ALARM_DAYS.map((daysBefore) => ({
    daysBefore,
    at: instantOf(addDays(workBy, -daysBefore), ALARM_HOUR, 0, timeZone),
  }))
    .filter(({ at }) => at > after)
    .map(({ daysBefore, at }) => ({ daysBefore, at: at.toISOString() }));
}

function deadlineSet(command: OpenDenialCase, deadline: Deadline): DenialEvent {
  const { denialId, claimId, patientId, payerId, noticeDate } = command.opened;
  const { kind, statutoryDate, workBy, rule, source } = deadline;
  return {
    type: 'AppealDeadlineSet',
    data: {
      denialId,
      claimId,
      patientId,
      payerId,
      kind,
      noticeDate,
      statutoryDate,
      workBy,
      rule,
      source,
      alarms: alarmsOf(workBy, command.timeZone, command.openedAt),
      missedAt: instantOf(addDays(statutoryDate, 1), 0, 0, command.timeZone).toISOString(),
    },
  };
}

/** Opened, classified, given to a team, and its clock started; once. */
export function openDenialCase(command: OpenDenialCase, state: DenialState): Result<readonly DenialEvent[]> {
  if (state.status !== 'none') return accept([]);
  const { opened, classification, frequencyCodes, deadline } = command;
  const { denialId, claimId, patientId, payerId, dateOfService } = opened;
  const ids = { denialId, claimId, patientId, payerId };
  const { category, action, alternatives, correctable, responsible } = classification;
  return accept([
    { type: 'DenialCaseOpened', data: opened },
    {
      type: 'DenialClassified',
      data: {
        ...ids,
        category,
        action,
        alternatives: [...alternatives],
        correctable,
        responsible,
        handler: handlerFor(classification, frequencyCodes),
        dateOfService,
      },
    },
    { type: 'DenialAssigned', data: { ...ids, owner: teamOf(classification) } },
    ...(deadline ? [deadlineSet(command, deadline)] : []),
  ]);
}
