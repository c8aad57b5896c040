import type { RemittanceClaim } from '../remittance.js';

/** Older ones of more unanswered reversals than this are forgotten, so that no file makes the list large. */
const MOST_KEYS = 30_000;

interface Reversal {
  readonly number: number;
  readonly keys: readonly string[];
}

/**
 * Finds, for a claim, the reversal before it in the same transaction whose new decision it is: by the payer's number of the claim (CLP07, or
 * REF*F8 of either), else by our own number and the same charge with the other sign. Each reversal has one correction at most.
 */
export class ReversalPairing {
  /** Reversals that nothing has corrected yet, by each key that leads to them. */
  private readonly open = new Map<string, Reversal>();

  /** Takes the next claim, the `number`th of its transaction; gives the number of the reversal that it corrects. */
  accept(claim: RemittanceClaim, number: number): number | undefined {
    if (claim.reversal) {
      const reversal = { number, keys: keysOf(claim, -claim.chargeCents) };
      for (const key of reversal.keys) this.add(key, reversal);
      return undefined;
    }
    if (this.open.size === 0) return undefined;
    for (const key of keysOf(claim, claim.chargeCents)) {
      const reversal = this.open.get(key);
      if (reversal === undefined) continue;
      for (const each of reversal.keys) if (this.open.get(each) === reversal) this.open.delete(each);
      return reversal.number;
    }
    return undefined;
  }

  private add(key: string, reversal: Reversal): void {
    if (this.open.has(key)) return;
    const oldest = this.open.size >= MOST_KEYS ? this.open.keys().next().value : undefined;
    if (oldest !== undefined) this.open.delete(oldest);
    this.open.set(key, reversal);
  }
}

function keysOf(claim: RemittanceClaim, chargeCents: number): string[] {
  const { payerControlNumber, originalPayerControlNumber = '', patientControlNumber } = claim;
  const payers = [payerControlNumber, originalPayerControlNumber].filter((number) => number !== '');
  const own = patientControlNumber === '' ? [] : [`own ${chargeCents} ${patientControlNumber}`];
  return [...payers.map((number) => `payer ${number}`), ...own];
}
