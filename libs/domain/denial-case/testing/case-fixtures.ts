import { payerProfile } from '#libs/rules/payer-profile.js';
import { alarmPlanOf } from '#libs/rules/practice.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import { given } from '#libs/testing/decider.js';
import { clockOf } from '../appeal-levels.js';
import type { ClockStart } from '../case-clock.js';
import type { Classification } from '../classify.js';
import { type DenialCommand, denialDecider } from '../decider.js';
import type { OpenDenialCase } from '../open-case.js';
import { builtInDeadlineRules } from '../reference/built-in.js';
import type { OpenedCase } from '../state.js';
import type { PracticeCalendar, WaitOnDenial } from '../wait.js';

export const opened: OpenedCase = {
  denialId: '0123456789ABC-1',
  claimId: '0123456789ABC',
  patientId: 'patient-1',
  payerId: 'MEDICARE-B',
  payerKind: 'MEDICARE_B',
  remittanceId: 'R1',
  payerControlNumber: 'PCN-1',
  submissionNumber: 1,
  dateOfService: '2026-03-12',
  noticeDate: '2026-04-06',
  lines: [{ line: 1, group: 'CO', reason: '119', remarks: ['N362'], deniedCents: 6000 }],
  deniedCents: 6000,
};
export const threshold: Classification = {
  category: 'threshold',
  action: 'REOPEN',
  alternatives: ['APPEAL'],
  correctable: true,
  responsible: 'biller',
  handler: 'kx',
};
export const authorization: Classification = {
  category: 'authorization',
  action: 'APPEAL',
  alternatives: ['REPL'],
  correctable: true,
  responsible: 'clinic',
  handler: 'authorization',
};

export const deadlineData = () => ({ rules: builtInDeadlineRules(), minimums: builtInReference() });

export function redetermination() {
  const payer = payerProfile(undefined, 'MEDICARE-B');
  if (!payer) throw new Error('no Medicare');
  const dates = { notice: opened.noticeDate, service: opened.dateOfService };
  const found = clockOf('redetermination', payer, dates, deadlineData());
  if (!found) throw new Error('no redetermination');
  return found;
}

export const startAt = (now: string): ClockStart => ({
  alarms: alarmPlanOf({ timeZone: 'America/New_York' }),
  now: new Date(now),
});

export const open = (changes: Partial<OpenDenialCase> = {}): OpenDenialCase => ({
  type: 'OpenDenialCase',
  opened,
  classification: threshold,
  frequencyCodes: ['1'],
  clocks: [redetermination()],
  start: startAt('2026-04-06T14:00:00Z'),
  ...changes,
});
export const correctable = open({ classification: authorization, frequencyCodes: ['1', '7', '8'] });

export const nothing = given(denialDecider);
export const openCase = nothing.after(open());
export const schedule: DenialCommand = {
  type: 'ScheduleResubmission',
  handler: 'authorization',
  dueAt: '2026-04-07T12:00:00.000Z',
};
export const attempted = (outcome: 'SUCCESS' | 'FAILED' | 'SKIPPED', attempt = 1): DenialCommand => ({
  type: 'RecordResubmission',
  attempt,
  outcome,
  reason: 'replaced',
  ...(outcome === 'SUCCESS' ? { submissionNumber: 2 } : {}),
});
export const settle: DenialCommand = {
  type: 'SettleDenial',
  recoveredCents: 5000,
  remittanceId: 'R2',
  submissionNumber: 2,
};
export const alarm = (daysBefore: number): DenialCommand => ({
  type: 'RaiseDeadlineAlarm',
  kind: 'redetermination',
  daysBefore,
});
export const miss: DenialCommand = { type: 'MissDeadline', kind: 'redetermination' };
export const file: DenialCommand = {
  type: 'FileAppeal',
  level: 'redetermination',
  filedOn: '2026-05-01',
  method: 'portal',
  facts: { today: '2026-05-01', by: 'user:ann', others: [] },
};
export const writeOff = (changes: object = {}): DenialCommand => ({
  type: 'WriteOffDenial',
  amountCents: 6000,
  reason: 'appeal-not-worthwhile',
  by: 'user:biller',
  role: 'manager',
  limitCents: null,
  at: '2026-05-01T14:00:00.000Z',
  ...changes,
});
export const calendar: PracticeCalendar = {
  today: '2026-04-20',
  alarms: { hour: 8, timeZone: 'America/New_York' },
};
export const wait = (until: string, waitingFor: WaitOnDenial['waitingFor'] = 'payer'): DenialCommand => ({
  type: 'WaitOnDenial',
  waitingFor,
  until,
  calendar,
});
