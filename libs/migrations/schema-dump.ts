import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Queryable } from '#libs/event-store/pool.js';

/** Where the committed dump stands; it shows in review what a migration does to the schema. */
export const SCHEMA_DUMP = join(import.meta.dirname, 'schema.sql');

const SCHEMAS = ['store', 'work', 'views', 'vault'];
const QUERY = readFileSync(join(import.meta.dirname, 'schema-dump.sql'), 'utf8');

/** The whole schema as text, for people and for comparing: the same on every supported version of Postgres. Not meant to be run. */
export async function dumpSchema(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ text: string }>(QUERY, [SCHEMAS]);
  return `-- The schema after the last migration, for reading and comparing; the migrations make it.\n\n${rows
    .map(({ text }) => `${text};\n`)
    .join('\n')}`;
}
