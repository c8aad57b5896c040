import { CodedError } from '#libs/kernel/coded-error.js';
import type { Queryable } from './pool.js';

/** What a store is for; marked at its first migration, for ever. */
export type StoreMode = 'demo' | 'production';

/** A store was opened as the other kind than the one it was made as. */
export class StoreModeConflict extends CodedError {
  constructor(
    readonly asked: StoreMode,
    readonly marked: StoreMode,
  ) {
    super('store-mode-conflict', `this database was made as a ${marked} store and cannot be used as a ${asked} store`);
  }
}

/** How the store is marked; null before its first migration. */
export async function readStoreMode(db: Queryable): Promise<StoreMode | null> {
  const known = await db.query<{ known: boolean }>(`select to_regclass('store.store_info') is not null as known`);
  if (!known.rows[0]?.known) return null;
  const info = await db.query<{ mode: StoreMode }>('select mode from store.store_info');
  return info.rows[0]?.mode ?? null;
}

/** Marks the store, or checks the mark that it bears. Throws {@link StoreModeConflict}. */
export async function markStore(db: Queryable, mode: StoreMode): Promise<void> {
  await db.query('insert into store.store_info (mode) values ($1) on conflict do nothing', [mode]);
  const marked = await readStoreMode(db);
  if (marked !== null && marked !== mode) throw new StoreModeConflict(mode, marked);
}
