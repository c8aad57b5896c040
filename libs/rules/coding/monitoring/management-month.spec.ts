import { describe, expect, it } from '@jest/globals';
import { builtInReference } from '../../reference/built-in.js';
import type { Procedure, Session } from '../../session.js';
import { codedDay, lines, rules, said } from '../../testing/coded.js';
import { coveredBy, sampleSession } from '../../testing/sample.js';
import { monitoringEntries } from './monitoring-entry.js';

const reference = builtInReference();

/** A session `M{day}` of a month with management minutes, as `12` or `12+8` with the assistant's, and more in its `rtm`. */
function managed(month: string, day: string, time: string, given: Partial<Session> = {}, code = '98980'): Session {
  const [minutes = 0, assistantMinutes = 0] = time.split('+').map(Number);
  return sampleSession({
    sessionId: `M${day}`,
    dateOfService: `${month}-${day}`,
    procedures: [{ code, minutes, assistantMinutes, rtm: { interactiveOn: `${month}-01` } }],
    ...given,
  });
}

/** The results of days, one session each, that know of each other's remote monitoring. */
function coded(...sessions: readonly Session[]) {
  const entries = sessions.flatMap((session) => monitoringEntries(session, reference));
  return sessions.map((session) => codedDay([session], { entries })[0]);
}

const one = (total: string, month = '2026-03', given: Partial<Session> = {}) =>
  coded(managed(month, '20', total, given))[0];

describe("a month's management minutes from 2026 on (rules §1.4)", () => {
  it.each([
    ['9', []],
    ['10', ['98979 GO ×1 10/0']],
    ['19', ['98979 GO ×1 19/0']],
    ['20', ['98980 GO ×1 20/0']],
    ['39', ['98980 GO ×1 39/0']],
    ['40', ['98980 GO ×1 20/0', '98981 GO ×1 20/0']],
    ['59', ['98980 GO ×1 20/0', '98981 GO ×1 39/0']],
    ['60', ['98980 GO ×1 20/0', '98981 GO ×2 40/0']],
  ])('%s minutes make %j: full steps, no midpoints', (total, expected) => {
    expect(lines(one(total))).toEqual(expected);
  });

  it('makes the same lines whichever of the three codes is stated', () => {
    for (const code of ['98979', '98980', '98981'])
      expect(lines(coded(managed('2026-03', '20', '41', {}, code))[0])).toEqual([
        '98980 GO ×1 20/0',
        '98981 GO ×1 21/0',
      ]);
  });
});

describe('before 2026', () => {
  it.each([
    ['19', []],
    ['20', ['98980 GO ×1 20/0']],
    ['45', ['98980 GO ×1 20/0', '98981 GO ×1 25/0']],
  ])('%s minutes make %j: there was no code for fewer than 20', (total, expected) => {
    expect(lines(one(total, '2025-12'))).toEqual(expected);
  });

  it('refuses the code of 10 minutes and counts none of its minutes', () => {
    const [early, late] = coded(managed('2025-12', '05', '15', {}, '98979'), managed('2025-12', '20', '15'));
    expect(rules(early)).toContain('code.not-yet-valid 1');
    expect(lines(late)).toEqual([]);
  });
});

describe('several sessions of a month', () => {
  it('sum up, and the last one carries the lines; each says where its minutes went', () => {
    const [first, second, last] = coded(
      managed('2026-03', '02', '12'),
      managed('2026-03', '09', '8'),
      managed('2026-03', '30', '14'),
    );
    expect([lines(first), lines(second), lines(last)]).toEqual([[], [], ['98980 GO ×1 34/0']]);
    expect(said(first, 'rtm.counted-in-month')).toEqual([
      '12 minutes count in 2026-03: 34 minutes in 3 sessions, billed with session M30 of 2026-03-30',
    ]);
    expect(said(last, 'rtm.explained')).toEqual([
      '34 minutes of management in 2026-03 (3 sessions) make 98980 ×1, and 14 over that make no further 20',
    ]);
    expect([first?.held, rules(first)]).toEqual([false, ['rtm.counted-in-month 1', 'units.none-earned -']]);
  });

  it('count by calendar month: the last of one and the first of the next stay apart', () => {
    const [march, april] = coded(managed('2026-03', '31', '15'), managed('2026-04', '01', '15'));
    expect([lines(march), lines(april)]).toEqual([['98979 GO ×1 15/0'], ['98979 GO ×1 15/0']]);
  });

  it('of one day count once, with the day’s last session', () => {
    const sessions = ['A', 'B'].map((sessionId) => managed('2026-03', '20', '15', { sessionId }));
    const [first, last] = codedDay(sessions);
    expect([lines(first), lines(last)]).toEqual([[], ['98980 GO ×1 30/0']]);
    expect(rules(first)).toContain('rtm.counted-in-month 1');
  });

  it('leave the line to the last that has minutes', () => {
    const [first, empty] = coded(managed('2026-03', '02', '25'), managed('2026-03', '30', '0'));
    expect([lines(first), lines(empty)]).toEqual([['98980 GO ×1 25/0'], []]);
  });

  it('need one live interaction in the month, in whichever session it is recorded', () => {
    const silent = { procedures: [{ code: '98980', minutes: 25 }] };
    const [first, last] = coded(managed('2026-03', '02', '5'), managed('2026-03', '30', '0', silent));
    expect([first?.held, last?.held]).toEqual([false, false]);
    const alone = coded(managed('2026-03', '30', '0', silent))[0];
    expect([alone?.held, lines(alone)]).toEqual([true, ['98980 GO ×1 25/0']]);
    expect(rules(alone)).toContain('rtm.interaction-missing 1');
  });

  it('do not take an interaction of another month', () => {
    const rtm = { interactiveOn: '2026-02-28' };
    const session = managed('2026-03', '30', '0', { procedures: [{ code: '98980', minutes: 25, rtm }] });
    expect(rules(coded(session)[0])).toContain('rtm.interaction-missing 1');
  });

  it('ask for no interaction where nothing is earned', () => {
    const session = managed('2026-03', '30', '0', { procedures: [{ code: '98980', minutes: 9 }] });
    expect([coded(session)[0]?.held, rules(coded(session)[0])]).toEqual([
      false,
      ['rtm.explained 1', 'units.none-earned -'],
    ]);
  });
});

