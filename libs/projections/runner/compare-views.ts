import type pg from 'pg';
import type { ShadowView } from './shadow-view.js';
import { quoted } from './view-tables.js';

/** How a live row differs from a fresh fold. */
export interface Difference {
  readonly stream: string;
  /** Only in the fold; only in the view; in both at different versions; at the same version with other content. */
  readonly kind: 'missing' | 'extra' | 'version' | 'content';
  /** Which table. */
  readonly table: string;
  readonly liveVersion: number | null;
  readonly foldVersion: number | null;
}

const AT_MOST = 10_000;

/** Compares each row of a live view with its shadow's, all tables, all columns, in one snapshot. */
export async function compareViews(client: pg.PoolClient, shadow: ShadowView): Promise<readonly Difference[]> {
  await client.query('begin isolation level repeatable read read only');
  try {
    const main = await compareMain(client, shadow);
    const unequal = new Set(main.map(({ stream }) => stream));
    const further: Difference[] = [];
    for (const { table, key } of shadow.projection.rowTables ?? []) {
      const differing = await compareRows(client, table, shadow.nameOf(table), key);
      // Rows of streams at different versions are no further news.
      further.push(...differing.filter(({ stream }) => !unequal.has(stream)));
    }
    return [...main, ...further];
  } finally {
    await client.query('rollback');
  }
}

async function compareMain(client: pg.PoolClient, shadow: ShadowView): Promise<Difference[]> {
  const { table } = shadow.projection;
  const { rows } = await client.query(
    `select coalesce(l.stream, s.stream) as stream, l.version as "liveVersion", s.version as "foldVersion",
       case when l.stream is null then 'missing' when s.stream is null then 'extra'
         when l.version <> s.version then 'version' else 'content' end as kind
     from ${quoted(table)} as l full join ${shadow.tables.main} as s on l.practice = s.practice and l.stream = s.stream
     where l.stream is null or s.stream is null or l.version <> s.version or to_jsonb(l) <> to_jsonb(s)
     order by 1 limit $1`,
    [AT_MOST],
  );
  return rows.map((row) => ({ ...row, table }));
}

async function compareRows(
  client: pg.PoolClient,
  table: string,
  shadowTable: string,
  key: readonly string[],
): Promise<Difference[]> {
  const rowsOf = (name: string) =>
    `select practice, stream, jsonb_agg(to_jsonb(r) order by ${key.map((column) => `r.${quoted(column)}`).join(', ')}) as rows
     from ${quoted(name)} as r group by practice, stream`;
  const { rows } = await client.query(
    `select coalesce(l.stream, s.stream) as stream from (${rowsOf(table)}) as l
     full join (${rowsOf(shadowTable)}) as s on l.practice = s.practice and l.stream = s.stream
     where l.rows is distinct from s.rows order by 1 limit $1`,
    [AT_MOST],
  );
  return rows.map(({ stream }) => ({ stream, kind: 'content', table, liveVersion: null, foldVersion: null }));
}
