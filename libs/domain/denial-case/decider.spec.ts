import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runTwiceEach } from '#libs/testing/decider.js';
import { clockKindsFor } from './appeal-levels.js';
import { type DenialCommand, denialDecider } from './decider.js';
import type { OpenedCase } from './state.js';
import {
  alarm,
  attempted,
  authorization,
  correctable,
  file,
  miss,
  nothing,
  open,
  openCase,
  opened,
  redetermination,
  schedule,
  settle,
  startAt,
  threshold,
  wait,
  writeOff,
} from './testing/case-fixtures.js';

describe('opening a case', () => {
  it('classifies it, gives it to a team and starts its clock', () => {
    nothing
      .when(open())
      .yields(
        { type: 'DenialCaseOpened', data: { denialId: '0123456789ABC-1', deniedCents: 6000 } },
        { type: 'DenialClassified', data: { category: 'threshold', action: 'REOPEN', handler: 'kx' } },
        { type: 'DenialAssigned', data: { owner: 'team:billing' } },
        { type: 'AppealDeadlineSet', data: { statutoryDate: '2026-08-09', workBy: '2026-08-07' } },
      );
  });

  it('sets the alarms at eight in the morning of the practice, and the miss at the end of the statutory day', () => {
    const set = nothing.when(open()).events[3];
    expect(set).toMatchObject({
      data: {
        alarms: [
          { daysBefore: 30, at: '2026-07-08T12:00:00.000Z' },
          { daysBefore: 14, at: '2026-07-24T12:00:00.000Z' },
          { daysBefore: 7, at: '2026-07-31T12:00:00.000Z' },
          { daysBefore: 3, at: '2026-08-04T12:00:00.000Z' },
          { daysBefore: 1, at: '2026-08-06T12:00:00.000Z' },
          { daysBefore: 0, at: '2026-08-07T12:00:00.000Z' },
        ],
        missedAt: '2026-08-10T04:00:00.000Z',
      },
    });
  });

  it('leaves out the alarms whose time has passed', () => {
    const set = nothing.when(open({ start: startAt('2026-07-31T12:00:00Z') })).events[3];
    expect(set).toMatchObject({ data: { alarms: [{ daysBefore: 3 }, { daysBefore: 1 }, { daysBefore: 0 }] } });
  });

  it('keeps the local hour across daylight saving', () => {
    const winter = { ...redetermination(), workBy: '2026-03-09', statutoryDate: '2026-03-09' };
    const events = nothing.when(open({ clocks: [winter], start: startAt('2026-01-01T00:00:00Z') })).events;
    expect(events[3]).toMatchObject({
      data: {
        alarms: expect.arrayContaining([
          { daysBefore: 3, at: '2026-03-06T13:00:00.000Z' },
          { daysBefore: 0, at: '2026-03-09T12:00:00.000Z' },
        ]),
      },
    });
  });

  it('happens once', () => {
    openCase.when(open()).yieldsNothing();
  });

  it('names the handler that may correct it: an authorization with a replacement or a new claim alone', () => {
    expect(nothing.when(correctable).events[1]).toMatchObject({ data: { handler: 'authorization' } });
    const atMedicare = open({ classification: authorization });
    expect(nothing.when(atMedicare).events[1]).toMatchObject({ data: { handler: null } });
    const unprocessable = { ...authorization, action: 'NEW', alternatives: [] } as const;
    const anew = open({ classification: unprocessable, frequencyCodes: ['1', '7'] });
    expect(nothing.when(anew).events[1]).toMatchObject({ data: { handler: 'authorization' } });
  });

  it('runs the clock that the denial has: none of a late claim at Medicare, filing again of what was not processed', () => {
    const kind = (payerKind: OpenedCase['payerKind'], reason: string, unprocessable = false) =>
      clockKindsFor({ payerKind, reason, unprocessable });
    expect(kind('MEDICARE_B', '119')).toEqual(['redetermination', 'reopening']);
    expect(kind('MEDICARE_B', '29')).toEqual([]);
    expect(kind('COMMERCIAL', '29')).toEqual(['payer-appeal']);
    expect(kind('MEDICARE_B', '16', true)).toEqual(['timely-filing']);
    expect(nothing.when(open({ clocks: [] })).events).toHaveLength(3);
  });
});

