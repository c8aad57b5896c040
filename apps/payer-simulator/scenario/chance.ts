import { createHash } from 'node:crypto';
import type { ProfessionalClaim } from '#libs/x12/claim.js';

const ALL = 10_000;

/** From 0 to 9,999: the same for the same seed, purpose and key, on every machine. */
function drawn(seed: string, purpose: string, key: string): number {
  return (
    createHash('sha256')
      .update(JSON.stringify([seed, purpose, key]))
      .digest()
      .readUInt32BE(0) % ALL
  );
}

/** True in so many of ten thousand. */
export function happens(share: number, seed: string, purpose: string, key: string): boolean {
  return share >= ALL || (share > 0 && drawn(seed, purpose, key) < share);
}

/** One of several things of which at most one happens; undefined where none does. */
export function chosen<Item extends { readonly share: number }>(
  items: readonly Item[],
  seed: string,
  purpose: string,
  key: string,
): Item | undefined {
  let left = items.length === 0 ? 0 : drawn(seed, purpose, key);
  for (const item of items) {
    left -= item.share;
    if (left < 0) return item;
  }
  return undefined;
}

/**
 * What a claim is about, in one word that a correction keeps: payer, member, days, codes and charge. Not the numbers that the practice gave it,
 * nor modifiers, providers and authorizations, which a correction changes.
 */
export function servicesOf({ payer, subscriber, lines }: ProfessionalClaim): string {
  const services = lines.map(({ serviceDate, code, units, chargeCents }) => [serviceDate, code, units, chargeCents]);
  return JSON.stringify([payer.id, subscriber.memberId, services.map((one) => one.join(' ')).sort()]);
}
