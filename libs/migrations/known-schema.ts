import type { Queryable } from '#libs/event-store/pool.js';
import { migrationNames } from './all.js';
import { orderedName } from './sql-migration.js';

/** What a database has had, by the names under which TypeORM keeps them. */
export interface AppliedSchema {
  readonly migrations: readonly string[];
  /** Of those that took something away: the number of the migration since which no program reads it, `0012`. */
  readonly unreadSince: readonly string[];
}

/**
 * How a database stands to this program. `older`: migrations are missing. `newer`: it has had more, and all that this program reads is still there.
 * `contracted`: some of that is gone.
 */
export type SchemaStanding =
  | { readonly standing: 'current' }
  | { readonly standing: 'older' | 'newer' | 'contracted'; readonly migrations: readonly string[] };

/** Pure. `known`: this program's migrations in order. */
export function schemaStanding(
  { migrations, unreadSince }: AppliedSchema,
  known: readonly string[] = migrationNames,
): SchemaStanding {
  const names = known.map(orderedName);
  const last = known.at(-1)?.slice(0, 4) ?? '';
  const unknown = migrations.filter((name) => !names.includes(name));
  if (unreadSince.some((since) => since > last)) return { standing: 'contracted', migrations: unknown };
  const missing = known.filter((name) => !migrations.includes(orderedName(name)));
  if (missing.length > 0) return { standing: 'older', migrations: missing };
  return unknown.length > 0 ? { standing: 'newer', migrations: unknown } : { standing: 'current' };
}

/** Nothing where the database was never migrated. */
export async function readAppliedSchema(db: Queryable): Promise<AppliedSchema> {
  const { rows } = await db.query<{ migrations: boolean; contractions: boolean }>(
    `select to_regclass('store.migrations') is not null as migrations, to_regclass('store.contractions') is not null as contractions`,
  );
  const texts = async (text: string) => (await db.query<{ value: string }>(text)).rows.map(({ value }) => value);
  return {
    migrations: rows[0]?.migrations ? await texts('select name as value from store.migrations order by id') : [],
    unreadSince: rows[0]?.contractions ? await texts('select unread_since as value from store.contractions') : [],
  };
}
