import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '#libs/configuration/configuration-error.js';
import { CodedError } from '#libs/kernel/coded-error.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import { layered } from '#libs/rules/reference/layer.js';
import { type DataFile, readFiles } from '#libs/rules/reference/read-files.js';
import type { Reference } from '#libs/rules/reference/reference.js';

/** What a folder of reference data is read for; notes and licences may lie beside. */
const TABLES = /\.(csv|txt)$/i;

/** The tables of a folder, in the order of their names. Throws what the file system says where it cannot be read. */
export function referenceFiles(folder: string): DataFile[] {
  return readdirSync(folder)
    .filter((name) => TABLES.test(name))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

/** The project's tables with those of the operator's folder over them; no server starts with a folder that is missing or unsound. */
export function serverReference(folder: string | null): Reference {
  const builtIn = builtInReference();
  if (folder === null) return builtIn;
  try {
    const knows = (code: string) => builtIn.codes.has(code);
    return layered(builtIn, readFiles(referenceFiles(folder), { layer: 'folder', knows }));
  } catch (error) {
    const reason = error instanceof CodedError ? error.message : 'it cannot be read';
    throw new ConfigurationError([`CLAIMSTREAM_REFERENCE must be a folder of sound reference tables: ${reason}`]);
  }
}
