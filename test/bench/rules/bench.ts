import assert from 'node:assert/strict';
import type { PricedSession } from '#libs/rules/coded-session.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import type { Bench, Line } from '../bench.js';
import { type Contestant, race, type Taken } from '../race.js';
import { benchPractice } from './bench-practice.js';
import { codedDays, type DaysToBill, pricedDays, scrubbedDays } from './bill-days.js';
import { type DaysOptions, generatedDays, readDay } from './generated-days.js';
import { largeFile } from './large-file.js';
import { recount } from './recount.js';
import { count, emptyTally, type Tally, tallyOf } from './tally.js';

const ROUNDS = 5;
const AIM = 20_000;
const ORDINARY: DaysOptions = { seed: 'rules', mix: 'ordinary', patients: 400, daysEach: 50 };
const HARD: DaysOptions = { seed: 'rules', mix: 'hard', patients: 40, daysEach: 50 };

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

function tallied(days: Iterable<readonly PricedSession[]>): Tally {
  const tally = emptyTally();
  for (const results of days) count(tally, results);
  return tally;
}

/** The whole of it, and its parts, over the same days; every result adds up to what was recounted before. */
async function* measure(what: string, input: Prepared, aim?: number): AsyncGenerator<Line> {
  const coded = [...codedDays(input)];
  const billed = [...scrubbedDays(input, coded)].flat();
  assert.ok(recount(input, billed) > input.sessions / 4, 'too few sessions could be recounted');
  const contestant = (run: () => Tally, expected: Tally): Contestant<Tally> => ({
    run,
    check: (result) => assert.deepEqual(result, expected),
  });
  const results = function* () {
    for (const { sessions } of codedDays(input)) yield sessions;
  };
  const taken = await race(
    { rounds: ROUNDS },
    {
      whole: contestant(() => tallied(scrubbedDays(input, codedDays(input))), tallyOf(billed)),
      code: contestant(() => tallied(results()), tallyOf(coded.flatMap(({ sessions }) => sessions))),
      price: contestant(() => tallied(pricedDays(input, coded)), tallyOf([...pricedDays(input, coded)].flat())),
      scrub: contestant(() => tallied(scrubbedDays(input, coded)), tallyOf(billed)),
      parse: {
        run: () => input.texts.reduce((sum, text) => sum + JSON.parse(text).procedures.length, 0),
        check: (result) => assert.equal(result, input.days.flat().flatMap(({ procedures }) => procedures).length),
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
    say('a file of a million sessions: some minutes');
    yield* largeFile();
  },
};
