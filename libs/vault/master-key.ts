import { createHash } from 'node:crypto';
import { CodedError } from '#libs/kernel/coded-error.js';
import { KEY_BYTES } from './cipher.js';

/** The one key that stands outside the database and wraps the practices' keys. */
export class MasterKey {
  /** Tells which master key wrapped a key, and nothing about the key itself. */
  readonly fingerprint: string;

  private constructor(readonly bytes: Buffer) {
    const hash = createHash('sha256').update('claimstream/master').update(bytes).digest('hex');
    this.fingerprint = `master-${hash.slice(0, 16)}`;
  }

  /** From 32 bytes in base64. The error never repeats what was given. */
  static fromBase64(text: string): MasterKey {
    const bytes = Buffer.from(text, 'base64');
    if (bytes.length !== KEY_BYTES) throw new CodedError('master-key-invalid', 'a master key is 32 bytes in base64');
    return new MasterKey(bytes);
  }
}
