import { chmod, link, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type ExchangeFolders,
  exchangeFolders,
  exchangePartners,
  folderName,
  makeFolders,
} from './exchange-folders.js';
import { forgetSentFile, putIntoOutbox } from './outbox.js';

let root: string;
let folders: ExchangeFolders;
const NAME = '837-000000007-C1S1.x12';
const bytes = Buffer.from('ISA*…');

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'exchange-'));
  folders = exchangeFolders(root, 'demo', 'ACME');
});
afterEach(() => rm(root, { recursive: true }));

const state = async () => ({ outbox: await readdir(folders.outbox), staging: await readdir(folders.staging) });
const takenByPayer = () => rename(join(folders.outbox, NAME), join(root, 'taken'));

describe('the outbox', () => {
  it('gets a file whole, readable by its owner alone', async () => {
    expect(await putIntoOutbox(folders, NAME, bytes)).toBe(true);
    expect(await readFile(join(folders.outbox, NAME))).toEqual(bytes);
    expect((await stat(join(folders.outbox, NAME))).mode & 0o777).toBe(0o600);
    expect((await stat(folders.outbox)).mode & 0o777).toBe(0o700);
  });

  it('gets a file once, also after the payer took it away', async () => {
    await putIntoOutbox(folders, NAME, bytes);
    await takenByPayer();
    expect(await putIntoOutbox(folders, NAME, bytes)).toBe(false);
    expect(await state()).toEqual({ outbox: [], staging: [] });
  });

  it('gets a file once from many who write it at the same time', async () => {
    const moved = await Promise.all(Array.from({ length: 8 }, () => putIntoOutbox(folders, NAME, bytes)));
    expect(moved.filter(Boolean)).toHaveLength(1);
    expect(await state()).toEqual({ outbox: [NAME], staging: [] });
  });

  it('gets the file of a writer that died after it had linked and before it had moved', async () => {
    await makeFolders(folders);
    await writeFile(join(folders.staging, 'attempt-1'), bytes);
    await link(join(folders.staging, 'attempt-1'), join(folders.sent, NAME));
    expect(await putIntoOutbox(folders, NAME, bytes)).toBe(true);
    expect(await state()).toEqual({ outbox: [NAME], staging: [] });
  });

  it('gets the file of a writer that died before it had linked', async () => {
    await makeFolders(folders);
    await writeFile(join(folders.staging, 'attempt-1'), 'ISA*ha');
    expect(await putIntoOutbox(folders, NAME, bytes)).toBe(true);
    expect(await readFile(join(folders.outbox, NAME))).toEqual(bytes);
  });

  it('gets no file again from a writer that comes after the proof was forgotten, nor from one that finds its link', async () => {
    await putIntoOutbox(folders, NAME, bytes);
    await takenByPayer();
    await forgetSentFile(folders, NAME);
    const second: boolean[] = [];
    const isDue = async () => {
      if (second.length === 0) second.push(await putIntoOutbox(folders, NAME, bytes, async () => false));
      return false;
    };
    expect(await putIntoOutbox(folders, NAME, bytes, isDue)).toBe(false);
    expect(second).toEqual([false]);
    expect(await state()).toEqual({ outbox: [], staging: [] });
    expect(await readdir(folders.sent)).toEqual([]);
  });

  it('keeps its proof of a sent file only until the payer has answered', async () => {
    await putIntoOutbox(folders, NAME, bytes);
    await forgetSentFile(folders, NAME);
    await forgetSentFile(folders, NAME);
    expect(await readdir(folders.sent)).toEqual([]);
  });

  it('cannot be led elsewhere by a name', () => {
    for (const name of ['..', '.', '../x', 'a/b', '', '.hidden']) expect(() => folderName(name)).toThrow(RangeError);
  });

  it('fails, and does not lose the file, when the folder cannot be written', async () => {
    if (process.getuid?.() === 0) return;
    await makeFolders(folders);
    await chmod(folders.staging, 0o500);
    await expect(putIntoOutbox(folders, NAME, bytes)).rejects.toThrow();
    await chmod(folders.staging, 0o700);
    expect(await putIntoOutbox(folders, NAME, bytes)).toBe(true);
  });
});

describe('the partners of the exchange', () => {
  it('are the practices and payers that have folders, private ones left out', async () => {
    expect(await exchangePartners(join(root, 'nowhere'))).toEqual([]);
    await makeFolders(folders);
    await makeFolders(exchangeFolders(root, 'demo', 'BETA'));
    await makeFolders({ ...folders, outbox: join(root, '.payers', 'x') });
    expect(await exchangePartners(root)).toEqual([
      { practiceId: 'demo', payerId: 'ACME' },
      { practiceId: 'demo', payerId: 'BETA' },
    ]);
  });
});
