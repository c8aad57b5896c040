import { describe, expect, it } from '@jest/globals';
import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import { type PayerProfile, payerProfile } from '#libs/rules/payer-profile.js';
import { alarmPlanOf, type PayerEntry } from '#libs/rules/practice.js';
import { given, type Story } from '#libs/testing/decider.js';
import { clockOf, clocksOfDenial, levelAfter } from './appeal-levels.js';
import type { DecideAppeal } from './decide-appeal.js';
import { type DenialCommand, denialDecider } from './decider.js';
import type { FileAppeal, FilingFacts } from './file-appeal.js';
import { type DenialState, runningDeadlines } from './state.js';
import { deadlineData, open, opened, startAt } from './testing/case-fixtures.js';

type Case = Story<DenialState, DenialCommand, DenialEvent>;

const data = deadlineData();

function payer(entry: Partial<PayerEntry> = {}): PayerProfile {
  const payers = [{ payerId: 'P', name: 'P', kind: 'MEDICARE_B' as const, ...entry }];
  return payerProfile({ payers }, 'P') as PayerProfile;
}

/** A case of 60.00 denied on 2026-04-06 for a service of 2026-03-12, at that payer. */
function caseAt(at: PayerProfile, { reason = '119', unprocessable = false, deniedCents = 6000 } = {}): Case {
  const denial = { payerKind: at.kind, reason, unprocessable };
  const dates = { notice: opened.noticeDate, service: opened.dateOfService };
  const clocks = clocksOfDenial(denial, at, dates, data);
  const payerOf = { payerId: at.payerId, payerKind: at.kind };
  return given(denialDecider).after(open({ opened: { ...opened, ...payerOf, deniedCents }, clocks }));
}

const file = (level: string, filedOn: string, changes: Partial<FileAppeal> = {}, facts: Partial<FilingFacts> = {}) =>
  ({
    type: 'FileAppeal',
    level,
    filedOn,
    ...changes,
    facts: { today: '2030-01-01', by: 'user:ann', others: [], ...facts },
  }) as const satisfies FileAppeal;

function decide(
  at: PayerProfile,
  level: string,
  decidedOn: string,
  outcome: DecideAppeal['outcome'],
  amountCents = 0,
): DecideAppeal {
  const next = levelAfter(level, at, decidedOn, data);
  const alarms = alarmPlanOf({ timeZone: 'America/New_York' });
  const facts = { today: '2030-01-01', by: 'user:ann', alarms, now: new Date(`${decidedOn}T15:00:00Z`), next };
  return { type: 'DecideAppeal', level, decidedOn, outcome, amountCents, facts };
}

const kinds = (story: Case) => runningDeadlines(story.state).map(({ kind }) => kind);

describe('appeals to Medicare Part B', () => {
  const partB = payer();

  it('begin with two clocks from one notice: 120 and 5 days to appeal, a year to reopen', () => {
    expect(runningDeadlines(caseAt(partB).state)).toMatchObject([
      { kind: 'redetermination', noticeDate: '2026-04-06', statutoryDate: '2026-08-09' },
      { kind: 'reopening', noticeDate: '2026-04-06', statutoryDate: '2027-04-06' },
    ]);
  });

  it('are not stopped by a request to reopen', () => {
    const asked = caseAt(partB).after(file('reopening', '2026-05-01'));
    expect(kinds(asked)).toEqual(['redetermination']);
    asked.when({ type: 'RaiseDeadlineAlarm', kind: 'redetermination', daysBefore: 30 }).yields({
      type: 'AppealDeadlineApproaching',
    });
    asked.when(file('redetermination', '2026-06-01')).yields({ type: 'AppealFiled' });
  });

  it('leave the reopening’s alarms ringing, but nothing of it is missed once the denial was appealed', () => {
    const appealed = caseAt(partB).after(file('redetermination', '2026-06-01'));
    appealed.when({ type: 'RaiseDeadlineAlarm', kind: 'reopening', daysBefore: 30 }).yields({
      type: 'AppealDeadlineApproaching',
    });
    appealed.when({ type: 'MissDeadline', kind: 'reopening' }).yieldsNothing();
    caseAt(partB).when({ type: 'MissDeadline', kind: 'reopening' }).yields({ type: 'AppealDeadlineMissed' });
  });
});

