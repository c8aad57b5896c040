import { describe, expect, it } from '@jest/globals';
import { builtInReference } from '../../reference/built-in.js';
import type { RemoteMonitoring, Session } from '../../session.js';
import { codedDay, lines, rules, said } from '../../testing/coded.js';
import { sampleSession } from '../../testing/sample.js';
import { monitoringEntries } from './monitoring-entry.js';

const reference = builtInReference();

/** A session that reports a device; its id is the date. */
function device(code: string, on: string, rtm: RemoteMonitoring, given: Partial<Session> = {}): Session {
  return sampleSession({ sessionId: on, dateOfService: on, procedures: [{ code, rtm }], ...given });
}

function coded(...sessions: readonly Session[]) {
  const entries = sessions.flatMap((session) => monitoringEntries(session, reference));
  return sessions.map((session) => codedDay([session], { entries })[0]);
}

const only = (code: string, on: string, daysWithData?: number) =>
  coded(device(code, on, { periodStart: on, ...(daysWithData !== undefined && { daysWithData }) }))[0];

describe('days with data (rules §1.4)', () => {
  it.each([
    ['98976', 16],
    ['98977', 30],
    ['98978', 20],
    ['98984', 2],
    ['98985', 15],
    ['98986', 8],
  ])('%s stands for %i days', (code, days) => {
    expect(lines(only(code, '2026-03-30', days))).toEqual([`${code} GO ×1 0/0`]);
  });

  it.each([
    ['98977', 15, 'bill 98985, which stands for 15 days'],
    ['98976', 2, 'bill 98984, which stands for 2 days'],
    ['98985', 16, 'bill 98977, which stands for 16 days'],
    ['98977', 1, undefined],
    ['98977', 31, undefined],
  ])('%s with %i days is an error; the fix is: %s', (code, days, fix) => {
    const result = only(code, '2026-03-30', days);
    expect([result?.held, lines(result)]).toEqual([true, []]);
    expect(result?.findings.find((finding) => finding.rule === 'rtm.days')?.fix).toBe(fix);
  });

  it('below 16 have no code before 2026', () => {
    const result = only('98977', '2025-12-30', 15);
    expect(result?.findings.map(({ rule, fix }) => [rule, fix])).toEqual([['rtm.days', undefined]]);
    expect(rules(only('98985', '2025-12-30', 8))).toContain('code.not-yet-valid 1');
  });

  it('that nobody reports are asked for', () => {
    const result = only('98977', '2026-03-30');
    expect(result?.findings.map(({ rule, fix }) => [rule, fix])).toEqual([['rtm.days', 'record rtm.daysWithData']]);
  });
});

describe('a 30-day period', () => {
  const from = (periodStart: string, daysWithData?: number) => ({
    periodStart,
    ...(daysWithData !== undefined && { daysWithData }),
  });

  it('is billed once for a body system, and a second report names the first', () => {
    const [first, second] = coded(
      device('98977', '2026-03-20', from('2026-03-01', 18)),
      device('98977', '2026-03-31', from('2026-03-01', 25)),
    );
    expect([lines(first), lines(second)]).toEqual([['98977 GO ×1 0/0'], []]);
    expect(said(second, 'rtm.period-billed')).toEqual([
      '98977: the 30 days from 2026-03-01 to 2026-03-30 are billed as 98977 in session 2026-03-20 of 2026-03-20',
    ]);
  });

  it('is the same one for the code of few days', () => {
    const [, second] = coded(
      device('98985', '2026-03-20', from('2026-03-01', 9)),
      device('98977', '2026-03-31', from('2026-03-01', 25)),
    );
    expect(rules(second)).toEqual(['rtm.period-billed 1']);
  });

  it.each([
    ['2026-03-30', ['rtm.period-billed 1']],
    ['2026-03-31', []],
  ])('ends after 30 days: one from %s on', (start, expected) => {
    const [, second] = coded(
      device('98977', '2026-03-28', from('2026-03-01', 18)),
      device('98977', '2026-04-29', from(start, 18)),
    );
    expect(rules(second)).toEqual(expected);
  });

  it('of another body system is another one', () => {
    const [, second] = coded(
      device('98977', '2026-03-28', from('2026-03-01', 18)),
      device('98978', '2026-03-29', from('2026-03-01', 18)),
    );
    expect(lines(second)).toEqual(['98978 GO ×1 0/0']);
  });

  it('has its line in the session that reports the days; one that does not is told', () => {
    const [quiet, reporting] = coded(
      device('98977', '2026-03-10', from('2026-03-01')),
      device('98977', '2026-03-30', from('2026-03-01', 22)),
    );
    expect([lines(quiet), lines(reporting)]).toEqual([[], ['98977 GO ×1 0/0']]);
    expect([quiet?.held, rules(quiet)]).toEqual([false, ['rtm.counted-in-period 1', 'units.none-earned -']]);
  });

  it('is not used up by a report that cannot be billed', () => {
    const [wrong, right] = coded(
      device('98977', '2026-03-20', from('2026-03-01', 9)),
      device('98985', '2026-03-21', from('2026-03-01', 9)),
    );
    expect([rules(wrong), lines(right)]).toEqual([['rtm.days 1'], ['98985 GO ×1 0/0']]);
  });

  it('without a first day begins with the session, with a warning', () => {
    expect(rules(coded(device('98977', '2026-03-30', { daysWithData: 20 }))[0])).toEqual(['rtm.period-missing 1']);
  });
});

describe('the monitored system', () => {
  it('is warned of where it is another code’s; words that name none are not judged', () => {
    const stated = (system: string) =>
      rules(coded(device('98977', '2026-03-30', { periodStart: '2026-03-01', daysWithData: 20, system }))[0]);
    expect(stated('respiratory')).toEqual(['rtm.system 1']);
    expect(stated('Musculoskeletal')).toEqual([]);
    expect(stated('left knee')).toEqual([]);
  });
});

describe('the set-up', () => {
  const setUp = (on: string, rtm: RemoteMonitoring = {}, firstTreatmentOn = '2026-03-02') =>
    device('98975', on, rtm, { planOfCare: { firstTreatmentOn } });

  it('is billed once an episode of care', () => {
    const [first, again, next] = coded(setUp('2026-03-05'), setUp('2026-04-05'), setUp('2026-08-05', {}, '2026-08-03'));
    expect([lines(first), rules(again), lines(next)]).toEqual([
      ['98975 GO ×1 0/0'],
      ['rtm.set-up-repeated 1'],
      ['98975 GO ×1 0/0'],
    ]);
  });

  it.each([
    ['2025-12-30', 15, ['rtm.days 1']],
    ['2025-12-30', 16, []],
    ['2026-01-05', 1, ['rtm.days 1']],
    ['2026-01-05', 2, []],
  ])('on %s with %i days with data gives %j', (on, daysWithData, expected) => {
    expect(rules(coded(setUp(on, { daysWithData }))[0])).toEqual(expected);
  });
});
