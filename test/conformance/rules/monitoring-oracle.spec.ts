import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codeDay } from '#libs/rules/coding/code-day.js';
import { monitoringEntries } from '#libs/rules/coding/monitoring/monitoring-entry.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import type { Session } from '#libs/rules/session.js';
import { SAMPLE_PRACTICE, sampleSession } from '#libs/rules/testing/sample.js';
import { atMost } from './random-days.js';

const reference = builtInReference();
const MONTHS = ['2025-11', '2025-12', '2026-01', '2026-02'];

interface Visit {
  readonly month: string;
  readonly day: number;
  readonly minutes: number;
  readonly assistantMinutes: number;
  readonly code: string;
}

const visit = fc.record({
  month: fc.constantFrom(...MONTHS),
  day: fc.integer({ min: 1, max: 28 }),
  minutes: fc.nat(25),
  assistantMinutes: fc.oneof(fc.constant(0), fc.nat(6)),
  code: fc.constantFrom('98980', '98981'),
});
/** One session a day, in the order of the calendar. */
const visits = fc
  .uniqueArray(visit, { selector: ({ month, day }) => `${month} ${day}`, minLength: 1, maxLength: 20 })
  .map((list) => [...list].sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : 1)));

const dateOf = ({ month, day }: Visit) => `${month}-${String(day).padStart(2, '0')}`;

function sessionOf(one: Visit): Session {
  const { code, minutes, assistantMinutes } = one;
  const rtm = { interactiveOn: dateOf(one) };
  const procedures = [{ code, minutes, assistantMinutes, rtm }];
  return sampleSession({ sessionId: dateOf(one), dateOfService: dateOf(one), procedures });
}

/** Walks through the month's minutes one by one: what is billed when the last one is reached, on the day that had it. */
function byCounting(list: readonly Visit[], month: string): string[] {
  let [counted, assisted] = [0, 0];
  let on = '';
  const units = { 98979: 0, 98980: 0, 98981: 0 };
  for (const one of list.filter((each) => each.month === month)) {
    for (let minute = 0; minute < one.minutes + one.assistantMinutes; minute += 1) {
      counted += 1;
      if (minute >= one.minutes) assisted += 1;
      on = dateOf(one);
      if (counted === 10 && month >= '2026') units['98979'] = 1;
      if (counted === 20) Object.assign(units, { 98979: 0, 98980: 1 });
      else if (counted % 20 === 0) units['98981'] += 1;
    }
  }
  const modifiers = assisted > counted / 10 ? 'GO:CO' : 'GO';
  return Object.entries(units).flatMap(([code, count]) => (count > 0 ? `${on} ${code} ${modifiers} ×${count}` : []));
}

function billed(sessions: readonly Session[]): string[] {
  const entries = sessions.flatMap((session) => monitoringEntries(session, reference));
  return sessions.flatMap((session) =>
    codeDay({ sessions: [session], practice: SAMPLE_PRACTICE, reference, monitoring: { entries } }).lines.map(
      ({ line }) => `${session.dateOfService} ${line.code} ${line.modifiers.join(':')} ×${line.units}`,
    ),
  );
}

describe('random courses of remote monitoring', () => {
  it('are billed month by month as counting minute by minute does', () => {
    fc.assert(
      fc.property(visits, (list) => {
        expect(billed(list.map(sessionOf))).toEqual(MONTHS.flatMap((month) => byCounting(list, month)));
      }),
      { numRuns: atMost(1000), seed: 20260302 },
    );
  });

  it('keep what the month holds when its sessions are recorded in another order', () => {
    fc.assert(
      fc.property(visits, (list) => {
        const withoutDate = (lines: readonly string[]) =>
          lines.map((line) => `${line.slice(0, 7)} ${line.slice(11)}`).sort();
        const backwards = billed([...list].reverse().map(sessionOf));
        expect(withoutDate(backwards)).toEqual(withoutDate(billed(list.map(sessionOf))));
      }),
      { numRuns: atMost(300), seed: 7 },
    );
  });
});