describe('the ladder', () => {
  const partB = payer();
  const reached = caseAt(partB, { deniedCents: 300_000 })
    .after(file('redetermination', '2026-04-20'))
    .after(decide(partB, 'redetermination', '2026-05-01', 'upheld'))
    .after(file('reconsideration', '2026-05-20'))
    .after(decide(partB, 'reconsideration', '2026-06-15', 'partly', 50_000))
    .after(file('alj', '2026-07-01', {}, { minimumCents: 20_000 }));

  it('sets each level’s clock from the decision: 185 days, then 65', () => {
    expect(
      reached.state.deadlines.map(({ kind, noticeDate, statutoryDate }) => [kind, noticeDate, statutoryDate]),
    ).toEqual([
      ['redetermination', '2026-04-06', '2026-08-09'],
      ['reopening', '2026-04-06', '2027-04-06'],
      ['reconsideration', '2026-05-01', '2026-11-02'],
      ['alj', '2026-06-15', '2026-08-19'],
    ]);
    const council = reached.after(decide(partB, 'alj', '2026-09-01', 'upheld'));
    expect(council.state.deadlines.at(-1)).toMatchObject({ kind: 'council', statutoryDate: '2026-11-05' });
    council
      .after(file('council', '2026-09-20'))
      .when(decide(partB, 'council', '2026-10-01', 'upheld'))
      .yields(
        { type: 'AppealDecided', data: { level: 'council', recordedBy: 'user:ann' } },
        {
          type: 'AppealDeadlineSet',
          data: {
            kind: 'court',
            statutoryDate: '2026-12-05',
            amountCents: 250_000,
            minimumCents: 196_000,
            meetsMinimum: true,
          },
        },
      );
  });

  it('ends at the court: what it decides starts no clock', () => {
    const court = reached
      .after(decide(partB, 'alj', '2026-09-01', 'upheld'), file('council', '2026-09-20'))
      .after(
        decide(partB, 'council', '2026-10-01', 'upheld'),
        file('court', '2026-11-01', {}, { minimumCents: 196_000 }),
      );
    court.when(decide(partB, 'court', '2027-06-01', 'upheld')).yields({ type: 'AppealDecided' });
  });

  it('starts no clock where nothing is denied any more, or the case is closed', () => {
    const filed = caseAt(partB).after(file('redetermination', '2026-05-01'));
    filed.when(decide(partB, 'redetermination', '2026-06-15', 'overturned', 6000)).yields({
      type: 'AppealDecided',
      data: { outcome: 'overturned', amountCents: 6000 },
    });
    filed
      .after({ type: 'SettleDenial', recoveredCents: 6000, remittanceId: 'R2', submissionNumber: 1 } as DenialCommand)
      .when(decide(partB, 'redetermination', '2026-06-15', 'upheld'))
      .yields({ type: 'AppealDecided' });
  });

  it('rings no alarm that lies before the decision was recorded', () => {
    const set = caseAt(partB)
      .after(file('redetermination', '2026-05-01'))
      .when({
        ...decide(partB, 'redetermination', '2026-06-15', 'upheld'),
        facts: {
          ...decide(partB, 'redetermination', '2026-06-15', 'upheld').facts,
          ...startAt('2026-12-12T12:00:00Z'),
        },
      }).events[1];
    expect(set).toMatchObject({ data: { alarms: [{ daysBefore: 3 }, { daysBefore: 1 }, { daysBefore: 0 }] } });
  });

  it('refuses a level whose clock does not run: none can be skipped', () => {
    caseAt(partB).when(file('reconsideration', '2026-05-01')).isRefused('appeal.no-right');
    const filed = caseAt(partB).after(file('redetermination', '2026-05-01'));
    filed.when(file('reconsideration', '2026-05-02')).isRefused('appeal.no-right');
    filed.when(decide(partB, 'reconsideration', '2026-06-15', 'upheld')).isRefused('appeal.not-filed');
  });
});

