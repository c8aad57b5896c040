import { EventStore } from '#libs/event-store/event-store.js';
import { createPool, type Pool } from '#libs/event-store/pool.js';
import { readStoreMode, type StoreMode } from '#libs/event-store/store-mode.js';
import { InputError } from '../input/input-error.js';
import { tellable } from './tellable-error.js';

/** A store as a command uses it. */
export interface OpenStore {
  readonly pool: Pool;
  readonly store: EventStore;
  readonly mode: StoreMode;
}

/** Work waits for connections rather than take many from the apps. */
const CONNECTIONS = 6;

/** Opens the store for a command, and closes it however that ends. What goes wrong is thrown as an error whose message may be shown to a person. */
export async function withStore<Value>(
  databaseUrl: string,
  work: (store: OpenStore) => Promise<Value>,
): Promise<Value> {
  const pool = createPool(databaseUrl, { applicationName: 'claimstream-cli', max: CONNECTIONS });
  try {
    const mode = await readStoreMode(pool);
    if (mode === null) throw new InputError('this database holds no store yet; starting the apps makes one');
    return await work({ pool, store: new EventStore(pool), mode });
  } catch (error) {
    throw tellable(error);
  } finally {
    await pool.end();
  }
}
