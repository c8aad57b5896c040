import { describe, expect, it } from '@jest/globals';
import { closeOfClaim, closeOfDay, closeOfMonth } from './close-of-day.js';

const close = (instant: string, zone = 'America/New_York') => closeOfDay(new Date(instant), zone).toISOString();

describe('the close of day', () => {
  it("is 20:00 by the practice's clock, in winter and in summer", () => {
    expect(close('2026-03-05T15:00:00Z')).toBe('2026-03-06T01:00:00.000Z');
    expect(close('2026-07-06T15:00:00Z')).toBe('2026-07-07T00:00:00.000Z');
    expect(close('2026-03-05T15:00:00Z', 'America/Los_Angeles')).toBe('2026-03-06T04:00:00.000Z');
  });

  it('belongs to the local date, not to that of UTC', () => {
    expect(close('2026-03-06T00:30:00Z')).toBe('2026-03-06T01:00:00.000Z');
  });

  it('is that of the next day for what comes after it', () => {
    expect(close('2026-03-06T01:00:00Z')).toBe('2026-03-06T01:00:00.000Z');
    expect(close('2026-03-06T01:00:00.001Z')).toBe('2026-03-07T01:00:00.000Z');
  });

  it('keeps the clock where the clocks change overnight', () => {
    expect(close('2026-03-08T01:30:00Z')).toBe('2026-03-09T00:00:00.000Z');
  });
});

describe('the close of a claim', () => {
  const closes = (instant: string, until?: string) =>
    closeOfClaim(new Date(instant), until, 'America/New_York').toISOString();

  it('is that of the day on which it was coded, or of the day that it collects until, whichever is later', () => {
    expect(closes('2026-03-05T15:00:00Z')).toBe('2026-03-06T01:00:00.000Z');
    expect(closes('2026-03-05T15:00:00Z', '2026-03-08')).toBe('2026-03-09T00:00:00.000Z');
    expect(closes('2026-03-11T15:00:00Z', '2026-03-08')).toBe('2026-03-12T00:00:00.000Z');
  });
});

describe('the close of a month', () => {
  it.each([
    ['2026-03-01', '2026-04-01T00:00:00.000Z'],
    ['2026-03-31', '2026-04-01T00:00:00.000Z'],
    ['2026-02-10', '2026-03-01T01:00:00.000Z'],
    ['2028-02-29', '2028-03-01T01:00:00.000Z'],
    ['2026-12-05', '2027-01-01T01:00:00.000Z'],
  ])('of %s is that of its last day: %s', (day, close) => {
    expect(closeOfMonth(day, 'America/New_York').toISOString()).toBe(close);
  });
});