describe('what a decision says', () => {
  const partB = payer();
  const filed = caseAt(partB).after(file('redetermination', '2026-05-01'));

  it.each([
    ['upheld with an amount', 'upheld', 1],
    ['partly without an amount', 'partly', 0],
    ['partly with all that was denied', 'partly', 6000],
    ['overturned without an amount', 'overturned', 0],
    ['overturned with more than was denied', 'overturned', 6001],
  ] as const)('is refused where it is %s', (_what, outcome, amountCents) => {
    filed.when(decide(partB, 'redetermination', '2026-06-15', outcome, amountCents)).isRefused('appeal.amount');
  });

  it('is refused before the filing, in the future, and where another is recorded', () => {
    filed.when(decide(partB, 'redetermination', '2026-04-30', 'upheld')).isRefused('appeal.decided-before-filed');
    filed.when(decide(partB, 'redetermination', '2030-01-02', 'upheld')).isRefused('appeal.future');
    const decided = filed.after(decide(partB, 'redetermination', '2026-06-15', 'upheld'));
    decided.when(decide(partB, 'redetermination', '2026-06-15', 'upheld')).yieldsNothing();
    decided.when(decide(partB, 'redetermination', '2026-06-15', 'partly', 100)).isRefused('appeal.already-decided');
  });
});

describe('filing', () => {
  const partB = payer();

  it('is refused after the statutory date, in the future, and before the notice', () => {
    caseAt(partB).when(file('redetermination', '2026-08-10')).isRefused('appeal.late');
    caseAt(partB)
      .when(file('redetermination', '2026-08-10', { goodCause: ' ' }))
      .isRefused('appeal.late');
    caseAt(partB).when(file('redetermination', '2026-04-05')).isRefused('appeal.before-notice');
    const tomorrow = file('redetermination', '2026-05-02', {}, { today: '2026-05-01' });
    caseAt(partB).when(tomorrow).isRefused('appeal.future');
  });

  it('is taken on the statutory day itself, and later for a good cause, which is kept', () => {
    caseAt(partB).when(file('redetermination', '2026-08-09')).yields({ type: 'AppealFiled' });
    const [filed] = caseAt(partB).when(file('redetermination', '2026-08-09', { goodCause: 'none needed' })).events;
    expect(filed?.data).not.toHaveProperty('goodCause');
    caseAt(partB)
      .when(file('redetermination', '2026-08-10', { goodCause: 'the office burned down' }))
      .yields({ type: 'AppealFiled', data: { goodCause: 'the office burned down' } });
  });

  it('of a reopening with a good cause is taken for four years', () => {
    const late = (filedOn: string) =>
      caseAt(partB).when(
        file(
          'reopening',
          filedOn,
          { goodCause: 'new evidence' },
          { today: '2031-01-01', goodCauseUntil: '2030-04-06' },
        ),
      );
    late('2030-04-06').yields({ type: 'AppealFiled' });
    late('2030-04-07').isRefused('appeal.too-late');
  });

  it('happens once a level', () => {
    caseAt(partB)
      .after(file('redetermination', '2026-05-01'))
      .when(file('redetermination', '2026-05-02'))
      .yieldsNothing();
  });
});

describe('the amount in controversy', () => {
  const partB = payer();
  const beforeJudge = caseAt(partB)
    .after(file('redetermination', '2026-04-20'), decide(partB, 'redetermination', '2026-05-01', 'upheld'))
    .after(file('reconsideration', '2026-05-20'));
  const hearing = beforeJudge.after(decide(partB, 'reconsideration', '2026-06-15', 'partly', 1000));
  const least = { minimumCents: 20_000 };

  it('that is too small sets the clock all the same, and says so', () => {
    beforeJudge.when(decide(partB, 'reconsideration', '2026-06-15', 'partly', 1000)).yields(
      { type: 'AppealDecided' },
      {
        type: 'AppealDeadlineSet',
        data: { kind: 'alj', amountCents: 5000, minimumCents: 20_000, meetsMinimum: false },
      },
    );
  });

  it('refuses the filing with the cents that are missing', () => {
    hearing.when(file('alj', '2026-07-01', {}, least)).isRefused('appeal.below-minimum');
    const refused = denialDecider.decide(file('alj', '2026-07-01', {}, least), hearing.state);
    expect(refused).toMatchObject({ refusal: { message: expect.stringContaining('150.00'), field: 'togetherWith' } });
  });

  it('adds up over cases that are appealed together, to the cent', () => {
    const together = (stillDeniedCents: number) => ({ ...least, others: [{ denialId: 'C2-1', stillDeniedCents }] });
    hearing.when(file('alj', '2026-07-01', {}, together(14_999))).isRefused('appeal.below-minimum');
    hearing
      .when(file('alj', '2026-07-01', {}, together(15_000)))
      .yields({ type: 'AppealFiled', data: { togetherWith: ['C2-1'], amountCents: 20_000 } });
  });

  it('cannot be judged in a year whose figure is not loaded, nor by whoever does not look', () => {
    hearing.when(file('alj', '2026-07-01', {}, { minimumCents: null })).isRefused('appeal.minimum-unknown');
    hearing.when(file('alj', '2026-07-01')).isRefused('appeal.minimum-unknown');
  });

  it('is that of the year of the last day to file', () => {
    const clock = (notice: string) => clockOf('alj', partB, { notice, service: notice }, data)?.minimumCents;
    expect(clock('2025-10-01')).toBe(19_000);
    expect(clock('2025-12-01')).toBe(20_000);
    expect(clock('2026-12-14')).toBeNull();
  });
});