describe('working a case', () => {
  it('is assigned, noted and kept waiting', () => {
    openCase.when({ type: 'AssignDenial', owner: 'user:ann' }).yields({ type: 'DenialAssigned' });
    openCase
      .when({ type: 'NoteDenial', note: 'called the payer', by: 'user:ann' })
      .yields({ type: 'DenialNoted', data: { notedBy: 'user:ann', note: 'called the payer' } });
    openCase.when(wait('2026-08-07', 'clinic')).yields({
      type: 'DenialWaiting',
      data: { until: '2026-08-07' },
    });
  });

  it.each([
    ['an owner that is nobody', { type: 'AssignDenial', owner: 'ann' }, 'denial.owner'],
    ['an empty note', { type: 'NoteDenial', note: ' ', by: 'user:ann' }, 'denial.note-empty'],
    ['waiting past the day to work it by', wait('2026-08-08'), 'denial.wait-past-deadline'],
  ] as const)('refuses %s', (_what, command, code) => {
    openCase.when(command).isRefused(code);
  });

  it('is refused of a case that is not open', () => {
    nothing.when({ type: 'AssignDenial', owner: 'team:billing' }).isRefused('denial.unknown');
    openCase.after(settle).when({ type: 'AssignDenial', owner: 'team:billing' }).isRefused('denial.not-open');
    nothing.when({ type: 'NoteDenial', note: 'x', by: 'user:ann' }).isRefused('denial.unknown');
    openCase.after(settle).when(schedule).isRefused('denial.not-open');
  });
});

describe('resubmitting', () => {
  const scheduled = nothing.after(correctable, schedule);

  it('is scheduled once and its outcome recorded once', () => {
    nothing
      .after(correctable)
      .when(schedule)
      .yields({ type: 'ResubmissionScheduled', data: { attempt: 1 } });
    scheduled.when(schedule).yieldsNothing();
    scheduled
      .when(attempted('SUCCESS'))
      .yields({ type: 'ResubmissionAttempted', data: { attempt: 1, outcome: 'SUCCESS', submissionNumber: 2 } });
    scheduled.after(attempted('SUCCESS')).when(attempted('SUCCESS')).yieldsNothing();
    scheduled.after(attempted('SUCCESS')).when(schedule).yieldsNothing();
  });

  it('may be tried again after it failed or was skipped', () => {
    for (const outcome of ['FAILED', 'SKIPPED'] as const)
      scheduled
        .after(attempted(outcome))
        .when(schedule)
        .yields({ type: 'ResubmissionScheduled', data: { attempt: 2 } });
  });

  it('is refused while an appeal is pending, and where it was never scheduled', () => {
    nothing.after(correctable, file).when(schedule).isRefused('denial.appeal-pending');
    nothing.after(correctable).when(attempted('SUCCESS')).isRefused('denial.attempt-unknown');
    scheduled.when(attempted('SUCCESS', 2)).isRefused('denial.attempt-unknown');
  });

  it('is over when the case was closed before', () => {
    scheduled.after(settle).when(attempted('SUCCESS')).yieldsNothing();
  });

  it('that is paid resolves the case so', () => {
    scheduled
      .after(attempted('SUCCESS'))
      .when(settle)
      .yields({ type: 'DenialResolved', data: { how: 'paid-after-resubmission', recoveredCents: 5000 } });
  });
});

describe('deadlines', () => {
  it('ring each alarm once', () => {
    openCase.when(alarm(30)).yields({
      type: 'AppealDeadlineApproaching',
      data: { kind: 'redetermination', daysBefore: 30, statutoryDate: '2026-08-09', workBy: '2026-08-07' },
    });
    openCase.after(alarm(30)).when(alarm(30)).yieldsNothing();
    openCase.after(alarm(30)).when(alarm(14)).yields({ type: 'AppealDeadlineApproaching' });
  });

  it('are missed once, and ring no more', () => {
    openCase.when(miss).yields({ type: 'AppealDeadlineMissed', data: { statutoryDate: '2026-08-09' } });
    openCase.after(miss).when(miss).yieldsNothing();
    openCase.after(miss).when(alarm(0)).yieldsNothing();
  });

  it('are met by an appeal, and run no more when the case is closed', () => {
    for (const end of [file, settle, writeOff()]) {
      openCase.after(end).when(alarm(7)).yieldsNothing();
      openCase.after(end).when(miss).yieldsNothing();
    }
  });

  it('that the case does not have are refused', () => {
    openCase.when({ type: 'MissDeadline', kind: 'court' }).isRefused('deadline.unknown');
    openCase.when({ type: 'RaiseDeadlineAlarm', kind: 'court', daysBefore: 1 }).isRefused('deadline.unknown');
    openCase.when({ ...file, level: 'court' } as DenialCommand).isRefused('appeal.no-right');
  });
});

