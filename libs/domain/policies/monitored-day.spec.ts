import { describe, expect, it } from '@jest/globals';
import { monitoringEntries } from '#libs/rules/coding/monitoring/monitoring-entry.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import type { Procedure } from '#libs/rules/session.js';
import { SAMPLE_PRACTICE, sampleSession } from '#libs/rules/testing/sample.js';
import { dayCoding } from '../patient-ledger/ledger-fixtures.js';
import { type DayRecord, dayKey, emptyLedger, type LedgerState } from '../patient-ledger/state.js';
import { billsWholeMonth, countsInMonth, type DayToMonitor, monitoredDay, monthClaims } from './monitored-day.js';

const reference = builtInReference();
const practice = { ...SAMPLE_PRACTICE, timeZone: 'America/New_York' } as DayToMonitor['practice'];
const payerId = 'MEDICARE-B';
/** 20:00 in New York on the last of March. */
const MONTH_END = new Date('2026-04-01T00:00:00Z');

/** Sessions are named by their dates. */
const treated = (dateOfService: string, ...procedures: Procedure[]) =>
  sampleSession({ sessionId: dateOfService, dateOfService, procedures });
const managed = (minutes: number): Procedure => ({ code: '98980', minutes, rtm: { interactiveOn: '2026-03-02' } });
const device = (daysWithData: number): Procedure => ({
  code: '98977',
  rtm: { periodStart: '2026-03-01', daysWithData },
});

/** A day as the book has it, billed or not. */
function kept(dateOfService: string, procedure: Procedure, billed = false): DayRecord {
  const line = {
    sessionId: 'internal',
    code: procedure.code,
    minutes: procedure.minutes ?? 0,
  } as DayRecord['claims'][number]['lines'][number];
  const { day } = dayCoding({ dateOfService, claimId: `C-${dateOfService}`, lines: billed ? [line] : [] });
  const monitoring = monitoringEntries(treated(dateOfService, procedure), reference);
  return { ...day, ehrSessionIds: { internal: dateOfService }, monitoring };
}

const ledgerOf = (...days: readonly DayRecord[]): LedgerState => ({
  ...emptyLedger,
  days: Object.fromEntries(days.map((day) => [dayKey(day), day])),
});

function judged(dateOfService: string, procedures: readonly Procedure[], more: Partial<DayToMonitor> = {}) {
  const day = { patientId: 'patient-1', payerId, dateOfService };
  const sessions = [treated(dateOfService, ...procedures)];
  const given = { practice, reference, day, sessions, ledger: emptyLedger, codedAt: MONTH_END, monthBilled: false };
  return monitoredDay({ ...given, ...more });
}
const order = (result: ReturnType<typeof judged>) => result?.history.entries.map(({ sessionId }) => sessionId);

describe("a day's remote monitoring", () => {
  it('is nothing where the day has none and had none', () => {
    expect(judged('2026-03-05', [{ code: '97110', minutes: 15 }])).toBeUndefined();
  });

  it('is judged by all days of the payer, last year’s too, in calendar order', () => {
    const ledger = ledgerOf(kept('2026-03-20', device(3)), kept('2026-02-10', managed(5)), {
      ...kept('2026-03-01', managed(5)),
      payerId: 'ACME',
    });
    const result = judged('2026-03-05', [managed(12)], { ledger, lastYear: ledgerOf(kept('2025-12-30', device(3))) });
    expect(order(result)).toEqual(['2025-12-30', '2026-02-10', '2026-03-05', '2026-03-20']);
  });

  it('sees a device that has a line before one that is recorded late', () => {
    const ledger = ledgerOf(kept('2026-03-20', device(18), true));
    expect(order(judged('2026-03-10', [device(18)], { ledger }))).toEqual(['2026-03-20', '2026-03-10']);
  });

  it('of a day whose record no longer has any is still looked at, and kept no more', () => {
    const ledger = ledgerOf(kept('2026-03-05', managed(12)));
    expect(judged('2026-03-05', [], { ledger })?.kept).toEqual({});
  });
});