describe('appeals to a Medicare Advantage plan', () => {
  const plan = payer({ kind: 'MEDICARE_ADVANTAGE' });
  const stranger = payer({ kind: 'MEDICARE_ADVANTAGE', network: 'out' });

  it('are the contract’s where there is one: one level of 65 days, decided for good', () => {
    const filed = caseAt(plan).after(file('payer-appeal', '2026-05-01'));
    filed.when(decide(plan, 'payer-appeal', '2026-06-15', 'upheld')).yields({ type: 'AppealDecided' });
    expect(levelAfter('payer-appeal', plan, '2026-06-15', data)).toBeNull();
  });

  it('need a waiver of liability where there is none', () => {
    caseAt(stranger).when(file('payer-appeal', '2026-05-01')).isRefused('appeal.waiver-missing');
    caseAt(stranger)
      .when(file('payer-appeal', '2026-05-01', { waiverOfLiability: false }))
      .isRefused('appeal.waiver-missing');
    caseAt(plan).when(file('payer-appeal', '2026-05-01')).yields({ type: 'AppealFiled' });
  });

  it('go on by themselves to the independent reviewer where the plan does not give in, and then to the judge', () => {
    const filed = caseAt(stranger, { deniedCents: 30_000 }).after(
      file('payer-appeal', '2026-05-01', { waiverOfLiability: true }),
    );
    const upheld = decide(stranger, 'payer-appeal', '2026-06-15', 'upheld');
    filed.when(upheld).yields(
      { type: 'AppealDecided', data: { level: 'payer-appeal' } },
      {
        type: 'AppealForwarded',
        data: { level: 'independent-review', forwardedTo: 'independent review entity', forwardedOn: '2026-06-15' },
      },
    );
    const forwarded = filed.after(upheld);
    expect(kinds(forwarded)).toEqual([]);
    forwarded.when(decide(stranger, 'independent-review', '2026-08-03', 'upheld')).yields(
      { type: 'AppealDecided', data: { level: 'independent-review' } },
      {
        type: 'AppealDeadlineSet',
        data: { kind: 'alj', statutoryDate: '2026-10-07', nonContract: true, meetsMinimum: true },
      },
    );
  });
});

describe('appeals to a plan with levels of its own', () => {
  const plan = payer({
    kind: 'COMMERCIAL',
    appealLevels: [
      { name: 'first level', days: 90 },
      { name: 'panel', days: 30 },
    ],
  });

  it('run the contract’s days of each level, under its name', () => {
    const first = caseAt(plan);
    expect(first.state.deadlines).toMatchObject([{ kind: 'payer-appeal', statutoryDate: '2026-07-05' }]);
    first
      .after(file('payer-appeal', '2026-05-01'))
      .when(decide(plan, 'payer-appeal', '2026-06-15', 'upheld'))
      .yields(
        { type: 'AppealDecided' },
        {
          type: 'AppealDeadlineSet',
          data: { kind: 'payer-appeal-2', levelName: 'panel', noticeDate: '2026-06-15', statutoryDate: '2026-07-15' },
        },
      );
  });

  it('end after the last, and after one level where the contract names none', () => {
    expect(levelAfter('payer-appeal-2', plan, '2026-06-15', data)).toBeNull();
    expect(levelAfter('payer-appeal', payer({ kind: 'COMMERCIAL' }), '2026-06-15', data)).toBeNull();
    expect(levelAfter('payer-appeal', payer({ kind: 'MEDICAID' }), '2026-06-15', data)).toBeNull();
  });
});

