import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CodedSession } from '#libs/rules/coded-session.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import type { Line } from '../bench.js';
import { runClaimstream } from '../measured-command.js';
import { benchPractice } from './bench-practice.js';
import { codedDays } from './bill-days.js';
import { type DaysOptions, generatedDays, readDay } from './generated-days.js';
import { count, emptyTally, type Tally } from './tally.js';

/** A year of a large group practice: 1,000,000 sessions of 20,000 patients, and the second sessions of their days. */
const YEAR: DaysOptions = { seed: 'year', mix: 'ordinary', patients: 20_000, daysEach: 50 };
const MOST_MEGABYTES = 400;
/** Days that are written or coded at once: enough to keep a stream busy. */
const AT_ONCE = 1_000;

function* written(): Generator<string> {
  let lines: string[] = [];
  for (const day of generatedDays(YEAR)) {
    lines.push(...day);
    if (lines.length < AT_ONCE) continue;
    yield `${lines.join('\n')}\n`;
    lines = [];
  }
  yield lines.map((line) => `${line}\n`).join('');
}

/** What the rules make of the same days without the command line. */
function expectedTally(): Tally {
  const tally = emptyTally();
  const billing = { practice: benchPractice(), reference: builtInReference() };
  for (const day of generatedDays(YEAR))
    for (const { sessions } of codedDays({ ...billing, days: [readDay(day)] })) count(tally, sessions);
  return tally;
}

/** `claimstream code` from a file to standard output: read, validate, code, print. */
export async function* largeFile(): AsyncGenerator<Line> {
  const folder = await mkdtemp(join(tmpdir(), 'claimstream-bench-'));
  try {
    const [file, practice] = [join(folder, 'sessions.ndjson'), join(folder, 'practice.json')];
    await writeFile(practice, JSON.stringify(benchPractice()));
    await pipeline(Readable.from(written()), createWriteStream(file));
    const tally = emptyTally();
    const onLine = (line: string) => count(tally, [JSON.parse(line) as CodedSession]);
    const taken = await runClaimstream(['code', file, '--practice', practice], { exit: 2, onLine });
    assert.deepEqual(tally, expectedTally());
    const what = `claimstream code, ${tally.sessions.toLocaleString('en-US')} sessions`;
    yield { what, amount: tally.sessions / taken.processorSeconds, unit: 'sessions/s' };
    yield { what: `${what}: memory`, amount: taken.peakMegabytes, unit: 'MB', better: 'less', aim: MOST_MEGABYTES };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
