import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from './exchange-folders.js';

/** Where simulated payers keep what is theirs, below the exchange folder; nobody else's concern but for the one file below. */
export const PAYERS_FOLDER = '.payers';

const file = (root: string) => join(root, PAYERS_FOLDER, 'answered-until');

/** Says that every answer which was due at that instant of the business clock lies in its inbox. */
export async function writeAnsweredUntil(root: string, instant: Date): Promise<void> {
  await mkdir(join(root, PAYERS_FOLDER), { recursive: true, mode: 0o700 });
  const staged = `${file(root)}.${randomUUID()}.tmp`;
  await writeFile(staged, instant.toISOString(), { mode: 0o600 });
  await rename(staged, file(root));
}

/** Up to when simulated payers have answered; null where none has run. A demo waits for it after it has moved the clock. */
export async function readAnsweredUntil(root: string): Promise<Date | null> {
  try {
    return new Date(await readFile(file(root), 'utf8'));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
