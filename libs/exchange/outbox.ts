import { randomUUID } from 'node:crypto';
import { link, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ExchangeFolders, folderName, isMissing, isThere, makeFolders } from './exchange-folders.js';
import { syncFolder, writeDurably } from './whole-file.js';

/**
 * Puts a file into the outbox once, however often and by however many at once it is asked for under the same name, and whether or not the payer
 * has taken it away meanwhile. A crash at any point leaves something that the next call finishes:
 *
 * 1. the bytes are staged under a name of this attempt;
 * 2. a hard link in `sent/` under the file's own name: of several attempts one gets it, and it says for good that this file is written;
 * 3. the staged name of that same file is moved into the outbox.
 *
 * Who finds the link taken looks for a staged file that is the linked one: if there is one, step 3 is missing and is done here.
 * Gives true where this call moved the file into the outbox.
 *
 * `isDue` is asked once the link stands. A writer that was overtaken, and comes after the payer has answered and the link was forgotten
 * ({@link forgetSentFile}), would else write the file again: it learns here, from what is recorded, that the file is out.
 */
export async function putIntoOutbox(
  folders: ExchangeFolders,
  fileName: string,
  bytes: Uint8Array,
  isDue: () => Promise<boolean> = async () => true,
): Promise<boolean> {
  await makeFolders(folders);
  const sent = join(folders.sent, folderName(fileName));
  if (await inodeOf(sent)) return (await isDue()) && finish(folders, fileName);
  const staged = join(folders.staging, randomUUID());
  await writeDurably(staged, bytes);
  try {
    await link(staged, sent);
  } catch (error) {
    if (!isThere(error)) throw error;
    await rm(staged, { force: true });
    return (await isDue()) && finish(folders, fileName);
  }
  await syncFolder(folders.sent);
  if (!(await isDue())) {
    await rm(staged, { force: true });
    await forgetSentFile(folders, fileName);
    return false;
  }
  return moveOut(staged, folders, fileName);
}

/** The payer has answered: what proved that the file was written is no longer needed, its events say so. */
export async function forgetSentFile(folders: ExchangeFolders, fileName: string): Promise<void> {
  await rm(join(folders.sent, folderName(fileName)), { force: true });
}

async function finish(folders: ExchangeFolders, fileName: string): Promise<boolean> {
  const inode = await inodeOf(join(folders.sent, fileName));
  for (const name of await readdir(folders.staging)) {
    const staged = join(folders.staging, name);
    if (inode !== null && (await inodeOf(staged)) === inode) return moveOut(staged, folders, fileName);
  }
  return false;
}

/** False where somebody else moved it first. */
async function moveOut(staged: string, folders: ExchangeFolders, fileName: string): Promise<boolean> {
  try {
    await rename(staged, join(folders.outbox, fileName));
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
  await syncFolder(folders.outbox);
  return true;
}

async function inodeOf(path: string): Promise<bigint | null> {
  try {
    return (await stat(path, { bigint: true })).ino;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
