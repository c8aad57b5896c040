import { createHash } from 'node:crypto';
import type pg from 'pg';
import { derivedId } from '#libs/kernel/ids.js';
import { type Forgotten, isForgotten, type Vault } from './vault.js';

export interface RawFileToStore {
  readonly practiceId: string;
  readonly payerId?: string;
  /** The file's name as it came; sealed, for it may say anything. */
  readonly name: string;
  readonly bytes: Buffer;
}

export interface StoredRawFile {
  readonly fileId: string;
  /** Of the bytes, in hex. */
  readonly sha256: string;
  /** The same bytes were stored before; that does not say that anybody has read them. */
  readonly alreadyStored: boolean;
}

export interface RawFile {
  readonly fileId: string;
  readonly payerId: string | null;
  readonly sha256: string;
  readonly receivedAt: string;
  readonly name: string;
  readonly bytes: Buffer;
}

interface RawFileRow {
  readonly payer_id: string | null;
  readonly sha256: string;
  readonly key_id: string;
  readonly sealed: Buffer;
  readonly sealed_name: Buffer;
  readonly received_at: string;
}

/** Inbound files as they came, stored encrypted before anything parses them. Equal bytes of one practice are one file. */
export class RawFiles {
  constructor(
    private readonly db: Pick<pg.Pool, 'query'>,
    private readonly vault: Vault,
  ) {}

  async storeRawFile({ practiceId, payerId, name, bytes }: RawFileToStore): Promise<StoredRawFile> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const fileId = derivedId('raw-file', practiceId, sha256);
    const known = await this.db.query('select from vault.raw_files where practice = $1 and file_id = $2', [
      practiceId,
      fileId,
    ]);
    if (known.rowCount) return { fileId, sha256, alreadyStored: true };
    const file = await this.vault.sealFile(practiceId, bytes, fileId);
    const sealedName = await this.vault.sealFile(practiceId, Buffer.from(name), fileId);
    const { rowCount } = await this.db.query(
      `insert into vault.raw_files (practice, file_id, payer_id, sha256, byte_length, key_id, sealed, sealed_name)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
      [practiceId, fileId, payerId ?? null, sha256, bytes.length, file.keyId, file.sealed, sealedName.sealed],
    );
    return { fileId, sha256, alreadyStored: rowCount === 0 };
  }

  /** Null where there is no such file. */
  async readRawFile(practiceId: string, fileId: string): Promise<RawFile | Forgotten | null> {
    const { rows } = await this.db.query<RawFileRow>(
      `select payer_id, sha256, key_id, sealed, sealed_name, received_at from vault.raw_files
       where practice = $1 and file_id = $2`,
      [practiceId, fileId],
    );
    const row = rows[0];
    if (!row) return null;
    const bytes = await this.vault.openFile(practiceId, row.key_id, row.sealed);
    const name = await this.vault.openFile(practiceId, row.key_id, row.sealed_name);
    if (isForgotten(bytes) || isForgotten(name)) return { forgotten: true };
    const { payer_id: payerId, sha256, received_at: receivedAt } = row;
    return { fileId, payerId, sha256, receivedAt, name: name.toString(), bytes };
  }
}
