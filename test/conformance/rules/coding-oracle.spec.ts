import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codeDay } from '#libs/rules/coding/code-day.js';
import type { PracticeTerms } from '#libs/rules/practice.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import type { Procedure, Session } from '#libs/rules/session.js';
import { coveredBy, SAMPLE_PRACTICE, sampleSession } from '#libs/rules/testing/sample.js';
import { atMost, RANDOM_DAYS } from './random-days.js';

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

/** A payer that counts each code alone and wants to know what the assistant did. */
const COUNTS_ALONE: PracticeTerms = {
  ...SAMPLE_PRACTICE,
  payers: [{ payerId: 'ALONE', name: 'Alone', kind: 'MEDICARE_ADVANTAGE', unitMethod: 'AMA_PER_CODE' }],
};

function billed(sessions: readonly Session[], practice: PracticeTerms = SAMPLE_PRACTICE): Map<string, number> {
  const day = codeDay({ sessions, practice, reference });
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
const minutesOf = (code: string) =>
  fc.record({
    code: fc.constant(code),
    minutes: fc.nat(40),
    assistantMinutes: fc.oneof(fc.constant(0), fc.nat(40)),
    preferUnit: fc.constant(false),
  });
const cognitive = fc.record({ base: minutesOf('97129'), more: minutesOf('97130') });
/** Pairs that exclude each other stay coded: their errors leave the lines shown. */
const sessionOf = (procedures: readonly Procedure[], given: Partial<Session> = {}) =>
  sampleSession({ procedures, ...given });

describe('random days', () => {
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
      { numRuns: RANDOM_DAYS, seed: 20260302 },
    );
  });

  it('are coded alike in any order of procedures', () => {
    fc.assert(
      fc.property(day, (codes) => {
        expect(Object.fromEntries(billed([sessionOf([...codes].reverse())]))).toEqual(
          Object.fromEntries(billed([sessionOf(codes)])),
        );
      }),
      { numRuns: atMost(500), seed: 1 },
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
      { numRuns: atMost(500), seed: 2 },
    );
  });

  it('make as many units as the published table gives the total, and none without minutes', () => {
    fc.assert(
      fc.property(day, (codes) => {
        const { lines } = codeDay({ sessions: [sessionOf(codes)], practice: SAMPLE_PRACTICE, reference });
        const total = codes.reduce((sum, one) => sum + one.minutes + one.assistantMinutes, 0);
        expect(lines.reduce((sum, { line }) => sum + line.units, 0)).toBe(tableUnits(total));
        for (const { line } of lines) expect(line.minutes).toBeGreaterThan(0);
      }),
      { numRuns: atMost(500), seed: 4 },
    );
  });

  it('divide base code and add-on of cognitive training as the pair’s units do', () => {
    fc.assert(
      fc.property(day, cognitive, (codes, pair) => {
        const whole = { ...pair.base, minutes: pair.base.minutes + pair.more.minutes };
        whole.assistantMinutes = pair.base.assistantMinutes + pair.more.assistantMinutes;
        const units = dealtOneByOne([...codes, whole]).get('97129') ?? 0;
        const assisted = assistantUnits(whole, units);
        const found = billed([sessionOf([pair.more, ...codes, pair.base])]);
        const first = found.get('97129') ?? 0;
        const firstAssisted = found.get('97129 CO') ?? 0;
        expect(first + firstAssisted).toBe(Math.min(1, units));
        expect(firstAssisted).toBe(units > 0 && assisted === units ? 1 : 0);
        expect(first + (found.get('97130') ?? 0)).toBe(units - assisted);
        expect(firstAssisted + (found.get('97130 CO') ?? 0)).toBe(assisted);
      }),
      { numRuns: atMost(500), seed: 5 },
    );
  });

  it('divide each code’s own units between therapist and assistant at a payer that counts each code alone', () => {
    fc.assert(
      fc.property(day, (codes) => {
        const expected = new Map<string, number>();
        for (const one of codes) {
          const units = tableUnits(one.minutes + one.assistantMinutes);
          const assisted = assistantUnits(one, units);
          if (units > assisted) expected.set(one.code, units - assisted);
          if (assisted > 0) expected.set(`${one.code} CO`, assisted);
        }
        const session = sessionOf(codes, coveredBy('ALONE'));
        expect(Object.fromEntries(billed([session], COUNTS_ALONE))).toEqual(Object.fromEntries(expected));
      }),
      { numRuns: atMost(500), seed: 6 },
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
      { numRuns: atMost(500), seed: 3 },
    );
  });
});
