import { randomBytes, randomUUID } from 'node:crypto';
import DataLoader from 'dataloader';
import type pg from 'pg';
import { decrypt, encrypt, KEY_BYTES, subkey } from './cipher.js';
import { KeyUnknown, MasterKeyMismatch } from './errors.js';
import { ExpiringCache } from './expiring-cache.js';
import type { MasterKey } from './master-key.js';

export type KeyKind = 'practice' | 'patient' | 'file';

/** A key, unwrapped. */
export interface OpenKey {
  readonly keyId: string;
  readonly practiceId: string;
  readonly kind: KeyKind;
  readonly bytes: Buffer;
}

/** A key that was destroyed, or whose practice's key was. */
export const DESTROYED = Symbol('destroyed');

interface KeyRow {
  readonly key_id: string;
  readonly practice: string;
  readonly kind: KeyKind;
  readonly wrapped: Buffer | null;
  readonly wrapped_by: string;
}

/** Another process goes on using a key for this long after it was destroyed. */
const CACHE_LIFETIME_MS = 15_000;
const CACHED_KEYS = 10_000;

const COLUMNS = 'key_id, practice, kind, wrapped, wrapped_by';

export const practiceOfKey = (keyId: string) => keyId.slice(0, keyId.lastIndexOf('/'));

/**
 * The keys: the master key wraps a key for each practice, and that one wraps the keys of its patients and files. Key ids begin with the
 * practice. Destroying a key destroys what it wraps.
 */
export class KeyRing {
  private readonly byId = new ExpiringCache<OpenKey | typeof DESTROYED>(CACHED_KEYS, CACHE_LIFETIME_MS);
  private readonly living = new ExpiringCache<OpenKey>(CACHED_KEYS, CACHE_LIFETIME_MS);
  /** Those asked for in one turn of the event loop are read by one query. */
  private readonly rows = new DataLoader<string, KeyRow | undefined>((keyIds) => this.selectById(keyIds), {
    cache: false,
    batchScheduleFn: setImmediate,
  });

  constructor(
    private readonly db: Pick<pg.Pool, 'query'>,
    private readonly master: MasterKey,
  ) {}

  /** The key of a subject that new data is sealed with; made when it is needed for the first time, or after the last was destroyed. */
  livingKey(practiceId: string, kind: KeyKind, subject: string): Promise<OpenKey> {
    const name = JSON.stringify([practiceId, kind, subject]);
    return this.living.get(name, async () => {
      const row = (await this.selectLiving(practiceId, kind, subject)) ?? (await this.make(practiceId, kind, subject));
      const key = await this.unwrap(row);
      if (key === DESTROYED) throw new KeyUnknown(row.key_id);
      this.byId.set(key.keyId, Promise.resolve(key));
      return key;
    });
  }

  /** A key by its id. */
  keyById(keyId: string): Promise<OpenKey | typeof DESTROYED> {
    return this.byId.get(keyId, async () => {
      const row = await this.rows.load(keyId);
      if (!row) throw new KeyUnknown(keyId);
      return this.unwrap(row);
    });
  }

  /** Destroys a key for ever, and with a practice's key all that it wraps. False where it is destroyed already, or unknown. */
  async destroy(keyId: string): Promise<boolean> {
    const { rowCount } = await this.db.query(
      `update vault.keys set wrapped = null, destroyed_at = clock_timestamp()
       where practice = $1 and (key_id = $2 or wrapped_by = $2) and destroyed_at is null`,
      [practiceOfKey(keyId), keyId],
    );
    this.byId.clear();
    this.living.clear();
    return rowCount !== null && rowCount > 0;
  }

  /** Throws {@link MasterKeyMismatch} where any living practice key is wrapped by another master key; for the start of an app. */
  async checkMasterKey(): Promise<void> {
    const { rowCount } = await this.db.query(
      `select from vault.keys where kind = 'practice' and destroyed_at is null and wrapped_by <> $1 limit 1`,
      [this.master.fingerprint],
    );
    if (rowCount !== 0) throw new MasterKeyMismatch();
  }

  private async selectLiving(practiceId: string, kind: KeyKind, subject: string): Promise<KeyRow | undefined> {
    const { rows } = await this.db.query<KeyRow>({
      name: 'vault-living-key',
      text: `select ${COLUMNS} from vault.keys
             where practice = $1 and kind = $2 and subject = $3 and destroyed_at is null`,
      values: [practiceId, kind, subject],
    });
    return rows[0];
  }

  /** Of several that make a subject's key at once, one does; all get that one. */
  private async make(practiceId: string, kind: KeyKind, subject: string): Promise<KeyRow> {
    const keyId = `${practiceId}/${kind}-${randomUUID()}`;
    const wrapping = kind === 'practice' ? null : await this.livingKey(practiceId, 'practice', '');
    const wrappingBytes = wrapping ? subkey(wrapping.bytes, 'wrap') : this.master.bytes;
    const wrapped = encrypt(wrappingBytes, 'key', practiceId, keyId, randomBytes(KEY_BYTES));
    await this.db.query(
      `insert into vault.keys (practice, key_id, kind, subject, wrapped, wrapped_by) values ($1, $2, $3, $4, $5, $6)
       on conflict (practice, kind, subject) where destroyed_at is null do nothing`,
      [practiceId, keyId, kind, subject, wrapped, wrapping?.keyId ?? this.master.fingerprint],
    );
    const row = await this.selectLiving(practiceId, kind, subject);
    if (!row) throw new KeyUnknown(keyId);
    return row;
  }

  private async unwrap(row: KeyRow): Promise<OpenKey | typeof DESTROYED> {
    if (row.wrapped === null) return DESTROYED;
    const wrapping = await this.wrappingBytes(row);
    if (wrapping === DESTROYED) return DESTROYED;
    const bytes = decrypt(wrapping, 'key', row.practice, row.key_id, row.wrapped);
    return { keyId: row.key_id, practiceId: row.practice, kind: row.kind, bytes };
  }

  private async wrappingBytes(row: KeyRow): Promise<Buffer | typeof DESTROYED> {
    if (row.kind === 'practice') {
      if (row.wrapped_by !== this.master.fingerprint) throw new MasterKeyMismatch();
      return this.master.bytes;
    }
    const practiceKey = await this.keyById(row.wrapped_by);
    return practiceKey === DESTROYED ? DESTROYED : subkey(practiceKey.bytes, 'wrap');
  }

  private async selectById(asked: readonly string[]): Promise<readonly (KeyRow | undefined)[]> {
    const keyIds = [...new Set(asked)];
    const { rows } = await this.db.query<KeyRow>({
      name: 'vault-keys-by-id',
      text: `select ${COLUMNS} from vault.keys
             where (practice, key_id) in (select * from unnest($1::text[], $2::text[]))`,
      values: [keyIds.map(practiceOfKey), keyIds],
    });
    const byId = new Map(rows.map((row) => [row.key_id, row]));
    return asked.map((keyId) => byId.get(keyId));
  }
}
