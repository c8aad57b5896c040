import { describe, expect, it } from '@jest/globals';
import { payerProfile } from '#libs/rules/payer-profile.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import { type DeadlineQuestion, deadline } from './deadlines.js';
import { explainDeadline } from './explain-deadline.js';
import { builtInDeadlineRules } from './reference/built-in.js';

const practice = {
  charges: {},
  payers: [
    { payerId: 'ADVANTAGE', name: 'Advantage', kind: 'MEDICARE_ADVANTAGE' },
    { payerId: 'ACME', name: 'Acme', kind: 'COMMERCIAL' },
    { payerId: 'SHORT', name: 'Short', kind: 'COMMERCIAL', appealDays: 90, timelyFilingDays: 95 },
    { payerId: 'STATE', name: 'State', kind: 'MEDICAID' },
  ],
} as const;

function ask(payerId: string, kind: string, rest: Omit<DeadlineQuestion, 'kind' | 'payer'>) {
  const payer = payerProfile(practice, payerId);
  if (!payer) throw new Error(`no payer ${payerId}`);
  return deadline({ kind, payer, ...rest }, { rules: builtInDeadlineRules(), minimums: builtInReference() });
}

function dates(payerId: string, kind: string, rest: Omit<DeadlineQuestion, 'kind' | 'payer'>) {
  const answer = ask(payerId, kind, rest);
  if (!answer.ok) throw new Error(answer.refusal.message);
  return [answer.value.statutoryDate, answer.value.workBy];
}

describe('appeals to Medicare Part B', () => {
  it('run 120 days from receipt, presumed 5 days after the notice; a Sunday is worked on the Friday before', () => {
    expect(dates('MEDICARE-B', 'redetermination', { notice: '2026-04-06' })).toEqual(['2026-08-09', '2026-08-07']);
  });

  it('are not rolled off a weekend, as the contractor counts them', () => {
    expect(dates('MEDICARE-B', 'redetermination', { notice: '2022-05-15' })[0]).toBe('2022-09-17');
    expect(dates('MEDICARE-B', 'redetermination', { notice: '2022-08-15' })[0]).toBe('2022-12-18');
  });

  it('go on to the reconsideration, the hearing, the council and the court', () => {
    expect(dates('MEDICARE-B', 'reconsideration', { notice: '2026-09-14' })[0]).toBe('2027-03-18');
    expect(dates('MEDICARE-B', 'alj', { notice: '2026-12-14' })[0]).toBe('2027-02-17');
    expect(dates('MEDICARE-B', 'council', { notice: '2026-01-01' })[0]).toBe('2026-03-07');
    expect(dates('MEDICARE-B', 'court', { notice: '2026-01-01' })[0]).toBe('2026-03-07');
  });

  it('say whether the amount reaches the minimum of the year of filing, and null where that year is not loaded', () => {
    const test = (kind: string, notice: string, amountCents: number) =>
      ask('MEDICARE-B', kind, { notice, amountCents });
    expect(test('alj', '2026-01-05', 20_000)).toMatchObject({ value: { meetsMinimum: true } });
    expect(test('alj', '2026-01-05', 19_999)).toMatchObject({ value: { meetsMinimum: false } });
    expect(test('court', '2025-01-05', 190_000)).toMatchObject({ value: { meetsMinimum: true } });
    expect(test('alj', '2026-12-14', 20_000)).toMatchObject({ value: { meetsMinimum: null } });
    expect(test('redetermination', '2026-01-05', 20_000)).not.toHaveProperty('value.meetsMinimum');
  });

  it('leave a year for a reopening beside them', () => {
    expect(dates('MEDICARE-B', 'reopening', { notice: '2026-04-06' })).toEqual(['2027-04-06', '2027-04-06']);
  });

  it('count the days of a demand letter without days of receipt', () => {
    expect(dates('MEDICARE-B', 'rebuttal', { notice: '2026-03-02' })[0]).toBe('2026-03-17');
    expect(dates('MEDICARE-B', 'recoupment-stop', { notice: '2026-03-02' })[0]).toBe('2026-04-01');
    expect(dates('MEDICARE-B', 'recoupment-stop', { notice: '2026-03-02', level: 'reconsideration' })[0]).toBe(
      '2026-05-01',
    );
    expect(dates('MEDICARE-B', 'overpayment-return', { notice: '2026-03-02' })[0]).toBe('2026-05-01');
  });
});

