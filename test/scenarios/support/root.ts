import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The checkout, seen from a source as from its build under `dist/`. */
export const ROOT = checkout(import.meta.dirname);

function checkout(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error('no package.json in this folder or any above');
  return checkout(above);
}
