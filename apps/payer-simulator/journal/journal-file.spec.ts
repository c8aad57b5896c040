import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JournalEntry } from './entries.js';
import type { Journal } from './journal.js';
import { JournalDamaged, JournalFile } from './journal-file.js';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'));
  path = join(folder, 'desk', 'journal.ndjson');
});
afterEach(() => rm(folder, { recursive: true }));

const arrival = (services: string): JournalEntry => ({ kind: 'arrival', services });
const open = () => new JournalFile(path).open();
const timesOf = (journal: Journal) => ['A', 'B', 'C'].map((services) => journal.arrivalsOf(services));

async function written(...rounds: readonly (readonly JournalEntry[])[]): Promise<void> {
  const file = new JournalFile(path);
  const journal = await file.open();
  for (const round of rounds) {
    journal.record(...round);
    await file.write(journal);
  }
}

describe('a journal on disk', () => {
  it('says after each opening what was recorded before, and is new where there is none', async () => {
    expect(timesOf(await open())).toEqual([0, 0, 0]);
    await written([arrival('A'), arrival('B')], [arrival('A')]);
    expect(timesOf(await open())).toEqual([2, 1, 0]);
  });

  it('has a round whole or not at all, at whatever byte its writing was cut off, and goes on after it', async () => {
    await written([arrival('A')]);
    const { size: first } = await stat(path);
    await written([arrival('B'), arrival('C')]);
    const whole = await readFile(path);
    for (let cut = first; cut < whole.length; cut += 1) {
      await writeFile(path, whole.subarray(0, cut));
      expect(timesOf(await open())).toEqual([1, 0, 0]);
      await written([arrival('C')]);
      expect(timesOf(await open())).toEqual([1, 0, 1]);
    }
  });

  it('takes no last line whose beginning never reached the disk', async () => {
    await written([arrival('A')], [arrival('B')]);
    const lines = await readFile(path);
    const second = lines.indexOf(0x0a) + 1;
    await writeFile(path, lines.fill(0, second, second + 20));
    expect(timesOf(await open())).toEqual([1, 0, 0]);
  });

  it('refuses to go on where a line in the middle is damaged', async () => {
    await written([arrival('A')], [arrival('B')]);
    const text = (await readFile(path, 'utf8')).replace('"A"', '"X"');
    await writeFile(path, text);
    await expect(open()).rejects.toThrow(JournalDamaged);
  });

  it('writes nothing where nothing was recorded', async () => {
    await written([arrival('A')], [], []);
    expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(2);
  });

  it('is written anew once it has doubled, and says the same', async () => {
    const file = new JournalFile(path, 2_000);
    const journal = await file.open();
    const task = { on: '2026-03-02', payerControlNumber: 'P', what: 'recoup', cents: 1 } as const;
    for (let round = 0; round < 200; round += 1) {
      journal.record({ kind: 'task', task: { ...task, id: `T${round}` } });
      if (round > 0) journal.record({ kind: 'task-done', taskId: `T${round - 1}` });
      await file.write(journal);
    }
    expect((await stat(path)).size).toBeLessThan(5_000);
    expect(await readdir(join(folder, 'desk'))).toEqual(['journal.ndjson']);
    expect((await open()).tasksOn('2026-03-02')).toMatchObject([{ id: 'T199' }]);
  });

  it('keeps what a crash in the middle of a compaction left beside it out of the way', async () => {
    await written([arrival('A')]);
    await appendFile(join(folder, 'desk', '.half.tmp'), 'half');
    expect(timesOf(await open())).toEqual([1, 0, 0]);
  });
});
