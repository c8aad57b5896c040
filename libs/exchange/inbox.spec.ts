import { copyFile, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ExchangeFolders, exchangeFolders, makeFolders } from './exchange-folders.js';
import { listInbox, readInboxFile, refuseInboxFile, removeInboxFile } from './inbox.js';

let root: string;
let folders: ExchangeFolders;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'exchange-'));
  folders = exchangeFolders(root, 'demo', 'ACME');
});
afterEach(() => rm(root, { recursive: true }));

async function drop(name: string, second: number): Promise<void> {
  await makeFolders(folders);
  const path = join(folders.inbox, name);
  await writeFile(path, name);
  await utimes(path, second, second);
}

const names = async () => (await listInbox(folders)).map((file) => file.name);

describe('an inbox', () => {
  it('is empty before its folder is there', async () => {
    expect(await names()).toEqual([]);
  });

  it('lists whole files, the oldest first', async () => {
    await drop('b.835', 100);
    await drop('a.835', 200);
    await drop('c.835', 50);
    await drop('.half', 10);
    await drop('half.tmp', 10);
    expect(await names()).toEqual(['c.835', 'b.835', 'a.835']);
  });

  it('knows a file again, and tells a later copy of it from it', async () => {
    await drop('a.835', 100);
    const [first] = await listInbox(folders);
    const [again] = await listInbox(folders);
    expect(again?.fileId).toBe(first?.fileId);
    await removeInboxFile(first as NonNullable<typeof first>);
    await drop('a.835', 101);
    const [later] = await listInbox(folders);
    expect(later?.fileId).not.toBe(first?.fileId);
    await copyFile(join(folders.inbox, 'a.835'), join(folders.inbox, 'b.835'));
    expect(new Set((await listInbox(folders)).map((file) => file.fileId)).size).toBe(2);
  });

  it('gives nothing of a file that somebody took away', async () => {
    await drop('a.835', 100);
    const [file] = await listInbox(folders);
    await removeInboxFile(file as NonNullable<typeof file>);
    expect(await readInboxFile(file as NonNullable<typeof file>)).toBeNull();
  });

  it('puts aside what it cannot use, with the reason beside it', async () => {
    await drop('a.835', 100);
    const [file] = await listInbox(folders);
    const refusal = {
      segment: 'ISA',
      position: 1,
      message: 'the file does not begin with ISA',
      cure: 'Ask the payer for it again.',
    };
    await refuseInboxFile(folders, file as NonNullable<typeof file>, refusal);
    expect(await names()).toEqual([]);
    expect((await readdir(folders.refused)).sort()).toEqual(['a.835', 'a.835.reason.txt']);
    expect(await readFile(join(folders.refused, 'a.835.reason.txt'), 'utf8')).toBe(
      'Segment ISA (number 1): the file does not begin with ISA\nWhat to do: Ask the payer for it again.\n',
    );
  });
});
