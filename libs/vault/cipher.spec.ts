import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decrypt, encrypt, subkey } from './cipher.js';
import { SealBroken } from './errors.js';

const key = randomBytes(32);

describe('the cipher', () => {
  it('gives back whatever it was given, and never the same ciphertext twice', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        const plain = Buffer.from(bytes);
        const [one, two] = [encrypt(key, 'event', 'p', 'p/k', plain), encrypt(key, 'event', 'p', 'p/k', plain)];
        expect(decrypt(key, 'event', 'p', 'p/k', one)).toEqual(plain);
        expect(one.equals(two)).toBe(false);
      }),
    );
  });

  it('binds what it seals to key, purpose, practice and key id', () => {
    const sealed = encrypt(key, 'event', 'p', 'p/k', Buffer.from('secret'));
    const wrong = [
      () => decrypt(randomBytes(32), 'event', 'p', 'p/k', sealed),
      () => decrypt(key, 'file', 'p', 'p/k', sealed),
      () => decrypt(key, 'event', 'q', 'p/k', sealed),
      () => decrypt(key, 'event', 'p', 'p/l', sealed),
    ];
    for (const attempt of wrong) expect(attempt).toThrow(SealBroken);
  });

  it('opens what the first version sealed', () => {
    const fixedKey = Buffer.alloc(32, 7);
    const sealed = Buffer.from(SEALED_BY_VERSION_1, 'hex');
    expect(decrypt(fixedKey, 'event', 'demo', 'demo/key', sealed).toString()).toBe('{"golden":true}');
    expect(subkey(fixedKey, 'wrap').toString('hex')).toBe(WRAP_SUBKEY);
  });
});

/** Storage format: these never change. */
const SEALED_BY_VERSION_1 = '017760815bab92dcedf30b50e9c0a477e668dfd329510054733e8073eaff0228909327df62f6ba54a4f141ac';
const WRAP_SUBKEY = 'd54405ecf217710c813519d6b6e0d13918f7d763d747321121c3496483c8ff74';
