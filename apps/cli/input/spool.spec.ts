import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Spool } from './spool.js';

const folder = mkdtempSync(join(tmpdir(), 'spool-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what is put aside on disk', () => {
  it('comes back in order, however much it is, and leaves no file behind', async () => {
    const spool = await Spool.open<{ text: string }>(folder);
    expect(readdirSync(folder)).toEqual([]);
    const given = Array.from({ length: 3000 }, (_, index) => ({ text: `${index} ${'ü'.repeat(200)}\n` }));
    for (const value of given) await spool.add(value);
    const values: { text: string }[] = [];
    for await (const value of spool.values()) values.push(value);
    expect(values).toEqual(given);
    await spool.close();
  });

  it('is refused with its cure where there is no room for it', async () => {
    await expect(Spool.open(join(folder, 'missing'))).rejects.toThrow(/cannot keep sessions .*; set TMPDIR/);
  });
});
