import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadReference, type Reference } from './reference.js';

const DATA = join(import.meta.dirname, 'data');

let loaded: Reference | undefined;

/** The tables that come with the project; the one place of the rules that reads from disk. Read once. */
export function builtInReference(): Reference {
  loaded ??= loadReference(
    Object.fromEntries(
      readdirSync(DATA)
        .filter((file) => file.endsWith('.csv'))
        .map((file) => [file, readFileSync(join(DATA, file), 'utf8')]),
    ),
  );
  return loaded;
}
