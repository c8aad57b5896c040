import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInReference } from '../reference/built-in.js';
import { readCsv } from '../reference/csv.js';
import { type KnownActivity, readActivities } from './activity-table.js';

const FILE = 'activities.csv';

let loaded: readonly KnownActivity[] | undefined;

/** The activities that come with the project. Read once. */
export function builtInActivities(): readonly KnownActivity[] {
  loaded ??= readActivities(
    readCsv(FILE, readFileSync(join(import.meta.dirname, 'data', FILE), 'utf8')),
    builtInReference().codes,
  );
  return loaded;
}
