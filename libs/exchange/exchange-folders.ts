import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Only this program's account may look into the exchange zone: patient data lies there in clear. */
const OWNER_ONLY = 0o700;

/** The folders that one practice and one payer (or clearinghouse) exchange files through; all on one file system. */
export interface ExchangeFolders {
  /** Ours to the payer; the payer takes files away. */
  readonly outbox: string;
  /** The payer's to us; we take files away. */
  readonly inbox: string;
  /** Files of the inbox that nothing could be made of, each with its reason beside it. */
  readonly refused: string;
  /** A second name of each file that we wrote, until the payer has answered it: says that it was written. */
  readonly sent: string;
  /** Files that are being written. */
  readonly staging: string;
}

/** A file or folder name made of an id: letters, digits, `.`, `_` and `-`, so that no id can lead out of its folder. */
export function folderName(id: string): string {
  if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/.test(id)) throw new RangeError('not an id that can name a folder');
  return id;
}

export function exchangeFolders(root: string, practiceId: string, payerId: string): ExchangeFolders {
  const base = join(root, folderName(practiceId), folderName(payerId));
  return {
    outbox: join(base, 'outbox'),
    inbox: join(base, 'inbox'),
    refused: join(base, 'inbox', 'refused'),
    sent: join(base, 'sent'),
    staging: join(base, '.staging'),
  };
}

/** Makes the folders that are missing. */
export async function makeFolders(folders: ExchangeFolders): Promise<void> {
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true, mode: OWNER_ONLY });
}

/** Which practices and payers have folders below the root; names that begin with a dot are somebody's private ones. */
export async function exchangePartners(root: string): Promise<readonly { practiceId: string; payerId: string }[]> {
  const partners: { practiceId: string; payerId: string }[] = [];
  for (const practiceId of await subfolders(root)) {
    for (const payerId of await subfolders(join(root, practiceId))) partners.push({ practiceId, payerId });
  }
  return partners;
}

async function subfolders(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Nothing of that name is there. */
export const isMissing = (error: unknown) => systemCode(error) === 'ENOENT';

/** Something of that name is there already. */
export const isThere = (error: unknown) => systemCode(error) === 'EEXIST';

function systemCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
