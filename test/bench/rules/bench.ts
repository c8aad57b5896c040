import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import type { Bench, Line } from '../bench.js';
import { race, type Taken } from '../race.js';
import { benchPractice } from './bench-practice.js';
import { billDays, codeDays, type DaysToBill, priceDays } from './bill-days.js';
import { type DaysOptions, generatedDays, readDay } from './generated-days.js';
import { recount } from './recount.js';

const ROUNDS = 5;
const AIM = 20_000;
const ORDINARY: DaysOptions = { seed: 'rules', mix: 'ordinary', patients: 400, daysEach: 50 };
const HARD: DaysOptions = { seed: 'rules', mix: 'hard', patients: 40, daysEach: 50 };

function digest(results: unknown): string {
  return createHash('sha256').update(JSON.stringify(results)).digest('hex');
}

interface Prepared extends DaysToBill {
  readonly texts: readonly string[];
  readonly sessions: number;
}

function prepare(options: DaysOptions): Prepared {
  const texts = [...generatedDays(options)];
  const days = texts.map(readDay);
  return {
    days,
    practice: benchPractice(),
    reference: builtInReference(),
    texts: texts.flat(),
    sessions: days.flat().length,
  };
}

/** Sessions a second of one processor. */
function perSecond({ sessions }: Prepared, { processorSeconds }: Taken): number {
  return sessions / processorSeconds;
}

/** The whole of it, and its parts, over the same days; every result is the one that was recounted before. */
async function* measure(what: string, input: Prepared, aim?: number): AsyncGenerator<Line> {
  const billed = billDays(input);
  assert.ok(recount(input, billed) > input.sessions / 4, 'too few sessions could be recounted');
  const coded = codeDays(input);
  const expected = {
    billed: digest(billed),
    coded: digest(coded.map(({ sessions }) => sessions)),
    priced: digest(priceDays(input, coded)),
  };
  const taken = await race(
    { rounds: ROUNDS },
    {
      whole: { run: () => billDays(input), check: (result) => assert.equal(digest(result), expected.billed) },
      code: {
        run: () => codeDays(input),
        check: (result) =>
          assert.equal(digest((result as typeof coded).map(({ sessions }) => sessions)), expected.coded),
      },
      price: { run: () => priceDays(input, coded), check: (result) => assert.equal(digest(result), expected.priced) },
      scrub: { run: () => billDays(input, coded), check: (result) => assert.equal(digest(result), expected.billed) },
      parse: {
        run: () => input.texts.map((text) => JSON.parse(text)),
        check: (result) => assert.equal(digest(result), digest(input.texts.map((text) => JSON.parse(text)))),
      },
    },
  );
  const peer = { name: 'JSON.parse alone', amount: perSecond(input, taken.parse) };
  const line = (part: string, one: Taken): Line => ({
    what: `${what}: ${part}`,
    amount: perSecond(input, one),
    unit: 'sessions/s',
    peer,
  });
  yield { ...line('code and scrub', taken.whole), ...(aim !== undefined && { aim }) };
  yield line('code', taken.code);
  yield line('price', taken.price);
  yield line('scrub (with price)', taken.scrub);
}

/** Coding, pricing and scrubbing, by the time of one processor. */
export const bench: Bench = {
  title: 'rules',
  async *lines(say) {
    for (const [what, options, aim] of [
      ['ordinary days', ORDINARY, AIM],
      ['hard days', HARD],
    ] as const) {
      const input = prepare(options);
      say(`${what}: ${input.sessions} sessions, ${ROUNDS} rounds`);
      yield* measure(what, input, aim);
    }
  },
};