describe('what was never judged', () => {
  it('has no appeal and no reopening, but a day by which a new claim must be received', () => {
    const unprocessable = caseAt(payer(), { reason: '16', unprocessable: true });
    expect(kinds(unprocessable)).toEqual(['timely-filing']);
    unprocessable.when(file('redetermination', '2026-05-01')).isRefused('appeal.no-right');
    unprocessable.when(file('timely-filing', '2026-05-01')).isRefused('appeal.no-right');
    expect(kinds(caseAt(payer(), { reason: '29' }))).toEqual([]);
  });

  it('is missed only when the next business day has passed too, on which the payer still takes it', () => {
    const saturday = clockOf('timely-filing', payer(), { notice: '2026-04-06', service: '2026-03-13' }, data);
    expect(saturday).toMatchObject({ statutoryDate: '2027-03-13', workBy: '2027-03-12', acceptedUntil: '2027-03-15' });
    const set = given(denialDecider)
      .when(open({ clocks: saturday ? [saturday] : [] }))
      .events.at(-1);
    expect(set).toMatchObject({ data: { missedAt: '2027-03-16T04:00:00.000Z' } });
  });
});

describe('a missed deadline', () => {
  const missed = caseAt(payer()).after({ type: 'MissDeadline', kind: 'redetermination' });
  const clear = (changes: object = {}): DenialCommand => ({
    type: 'ClearMissedDeadline',
    kind: 'redetermination',
    reason: 'the remittance was found too late',
    by: 'user:ann',
    ...changes,
  });

  it('is cleared once, by a person, with a reason', () => {
    missed.when(clear()).yields({
      type: 'MissedDeadlineCleared',
      data: { kind: 'redetermination', clearedBy: 'user:ann', reason: 'the remittance was found too late' },
    });
    missed.after(clear()).when(clear()).yieldsNothing();
  });

  it.each([
    ['without a reason', { reason: ' ' }, 'deadline.reason-missing'],
    ['by a job', { by: 'job:tidy' }, 'deadline.person-missing'],
    ['that was not missed', { kind: 'reopening' }, 'deadline.not-missed'],
    ['that the case does not have', { kind: 'court' }, 'deadline.unknown'],
  ])('is not cleared %s', (_what, changes, code) => {
    missed.when(clear(changes)).isRefused(code);
  });
});

describe('a practice’s alarms', () => {
  it('ring on its days, at its hour, in its zone, through both changes of the clock', () => {
    const set = (workBy: string) => {
      const clock = clockOf('redetermination', payer(), { notice: '2026-01-05', service: '2026-01-05' }, data);
      if (!clock) throw new Error('no clock');
      const alarms = alarmPlanOf({ timeZone: 'America/Chicago', alarms: { days: [1, 10, 1], hour: 6 } });
      const start = { alarms, now: new Date('2026-01-06T00:00:00Z') };
      const event = given(denialDecider)
        .when(open({ clocks: [{ ...clock, workBy, statutoryDate: workBy }], start }))
        .events.at(-1);
      return event?.type === 'AppealDeadlineSet' ? event.data : undefined;
    };
    expect(set('2026-03-09')).toMatchObject({
      alarms: [
        { daysBefore: 10, at: '2026-02-27T12:00:00.000Z' },
        { daysBefore: 1, at: '2026-03-08T11:00:00.000Z' },
      ],
      missedAt: '2026-03-10T05:00:00.000Z',
    });
    expect(set('2026-11-02')).toMatchObject({
      alarms: [
        { daysBefore: 10, at: '2026-10-23T11:00:00.000Z' },
        { daysBefore: 1, at: '2026-11-01T12:00:00.000Z' },
      ],
      missedAt: '2026-11-03T06:00:00.000Z',
    });
  });
});
