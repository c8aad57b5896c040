import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { derivedId } from '#libs/kernel/ids.js';
import { type ExchangeFolders, isMissing } from './exchange-folders.js';
import { syncFolder, writeWhole } from './whole-file.js';

/** Larger files are refused unread: they would not fit into memory several times over. */
export const LARGEST_FILE_BYTES = 64 * 1024 * 1024;

/** A file that lies in an inbox. */
export interface InboxFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  /** The same for the same file after a crash, another for a copy of it that came later. */
  readonly fileId: string;
}

/** What lies in an inbox, oldest first. Whoever writes there does so under a dot or `.tmp` and renames when the file is whole. */
export async function listInbox(folders: ExchangeFolders): Promise<readonly InboxFile[]> {
  const files: { file: InboxFile; at: bigint }[] = [];
  for (const name of await namesIn(folders.inbox)) {
    const path = join(folders.inbox, name);
    const found = await statOrNull(path);
    if (!found?.isFile()) continue;
    const fileId = derivedId('inbox-file', path, String(found.ino), String(found.mtimeNs), String(found.size));
    files.push({ file: { path, name, bytes: Number(found.size), fileId }, at: found.mtimeNs });
  }
  files.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.file.name < b.file.name ? -1 : 1));
  return files.map(({ file }) => file);
}

/** The file's bytes; null where it was taken away meanwhile. */
export async function readInboxFile(file: InboxFile): Promise<Buffer | null> {
  try {
    return await readFile(file.path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Deletes a file that has been stored and posted. */
export async function removeInboxFile(file: InboxFile): Promise<void> {
  await rm(file.path, { force: true });
}

/** Why a file was put aside: where in it (segment and its place, 1-based), what is wrong, and what to do. Never patient data. */
export interface FileRefusal {
  readonly segment?: string;
  readonly position?: number;
  readonly message: string;
  readonly cure: string;
}

/** Puts a file that nothing can be made of aside, with its reason beside it under the same name and `.reason.txt`. */
export async function refuseInboxFile(
  folders: ExchangeFolders,
  file: InboxFile,
  { segment, position, message, cure }: FileRefusal,
): Promise<void> {
  const where =
    segment === undefined ? '' : `Segment ${segment}${position === undefined ? '' : ` (number ${position})`}: `;
  const text = `${where}${message}\nWhat to do: ${cure}\n`;
  await writeWhole(join(folders.refused, `${file.name}.reason.txt`), Buffer.from(text), randomUUID());
  try {
    await rename(file.path, join(folders.refused, file.name));
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  await syncFolder(folders.inbox);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => !name.startsWith('.') && !name.endsWith('.tmp'));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function statOrNull(path: string) {
  try {
    return await stat(path, { bigint: true });
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