describe('appeals to other payers', () => {
  it('run 65 days from the notice at Medicare Advantage, 60 before 2025; the observed holiday is no day to work', () => {
    expect(dates('ADVANTAGE', 'payer-appeal', { notice: '2026-05-01' })).toEqual(['2026-07-05', '2026-07-02']);
    expect(dates('ADVANTAGE', 'payer-appeal', { notice: '2024-12-31' })[0]).toBe('2025-03-01');
  });

  it('run 180 days at a commercial plan unless its contract says otherwise', () => {
    expect(dates('ACME', 'payer-appeal', { notice: '2026-05-01' })[0]).toBe('2026-10-28');
    expect(dates('SHORT', 'payer-appeal', { notice: '2026-05-01' })[0]).toBe('2026-07-30');
  });
});

describe('timely filing', () => {
  it('ends one calendar year after a Medicare service; a day that does not exist becomes the last of February', () => {
    expect(ask('MEDICARE-B', 'timely-filing', { service: '2028-02-29' })).toMatchObject({
      value: { statutoryDate: '2029-02-28', service: '2028-02-29' },
    });
    expect(dates('MEDICARE-B', 'timely-filing', { service: '2026-03-12' })).toEqual(['2027-03-12', '2027-03-12']);
  });

  it('is accepted until the next business day, and worked by the one before', () => {
    expect(ask('MEDICARE-B', 'timely-filing', { service: '2025-07-04' })).toMatchObject({
      value: { statutoryDate: '2026-07-04', workBy: '2026-07-02', acceptedUntil: '2026-07-06' },
    });
  });

  it("follows the payer's own days elsewhere", () => {
    expect(dates('ADVANTAGE', 'timely-filing', { service: '2026-01-01' })[0]).toBe('2027-01-01');
    expect(dates('SHORT', 'timely-filing', { service: '2026-01-01' })[0]).toBe('2026-04-06');
    expect(dates('STATE', 'timely-filing', { service: '2026-01-01' })[0]).toBe('2026-06-30');
  });
});

describe('a deadline is refused', () => {
  it.each([
    ['ACME', 'redetermination', { notice: '2026-05-01' }, 'deadline.kind-absent'],
    ['ADVANTAGE', 'reopening', { notice: '2026-05-01' }, 'deadline.kind-absent'],
    ['MEDICARE-B', 'payer-appeal', { notice: '2026-05-01' }, 'deadline.kind-absent'],
    ['MEDICARE-B', 'appeal', { notice: '2026-05-01' }, 'deadline.kind-unknown'],
    ['MEDICARE-B', 'redetermination', { notice: '9999-12-31' }, 'deadline.date-out-of-range'],
    ['MEDICARE-B', 'timely-filing', { service: '9999-12-31' }, 'deadline.date-out-of-range'],
    ['MEDICARE-B', 'redetermination', {}, 'deadline.date-missing'],
    ['MEDICARE-B', 'redetermination', { notice: '2026-02-30' }, 'deadline.date-invalid'],
    ['MEDICARE-B', 'timely-filing', { notice: '2026-02-01' }, 'deadline.date-missing'],
    ['MEDICARE-B', 'timely-filing', { notice: '2026-02-01', service: '2026-01-01' }, 'deadline.date-unused'],
    ['MEDICARE-B', 'recoupment-stop', { notice: '2026-02-01', level: 'court' }, 'deadline.level'],
    ['MEDICARE-B', 'alj', { notice: '2026-02-01', level: 'court' }, 'deadline.level'],
  ] as const)('at %s for %s with %j: %s', (payerId, kind, rest, code) => {
    expect(ask(payerId, kind, rest)).toMatchObject({ ok: false, refusal: { code } });
  });
});