describe('management', () => {
  it('waits for the end of its month; a device does not', () => {
    const codedAt = new Date(MONTH_END.getTime() - 1);
    expect(judged('2026-03-05', [managed(12)], { codedAt })).toMatchObject({
      history: { barred: { why: 'open', lastDay: '2026-03-31' } },
      kept: { monthClosesAt: MONTH_END.toISOString(), monitoring: [{ therapistMinutes: 12 }] },
    });
    const other = judged('2026-03-05', [device(18)], { codedAt });
    expect([other?.history.barred, other?.kept.monthClosesAt]).toEqual([undefined, undefined]);
  });

  it('is free once the month is over and no other day has its lines', () => {
    const ledger = ledgerOf(kept('2026-03-20', managed(12)), kept('2026-02-20', managed(25), true));
    expect(judged('2026-03-05', [managed(12)], { ledger })?.history.barred).toBeUndefined();
  });

  it.each([
    ['2026-03-30', 'later', 'billed'],
    ['2026-03-05', 'earlier', undefined],
  ])('of %s, %s than the drafted lines of its month: %s until these are given up', (date, _when, why) => {
    const ledger = ledgerOf(kept('2026-03-20', managed(25), true));
    const result = judged(date, [managed(12)], { ledger });
    expect(result?.history.barred?.why).toBe(why);
    expect(result?.kept.monitoring).toHaveLength(1);
  });
});

describe('a month whose claim is under way', () => {
  const sent = kept('2026-03-20', managed(25), true);
  const counted = kept('2026-03-05', managed(12));
  const bar = { why: 'billed', dateOfService: '2026-03-20' };

  it('takes nothing more: minutes that come late are kept nowhere', () => {
    const result = judged('2026-03-30', [managed(12)], { ledger: ledgerOf(sent), monthBilled: true });
    expect([result?.history.barred, result?.kept]).toEqual([bar, {}]);
  });

  it.each([
    ['more minutes', [managed(15)]],
    ['none', []],
  ])('stays as it was counted where a day of it has %s now', (_what, procedures) => {
    const result = judged('2026-03-05', procedures, { ledger: ledgerOf(sent, counted), monthBilled: true });
    expect([result?.history.barred, result?.kept]).toEqual([bar, { monitoring: counted.monitoring }]);
  });

  it('counts nothing of a day after the one that carries it, though the book has its minutes', () => {
    const late = kept('2026-03-30', managed(40));
    const result = judged('2026-03-30', [managed(40)], { ledger: ledgerOf(sent, late), monthBilled: true });
    expect([result?.history.barred, result?.kept]).toEqual([bar, {}]);
  });

  it('has nothing against a day that says the same, or anew what its device reports', () => {
    const ledger = ledgerOf(sent, counted);
    const same = judged('2026-03-05', [managed(12), device(18)], { ledger, monthBilled: true });
    expect(same?.history.barred).toBeUndefined();
    expect(same?.kept.monitoring?.map(({ code }) => code)).toEqual(['98980', '98977']);
  });

  it('is found by the claim that has its lines, and the days that it counted by their minutes', () => {
    const day = { patientId: 'patient-1', payerId, dateOfService: '2026-03-05' };
    expect(monthClaims({ day, ledger: ledgerOf(sent, counted), reference })).toEqual(['C-2026-03-20']);
    expect(monthClaims({ day: { ...day, dateOfService: '2026-04-01' }, ledger: ledgerOf(sent), reference })).toEqual(
      [],
    );
    expect(countsInMonth({ day, ledger: ledgerOf(sent, counted), reference })).toBe(true);
    expect(countsInMonth({ day, ledger: ledgerOf(counted), reference })).toBe(false);
    expect(countsInMonth({ day, ledger: ledgerOf(sent, kept('2026-03-05', device(18))), reference })).toBe(false);
  });
});

describe('a claim with management', () => {
  const carrying = kept('2026-03-20', managed(25), true);
  const bills = (...days: readonly DayRecord[]) => billsWholeMonth(ledgerOf(...days), 'C-2026-03-20', reference);

  it('bills its whole month where its minutes are all that the book has of it', () => {
    expect(bills(carrying)).toBe(true);
    expect(
      bills(carrying, kept('2026-02-27', managed(9)), { ...kept('2026-03-05', managed(9)), payerId: 'ACME' }),
    ).toBe(true);
    expect(bills(carrying, kept('2026-03-30', managed(0)), kept('2026-03-31', device(18)))).toBe(true);
  });

  it('does not where a session came since, before it or after it', () => {
    expect(bills(carrying, kept('2026-03-05', managed(9)))).toBe(false);
    expect(bills(carrying, kept('2026-03-30', managed(9)))).toBe(false);
  });

  it('is not judged where it bills none, or where the patient’s key was destroyed', () => {
    expect(bills(kept('2026-03-20', device(18), true), kept('2026-03-05', managed(9)))).toBe(true);
    const { monitoring: _gone, ...forgotten } = carrying;
    expect(bills(forgotten)).toBe(true);
  });
});
