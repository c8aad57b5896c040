import { open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const OWNER_ONLY = 0o600;

/** Writes a new file and sees it onto the disk. */
export async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', OWNER_ONLY);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Sees the names in a folder onto the disk: without it a crash of the machine may undo a rename. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Writes a file so that it is there whole or not at all; replaces one of that name. */
export async function writeWhole(path: string, bytes: Uint8Array, unique: string): Promise<void> {
  const staged = join(dirname(path), `.${unique}.tmp`);
  await writeDurably(staged, bytes);
  await rename(staged, path);
  await syncFolder(dirname(path));
}