describe('who furnished the management', () => {
  it.each([
    ['18+2', '98980 GO ×1 20/2'],
    ['18+3', '98980 GO:CO ×1 21/3'],
  ])('is told from more than a tenth on: %s', (time, line) => {
    expect(lines(one(time))).toEqual([line]);
  });

  it('is judged by the whole month and told on each of its lines', () => {
    const [, last] = coded(managed('2026-03', '02', '30'), managed('2026-03', '20', '5+10'));
    expect(last?.lines.map((line) => line.modifiers)).toEqual([
      ['GO', 'CO'],
      ['GO', 'CO'],
    ]);
  });

  it('is not told to a payer that does not ask', () => {
    expect(lines(one('10+15', '2026-03', coveredBy('HARBOR')))).toEqual(['98980  ×1 25/15']);
  });
});

describe('a month that is not over', () => {
  const barred = { why: 'open', lastDay: '2026-03-31' } as const;

  it('holds each of its days, with the minutes so far and from when they are coded', () => {
    const sessions = [managed('2026-03', '02', '12'), managed('2026-03', '20', '25')];
    const entries = sessions.flatMap((session) => monitoringEntries(session, reference));
    const result = codedDay(sessions.slice(1), { entries, barred })[0];
    expect([result?.held, lines(result), rules(result)]).toEqual([true, [], ['rtm.month-open 1']]);
    expect(said(result, 'rtm.month-open')).toEqual([
      '98980 counts over 2026-03, so far 37 minutes in 2 sessions; the month is coded at the close of 2026-03-31',
    ]);
  });

  it('does not keep devices from being coded, nor management without minutes', () => {
    const rtm = { periodStart: '2026-03-01', daysWithData: 20 };
    const device = codedDay([{ procedures: [{ code: '98977', rtm }] }], { entries: [], barred })[0];
    expect([device?.held, lines(device)]).toEqual([false, ['98977 GO ×1 0/0']]);
    const empty = codedDay([managed('2026-03', '20', '0')], { entries: [], barred })[0];
    expect(rules(empty)).not.toContain('rtm.month-open 1');
  });
});

describe('a month that is billed already', () => {
  const barred = { why: 'billed', dateOfService: '2026-03-30' } as const;

  it('holds what came or changed since, naming the day that carries the lines', () => {
    const result = codedDay([managed('2026-03', '31', '25')], { entries: [], barred })[0];
    expect([result?.held, lines(result), rules(result)]).toEqual([true, [], ['rtm.month-already-billed 1']]);
    expect(said(result, 'rtm.month-already-billed')).toEqual([
      'the management of 2026-03 is billed with 2026-03-30, and these minutes are not what it counted',
    ]);
  });

  it('holds a session that its minutes were taken out of', () => {
    const result = codedDay([{ dateOfService: '2026-03-20' }], { entries: [], barred })[0];
    expect([result?.held, rules(result)?.includes('rtm.month-already-billed -')]).toEqual([true, true]);
  });
});

describe('management beside other services', () => {
  it('keeps its place among the lines and stays out of the timed minutes', () => {
    const rtm = { interactiveOn: '2026-03-20' };
    const procedures: Procedure[] = [
      { code: '97110', minutes: 15 },
      { code: '98980', minutes: 21, rtm },
      { code: '97140', minutes: 15 },
      { code: '98981', minutes: 20 },
    ];
    const [result] = codedDay([{ procedures, diagnoses: ['M25.511'] }]);
    expect(result?.lines.map((line) => line.code)).toEqual(['97110', '98980', '98981', '97140']);
    expect(result?.timedMinutes).toBe(30);
  });

  it('needs its minutes', () => {
    expect(rules(codedDay([{ procedures: [{ code: '98980' }] }])[0])).toContain('time.minutes-missing 1');
  });
});
