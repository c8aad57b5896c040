import { describe, expect, it } from '@jest/globals';
import type { Procedure, Session } from '../session.js';
import { toldOf } from '../testing/scrubbed.js';

const doing = (...procedures: Procedure[]): Partial<Session> => ({ procedures });
const stated = (...day: readonly Partial<Session>[]) =>
  toldOf('minutes.stated-units', day).map((text) => text.replace(/ \(leave count out.*/, ''));

describe('units that a record states', () => {
  it('are an error beyond what a code’s own minutes carry, a part of a unit counted as one', () => {
    expect(stated(doing({ code: '97110', minutes: 16, count: 2 }, { code: '97112', minutes: 14 }))).toEqual([
      "warning minutes.stated-units at 1: 97110 states 2 units; its 16 minutes make 1 of the day's 2",
    ]);
    expect(stated(doing({ code: '97110', minutes: 15, count: 2 }, { code: '97112', minutes: 15 }))).toEqual([
      "error minutes.stated-units at 1: 97110 states 2 units; its 15 minutes make 1 of the day's 2",
    ]);
  });

  it('are an error where all that is stated is more than the day makes', () => {
    const day = doing({ code: '97110', minutes: 20, count: 2 }, { code: '97112', minutes: 18, count: 2 });
    expect(stated(day)).toEqual([
      "error minutes.stated-units at 2: 97112 states 2 units; its 18 minutes make 1 of the day's 3",
    ]);
  });

  it('count the minutes of therapist and assistant', () => {
    expect(stated(doing({ code: '97110', minutes: 10, assistantMinutes: 8, count: 3 }))).toEqual([
      "error minutes.stated-units at 1: 97110 states 3 units; its 18 minutes make 1 of the day's 1",
    ]);
  });

  it('are no units of codes that are billed by count, or that nobody knows', () => {
    expect(stated(doing({ code: '97166', minutes: 45, count: 3 }))).toEqual([]);
    expect(stated(doing({ code: '99999', minutes: 45, count: 3 }))).toEqual([]);
    expect(stated(doing({ code: '97110', minutes: 15, count: 1 }, { code: '97150', count: 2 }))).toEqual([]);
  });

  it('of hourly codes are held against what their own clock makes', () => {
    expect(stated(doing({ code: '96125', minutes: 61, count: 2 }))).toEqual([
      "error minutes.stated-units at 1: 96125 states 2 units; its 61 minutes make 1 of the day's 0",
    ]);
  });

  it('are left to the line that two sessions share', () => {
    const half = doing({ code: '97110', minutes: 8, count: 1 });
    expect(stated(half, doing({ code: '97110', minutes: 15 }))).toEqual([]);
    expect(stated(doing({ code: '97112', minutes: 15 }), doing({ code: '97110', minutes: 15, count: 2 }))).toEqual([
      "error minutes.stated-units at 1: 97110 states 2 units; its 15 minutes make 1 of the day's 2",
    ]);
    expect(stated(half, doing({ code: '97110', minutes: 15, count: 9 }))).toEqual([]);
  });
});
