import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { derivedId, shortId } from './ids.js';
import { addDays, addYears, dayOfWeek, daysBetween, fromEpochDay, isLocalDate, toEpochDay } from './local-date.js';
import { centsToDecimal, decimalToCents, formatCents } from './money.js';
import { ratio, ratioFromDecimal, roundHalfUp, shareOfCents, times } from './ratio.js';
import { instantOf, localDateAt } from './time-zone.js';

describe('money', () => {
  it('writes cents as X12 does, without trailing zeros', () => {
    expect([12832, 57500, 50, -250, 0, 5].map(centsToDecimal)).toEqual(['128.32', '575', '0.5', '-2.5', '0', '0.05']);
  });

  it('reads back whatever it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (amount) => decimalToCents(centsToDecimal(amount)) === amount),
    );
  });

  it('refuses fractions of a cent and what is no number', () => {
    expect(['1.005', 'DATA', '', '.', '1e5', '1,000'].map(decimalToCents)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(decimalToCents('.5')).toBe(50);
    expect(decimalToCents('7.500')).toBe(750);
    expect(formatCents(-123456)).toBe('-$1,234.56');
  });
});

describe('ratios', () => {
  it('round half up, exactly', () => {
    expect(roundHalfUp(ratio(5, 2))).toBe(3);
    expect(roundHalfUp(ratio(-5, 2))).toBe(-3);
    expect(shareOfCents(8000, ratio(85, 100))).toBe(6800);
    expect(roundHalfUp(times(ratioFromDecimal('33.4009')!, ratio(105)))).toBe(3507);
  });
});

describe('calendar days', () => {
  it('know the calendar', () => {
    expect(isLocalDate('2026-02-30')).toBe(false);
    expect(isLocalDate('2028-02-29')).toBe(true);
    expect(addYears('2028-02-29', 1)).toBe('2029-02-28');
    expect(addDays('2026-04-06', 125)).toBe('2026-08-09');
    expect(dayOfWeek('2026-08-09')).toBe(7);
    expect(daysBetween('2026-03-01', '2026-04-01')).toBe(31);
  });

  it('are counted from 1970-01-01 on and back as the calendar has them, every day of four centuries and more', () => {
    const day = new Date('1599-12-30T00:00:00Z');
    const wrong: string[] = [];
    for (let number = day.getTime() / 86_400_000; day.getUTCFullYear() < 2101; number += 1) {
      const written = day.toISOString().slice(0, 10);
      if (fromEpochDay(number) !== written || toEpochDay(written) !== number) wrong.push(written);
      day.setUTCDate(day.getUTCDate() + 1);
    }
    expect(wrong).toEqual([]);
    expect(toEpochDay('1970-01-01')).toBe(0);
  });
});

describe('time zones', () => {
  it('turn a local hour into an instant, across daylight saving', () => {
    expect(instantOf('2026-01-15', 20, 0, 'America/New_York').toISOString()).toBe('2026-01-16T01:00:00.000Z');
    expect(instantOf('2026-07-15', 20, 0, 'America/New_York').toISOString()).toBe('2026-07-16T00:00:00.000Z');
    expect(instantOf('2026-03-08', 2, 30, 'America/New_York').toISOString()).toBe('2026-03-08T07:30:00.000Z');
    expect(instantOf('2026-11-01', 1, 30, 'America/New_York').toISOString()).toBe('2026-11-01T05:30:00.000Z');
    expect(localDateAt(new Date('2026-03-03T02:00:00Z'), 'America/Los_Angeles')).toBe('2026-03-02');
  });
});

describe('derived ids', () => {
  it('are equal for equal parts and differ where a boundary moves', () => {
    expect(derivedId('a', 'b')).toBe(derivedId('a', 'b'));
    expect(derivedId('a', 'b')).not.toBe(derivedId('ab', ''));
    expect(derivedId('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(shortId(14, 'practice', 'session')).toMatch(/^[0-9A-HJKMNP-TV-Z]{14}$/);
  });
});
