import type pg from 'pg';

type Database = Pick<pg.ClientBase, 'query'>;

/** A place in the store's order; 0 where nothing is recorded. */
export async function readCheckpoint(db: Database, name: string): Promise<number> {
  const { rows } = await db.query<{ position: number }>('select position from work.checkpoints where name = $1', [
    name,
  ]);
  return rows[0]?.position ?? 0;
}

/** Moves a checkpoint by compare-and-set. False where somebody else has moved it: then nothing changed. */
export async function moveCheckpoint(db: Database, name: string, from: number, to: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into work.checkpoints as live (name, position) select $1, $3::bigint
     where $2::bigint = 0 or exists (select from work.checkpoints where name = $1)
     on conflict (name) do update set position = excluded.position, updated_at = clock_timestamp() where live.position = $2::bigint`,
    [name, from, to],
  );
  return rowCount === 1;
}