describe('closing a case', () => {
  it('is what a payment without a resubmission does', () => {
    openCase.when(settle).yields({ type: 'DenialResolved', data: { how: 'paid' } });
    openCase
      .after(file)
      .when(settle)
      .yields({ type: 'DenialResolved', data: { how: 'paid-after-appeal' } });
    openCase
      .after(writeOff())
      .when(settle)
      .yields({ type: 'DenialWriteOffReversed', data: { amountCents: 6000 } }, { type: 'DenialResolved' });
    openCase
      .when({ ...settle, recoveredCents: 0 } as DenialCommand)
      .yields({ type: 'DenialResolved', data: { how: 'no-action-needed' } });
  });

  it('never bills the patient for what is not the patient’s', () => {
    openCase.when({ type: 'ResolveDenial', how: 'patient' }).isRefused('denial.patient-not-liable');
    const liable = open({ classification: { ...threshold, alternatives: ['APPEAL', 'PT'] } });
    nothing
      .after(liable)
      .when({ type: 'ResolveDenial', how: 'patient' })
      .yields({ type: 'DenialResolved', data: { how: 'patient' } });
  });

  it('with nothing to be done is for what the tables say so of alone: the rest would be a write-off without reason or limit', () => {
    const close: DenialCommand = { type: 'ResolveDenial', how: 'no-action-needed' };
    openCase.when(close).isRefused('denial.still-denied');
    nothing
      .after(open({ classification: { ...threshold, category: 'UNKNOWN' } }))
      .when(close)
      .isRefused('denial.still-denied');
    const duplicate = { ...threshold, category: 'duplicate', alternatives: ['POST' as const] };
    nothing
      .after(open({ classification: duplicate }))
      .when(close)
      .yields({ type: 'DenialResolved', data: { how: 'no-action-needed', recoveredCents: 0 } });
    openCase.when({ ...close, foundOnFile: true } as DenialCommand).yields({ type: 'DenialResolved' });
    const short = open({ opened: { ...opened, caseKind: 'underpayment' } });
    nothing.after(short).when(close).yields({ type: 'DenialResolved' });
  });

  it.each([
    ['without a reason', { reason: '  ' }, 'write-off.reason'],
    ['by a policy', { by: 'policy:cleanup' }, 'write-off.person-missing'],
    ['of more than was denied', { amountCents: 6001 }, 'write-off.amount'],
    ['of nothing', { amountCents: 0 }, 'write-off.amount'],
  ])('refuses a write-off %s', (_what, changes, code) => {
    openCase.when(writeOff(changes)).isRefused(code);
  });

  it('refuses to write off what is resolved or was never denied', () => {
    openCase.after(settle).when(writeOff()).isRefused('denial.resolved');
    nothing.when(writeOff()).isRefused('denial.unknown');
    nothing.when(settle).isRefused('denial.unknown');
  });
});

const commands: readonly DenialCommand[] = [
  open(),
  correctable,
  { type: 'AssignDenial', owner: 'user:ann' },
  { type: 'NoteDenial', note: 'a note', by: 'user:ann' },
  wait('2026-05-01'),
  schedule,
  attempted('SUCCESS'),
  attempted('FAILED'),
  attempted('SKIPPED', 2),
  alarm(30),
  alarm(0),
  miss,
  file,
  settle,
  { type: 'ResolveDenial', how: 'no-action-needed', foundOnFile: true },
  writeOff(),
  writeOff({ amountCents: 1000, at: '2026-05-02T14:00:00.000Z' }),
  { type: 'ReverseWriteOff', reason: 'paid after all', by: 'user:lead', at: '2026-05-03T14:00:00.000Z' },
  { type: 'TagDenial', add: ['intake-error'], remove: [], by: 'user:ann' },
  { type: 'ReturnDenial', reason: 'resumed' },
  { type: 'ExpectRecovery', expectedCents: 3000, by: 'user:ann' },
];

it('gives no event for any command that was just handled, from any state', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...commands), { maxLength: 25 }), (sequence) => {
      const { state, events } = runTwiceEach(denialDecider, sequence);
      const closed = events.filter(({ type }) => type === 'DenialResolved').length;
      expect(closed).toBeLessThanOrEqual(1);
      const rung = events.flatMap((event) =>
        event.type === 'AppealDeadlineApproaching' ? [event.data.daysBefore] : [],
      );
      expect(new Set(rung).size).toBe(rung.length);
      const succeeded = state.attempts.filter((attempt) => attempt.outcome === 'SUCCESS');
      expect(succeeded.length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 500 },
  );
});
