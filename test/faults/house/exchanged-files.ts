import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PAYERS_FOLDER } from '#libs/exchange/answered-until.js';

/** A file that went between the practice and its payers. */
export interface ExchangedFile {
  readonly sha256: string;
  /** Segments split into elements, by the separators that the file's ISA names. */
  readonly segments: readonly (readonly string[])[];
}

/** The files that payers have taken from the practice's outboxes, and those still in there. */
export async function filesToPayers(exchangeDir: string): Promise<readonly ExchangedFile[]> {
  const taken = await filesIn(join(exchangeDir, PAYERS_FOLDER), 'received');
  return [...taken, ...(await filesIn(exchangeDir, 'outbox'))];
}

/** The path of one file that a payer has taken. */
export async function aFileToAPayer(exchangeDir: string): Promise<string> {
  const [path] = await pathsIn(join(exchangeDir, PAYERS_FOLDER), 'received');
  if (path === undefined) throw new Error('no payer has taken a file');
  return path;
}

/** Every X12 answer that payers have ever put into an inbox; not what they write to one another about claims that they send on. */
export async function filesFromPayers(exchangeDir: string): Promise<readonly ExchangedFile[]> {
  const answered = await filesIn(join(exchangeDir, PAYERS_FOLDER), 'answered');
  return answered.filter(({ segments: [first] }) => first?.[0] === 'ISA');
}

/** The files in one folder of each practice and payer: `{root}/{practice}/{payer}/{folder}`. */
async function filesIn(root: string, folder: string): Promise<readonly ExchangedFile[]> {
  const paths = await pathsIn(root, folder);
  return Promise.all(paths.map(async (path) => fileOf(await readFile(path))));
}

async function pathsIn(root: string, folder: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const practice of await namesIn(root)) {
    for (const payer of await namesIn(join(root, practice))) {
      const path = join(root, practice, payer, folder);
      for (const name of await namesIn(path)) paths.push(join(path, name));
    }
  }
  return paths;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.map(({ name }) => name).filter((name) => !name.startsWith('.') && name !== 'answered-until');
}

function fileOf(bytes: Buffer): ExchangedFile {
  const text = bytes.toString('latin1');
  const elementSeparator = text.charAt(3);
  const terminator = text.charAt(105);
  const segments = text.split(terminator).map((segment) => segment.trim().split(elementSeparator));
  return { sha256: createHash('sha256').update(bytes).digest('hex'), segments };
}
