import type pg from 'pg';
import type { ViewProjection } from './view-projection.js';
import { quoted } from './view-tables.js';

type Database = Pick<pg.Pool, 'query'>;

/** A view whose rows another fold has made, or of which nobody knows which. */
export interface RebuildDue {
  readonly projection: ViewProjection;
  /** The fold's version when the rows were begun or rebuilt; null: not known. */
  readonly foldedBy: number | null;
}

/** Notes of each view that has no row yet that all its rows will be this program's. Before the first is written. */
export async function noteFolds(db: Database, views: readonly ViewProjection[]): Promise<void> {
  for (const { name, table, foldVersion } of views) {
    await db.query(
      `insert into work.view_generations as known (projection, generation, fold_version)
       select $1, 1, $2 where not exists (select from ${quoted(table)})
       on conflict (projection) do update set fold_version = excluded.fold_version
         where known.fold_version is distinct from excluded.fold_version`,
      [name, foldVersion],
    );
  }
}

/** The views that hold rows of another fold than this program's: they stay mixed until they are rebuilt. */
export async function rebuildsDue(db: Database, views: readonly ViewProjection[]): Promise<readonly RebuildDue[]> {
  const due: RebuildDue[] = [];
  for (const projection of views) {
    const { rows } = await db.query<{ foldedBy: number | null }>(
      `select (select fold_version from work.view_generations where projection = $1) as "foldedBy"
       where exists (select from ${quoted(projection.table)})`,
      [projection.name],
    );
    if (rows[0] && rows[0].foldedBy !== projection.foldVersion) due.push({ projection, ...rows[0] });
  }
  return due;
}
