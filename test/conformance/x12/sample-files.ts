import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The directory of sample files, beside the project; null where it is not there. */
export const SAMPLES: string | null = existsSync(resolve('../shared/x12/INDEX.md')) ? resolve('../shared/x12') : null;

export interface SampleFile {
  /** `835/name`. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** The sample files of one type, or of all. */
export function sampleFiles(type?: string): SampleFile[] {
  if (SAMPLES === null) return [];
  const root = SAMPLES;
  const types = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && (type === undefined || entry.name === type))
    .map((entry) => entry.name)
    .sort();
  return types.flatMap((name) =>
    readdirSync(join(root, name))
      .sort()
      .map((file) => ({ name: `${name}/${file}`, bytes: readFileSync(join(root, name, file)) })),
  );
}

/** What the index says of a file in its last column. */
function indexedFeatures(file: string): string {
  const index = readFileSync(join(SAMPLES ?? '', 'INDEX.md'), 'utf8');
  return index.split('\n').find((line) => line.startsWith(`| ${file} |`)) ?? '';
}

/** How many of all transactions, claims and lines of a remittance balance by the index's independent sum; null where it says nothing. */
export function indexedBalances(file: string): Record<'txn' | 'claim' | 'svc', [number, number]> | null {
  const match = /balance txn (\d+)\/(\d+), claim (\d+)\/(\d+), svc (\d+)\/(\d+)/.exec(indexedFeatures(file));
  if (!match) return null;
  const pair = (at: number): [number, number] => [Number(match[at]), Number(match[at + 1])];
  return { txn: pair(1), claim: pair(3), svc: pair(5) };
}

/** How many claims have a total that is the sum of their lines, of how many, by the index; null where it says nothing. */
export function indexedClaims(file: string): [number, number] | null {
  const match = /ΣSV=CLM02 (\d+)\/(\d+)/.exec(indexedFeatures(file));
  return match ? [Number(match[1]), Number(match[2])] : null;
}
