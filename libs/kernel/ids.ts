import { createHash } from 'node:crypto';

/** The namespace under which every derived id of this project is made. Storage format: never change it. */
const NAMESPACE = '6f0c8f0e-6c5b-5d8a-9f57-6e2f1c0a7d41';

/** A deterministic UUID (version 5) from parts; equal parts give the equal id. Used for command ids of policies and ids of EHR records. */
export function derivedId(...parts: readonly string[]): string {
  const hash = createHash('sha1')
    .update(Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex'))
    .update(JSON.stringify(parts))
    .digest();
  hash[6] = ((hash[6] as number) & 0x0f) | 0x50;
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A deterministic id of `length` characters (5 bits each) in an alphabet without I, L, O and U, from parts: short enough for X12 elements. */
export function shortId(length: number, ...parts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest();
  let bits = BigInt(`0x${hash.toString('hex')}`);
  let id = '';
  for (let index = 0; index < length; index += 1) {
    id += BASE32[Number(bits & 31n)];
    bits >>= 5n;
  }
  return id;
}
