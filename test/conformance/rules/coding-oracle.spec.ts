import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codeDay } from '#libs/rules/coding/code-day.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import type { Procedure, Session } from '#libs/rules/session.js';
import { coveredBy, SAMPLE_PRACTICE, sampleSession } from '#libs/rules/testing/sample.js';

const CODES = ['97110', '97112', '97116', '97140', '97530', '97535', '97542'] as const;
const reference = builtInReference();

interface Timed {
  readonly code: string;
  readonly minutes: number;
  readonly assistantMinutes: number;
  readonly preferUnit: boolean;
}

/** The published table by counting: one unit at 8 minutes, one more at each further 15. */
function tableUnits(minutes: number): number {
  let units = 0;
  for (let from = 8; from <= minutes; from += 15) units += 1;
  return units;
}

/** Deals units one by one, each to the code with the most minutes not yet billed. */
function dealtOneByOne(codes: readonly Timed[]): Map<string, number> {
  const left = new Map(codes.map((one) => [one.code, one.minutes + one.assistantMinutes]));
  const units = new Map(codes.map((one) => [one.code, 0]));
  const total = tableUnits([...left.values()].reduce((sum, minutes) => sum + minutes, 0));
  for (let dealt = 0; dealt < total; dealt += 1) {
    let next: Timed | undefined;
    for (const one of codes) if (!next || comesFirst(one, next, left)) next = one;
    if (!next) break;
    units.set(next.code, (units.get(next.code) ?? 0) + 1);
    left.set(next.code, Math.max(0, (left.get(next.code) ?? 0) - 15));
  }
  return units;
}

function comesFirst(one: Timed, other: Timed, left: ReadonlyMap<string, number>): boolean {
  const [mine, theirs] = [left.get(one.code) ?? 0, left.get(other.code) ?? 0];
  if (mine !== theirs) return mine > theirs;
  if (one.preferUnit !== other.preferUnit) return one.preferUnit;
  const [own, rival] = [one.minutes + one.assistantMinutes, other.minutes + other.assistantMinutes];
  return own === rival ? one.code < other.code : own > rival;
}

/** The assistant's units by the rule's own steps, minute by minute. */
function assistantUnits({ minutes, assistantMinutes }: Timed, units: number): number {
  let [therapist, assistant, left, assisted] = [minutes, assistantMinutes, units, 0];
  for (; therapist >= 15 && left > 0; therapist -= 15) left -= 1;
  for (; assistant >= 15 && left > 0; assistant -= 15) {
    left -= 1;
    assisted += 1;
  }
  if (left === 2) return assisted + 1;
  if (left === 1 && therapist < 8 && assistant > (therapist + assistant) / 10) return assisted + 1;
  return assisted;
}

function billed(sessions: readonly Session[]): Map<string, number> {
  const day = codeDay({ sessions, practice: SAMPLE_PRACTICE, reference });
  return new Map(
    day.lines.map(({ line }) => [line.modifiers.includes('CO') ? `${line.code} CO` : line.code, line.units]),
  );
}

const timed = fc.record({
  code: fc.constantFrom(...CODES),
  minutes: fc.nat(70),
  assistantMinutes: fc.oneof(fc.constant(0), fc.nat(50)),
  preferUnit: fc.boolean(),
});
const day = fc.uniqueArray(timed, { selector: (one) => one.code, minLength: 1, maxLength: CODES.length });
/** Pairs that exclude each other stay coded: their errors leave the lines shown. */
const sessionOf = (procedures: readonly Procedure[], given: Partial<Session> = {}) =>
  sampleSession({ procedures, ...given });

describe('3,000 random days', () => {
  it('are coded as an oracle does that deals units one by one', () => {
    fc.assert(
      fc.property(day, (codes) => {
        const expected = new Map<string, number>();
        for (const [code, units] of dealtOneByOne(codes)) {
          const assisted = assistantUnits(codes.find((one) => one.code === code) as Timed, units);
          if (units > assisted) expected.set(code, units - assisted);
          if (assisted > 0) expected.set(`${code} CO`, assisted);
        }
        expect(Object.fromEntries(billed([sessionOf(codes)]))).toEqual(Object.fromEntries(expected));
      }),
      { numRuns: 3000, seed: 20260302 },
    );
  });

  it('are coded alike in any order of procedures', () => {
    fc.assert(
      fc.property(day, (codes) => {
        expect(Object.fromEntries(billed([sessionOf([...codes].reverse())]))).toEqual(
          Object.fromEntries(billed([sessionOf(codes)])),
        );
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('are coded alike when they are split into two sessions', () => {
    fc.assert(
      fc.property(day, fc.nat(70), fc.nat(70), (codes, share, assistantShare) => {
        const first = codes.map((one) => ({
          ...one,
          minutes: Math.min(share, one.minutes),
          assistantMinutes: Math.min(assistantShare, one.assistantMinutes),
        }));
        const second = codes.map((one, index) => ({
          ...one,
          minutes: one.minutes - (first[index]?.minutes ?? 0),
          assistantMinutes: one.assistantMinutes - (first[index]?.assistantMinutes ?? 0),
        }));
        const split = [sessionOf(first), sessionOf(second, { sessionId: 'S2' })];
        expect(Object.fromEntries(billed(split))).toEqual(Object.fromEntries(billed([sessionOf(codes)])));
      }),
      { numRuns: 500, seed: 2 },
    );
  });

  it('bill no unit without minutes, at a payer that counts each code alone too', () => {
    fc.assert(
      fc.property(day, (codes) => {
        const { lines } = codeDay({
          sessions: [sessionOf(codes, coveredBy('HARBOR'))],
          practice: SAMPLE_PRACTICE,
          reference,
        });
        for (const { line } of lines) expect(line.units).toBe(tableUnits(line.minutes));
      }),
      { numRuns: 500, seed: 3 },
    );
  });
});