describe('a contract with several levels of appeal', () => {
  const payers = [
    {
      payerId: 'LEVELS',
      name: 'Levels',
      kind: 'COMMERCIAL' as const,
      appealLevels: [
        { name: 'first', days: 90 },
        { name: 'second', days: 30 },
      ],
    },
    { payerId: 'OUT', name: 'Out', kind: 'MEDICARE_ADVANTAGE' as const, network: 'out', appealDays: 30 },
  ];
  const of = (payerId: string, kind: string, level?: string) => {
    const payer = payerProfile({ payers }, payerId);
    if (!payer) throw new Error(`no payer ${payerId}`);
    return deadline(
      { kind, payer, notice: '2026-05-01', level },
      { rules: builtInDeadlineRules(), minimums: builtInReference() },
    );
  };

  it('counts each by its own days, and has no more than it names', () => {
    expect(of('LEVELS', 'payer-appeal')).toMatchObject({ value: { statutoryDate: '2026-07-30' } });
    expect(of('LEVELS', 'payer-appeal', '1')).toMatchObject({ value: { statutoryDate: '2026-07-30', level: '1' } });
    expect(of('LEVELS', 'payer-appeal', '2')).toMatchObject({ value: { statutoryDate: '2026-05-31' } });
    expect(of('LEVELS', 'payer-appeal', '3')).toMatchObject({ refusal: { code: 'deadline.level' } });
  });

  it('is none where the practice has no contract: the law counts, and goes on to the judge', () => {
    expect(of('OUT', 'payer-appeal')).toMatchObject({ value: { statutoryDate: '2026-07-05' } });
    expect(of('OUT', 'alj')).toMatchObject({ value: { statutoryDate: '2026-07-05' } });
    expect(of('OUT', 'redetermination')).toMatchObject({ refusal: { code: 'deadline.kind-absent' } });
    expect(ask('ADVANTAGE', 'alj', { notice: '2026-05-01' })).toMatchObject({
      refusal: { code: 'deadline.kind-absent' },
    });
  });
});

describe('an explanation', () => {
  const explain = (kind: string, rest: Omit<DeadlineQuestion, 'kind' | 'payer'>) => {
    const payer = payerProfile(practice, 'MEDICARE-B');
    if (!payer) throw new Error('no Medicare');
    const told = explainDeadline(
      { kind, payer, ...rest },
      { rules: builtInDeadlineRules(), minimums: builtInReference() },
    );
    return told.ok ? told.value.join(' ') : told.refusal.code;
  };

  it('tells each step of the count', () => {
    expect(explain('redetermination', { notice: '2026-04-06' })).toMatch(
      /42 CFR 405\.942.*notice of 2026-04-06, a Monday\..*5 calendar days after it, on 2026-04-11, a Saturday\..*120 calendar days from 2026-04-11 end on 2026-08-09, a Sunday.*2026-08-07, a Friday/,
    );
    expect(explain('timely-filing', { service: '2025-07-04' })).toMatch(
      /service of 2025-07-04.*1 calendar year from 2025-07-04.*still accepts what it receives on 2026-07-06, a Monday.*2026-07-02, a Thursday/,
    );
  });

  it('tells what the amount lacks, and gives no word of what is refused', () => {
    expect(explain('alj', { notice: '2026-01-05', amountCents: 19_999 })).toContain('lacks $0.01');
    expect(explain('alj', { notice: '2026-12-14' })).toContain('filed in 2027 is not loaded');
    expect(explain('redetermination', {})).toBe('deadline.date-missing');
  });

  it('knows four years for a reopening with a good cause', () => {
    expect(dates('MEDICARE-B', 'reopening', { notice: '2026-04-06', level: 'good-cause' })[0]).toBe('2030-04-06');
  });
});

describe('federal holidays', () => {
  const { calendar } = builtInDeadlineRules();

  it('fall by rule and are observed on the working day beside a weekend', () => {
    const holidays2026 = [
      '2026-01-01',
      '2026-01-19',
      '2026-02-16',
      '2026-05-25',
      '2026-06-19',
      '2026-07-03',
      '2026-09-07',
      '2026-10-12',
      '2026-11-11',
      '2026-11-26',
      '2026-12-25',
    ];
    expect(holidays2026.filter((day) => calendar.isBusinessDay(day))).toEqual([]);
    expect(calendar.isBusinessDay('2026-07-06')).toBe(true);
  });

  it("include the next New Year's Day where that is a Saturday", () => {
    expect(calendar.isBusinessDay('2021-12-31')).toBe(false);
    expect(calendar.onOrAfter('2021-12-31')).toBe('2022-01-03');
  });

  it('have Juneteenth since 2021', () => {
    expect(calendar.isBusinessDay('2020-06-19')).toBe(true);
    expect(calendar.isBusinessDay('2021-06-18')).toBe(false);
  });
});
