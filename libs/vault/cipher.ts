import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { SealBroken } from './errors.js';

export const KEY_BYTES = 32;
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What a sealed value is for; a value sealed for one use does not open for another. */
export type Purpose = 'key' | 'event' | 'file';

const boundTo = (purpose: Purpose, practiceId: string, keyId: string) =>
  Buffer.from(JSON.stringify(['claimstream', VERSION, purpose, practiceId, keyId]));

/** AES-256-GCM, bound to purpose, practice and key id. Storage format: version byte 1, 12 bytes nonce, ciphertext, 16 bytes tag. */
export function encrypt(key: Buffer, purpose: Purpose, practiceId: string, keyId: string, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(purpose, practiceId, keyId));
  const head = Buffer.of(VERSION);
  return Buffer.concat([head, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Undoes {@link encrypt}. Throws {@link SealBroken}. */
export function decrypt(key: Buffer, purpose: Purpose, practiceId: string, keyId: string, sealed: Buffer): Buffer {
  if (sealed.length < 1 + NONCE_BYTES + TAG_BYTES || sealed[0] !== VERSION) throw new SealBroken();
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const body = sealed.subarray(1 + NONCE_BYTES, -TAG_BYTES);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(boundTo(purpose, practiceId, keyId))
      .setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch (error) {
    throw new SealBroken({ cause: error });
  }
}

/** A key of its own for one use, from a key that has several (HKDF, SHA-256). */
export function subkey(key: Buffer, use: 'wrap' | 'event' | 'lookup'): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `claimstream/${use}`, KEY_BYTES));
}
