import { accept, type RefusalDetail, type Result } from '#libs/kernel/result.js';
import type { Remittance, RemittanceClaim, RemittanceHeader } from '../remittance.js';
import { EnvelopeReader } from './envelope.js';
import { DEFAULT_LIMITS, type TokenizerLimits } from './limits.js';
import { RemittanceAssembly, type RemittancePart } from './remittance-assembly.js';
import { Tokenizer } from './tokenizer.js';

export type { RemittancePart };

/**
 * Reads 835s from bytes that may be cut anywhere, claim by claim, in memory that does not grow with the file. Nothing is posted or refused
 * here: whether a transaction's money may be trusted is in its trailer, which therefore has to be awaited before anything is done.
 */
export class RemittanceReader {
  private readonly assembly: RemittanceAssembly;
  private readonly envelope: EnvelopeReader;
  private readonly tokenizer: Tokenizer;

  constructor(limits: TokenizerLimits = DEFAULT_LIMITS) {
    this.assembly = new RemittanceAssembly(limits);
    this.envelope = new EnvelopeReader(this.assembly);
    this.tokenizer = new Tokenizer(limits);
  }

  /** Takes the next bytes and gives what they complete. */
  push(chunk: Uint8Array): RemittancePart[] {
    for (const segment of this.tokenizer.push(chunk)) this.envelope.accept(segment);
    return this.assembly.drain();
  }

  /** No more bytes come: gives the rest. */
  end(): RemittancePart[] {
    for (const segment of this.tokenizer.end()) this.envelope.accept(segment);
    this.envelope.end();
    this.assembly.release();
    return this.assembly.drain();
  }

  /** Why the file has nothing to give, once it is at its end; null where an 835 was found. */
  refusal(): RefusalDetail | null {
    return this.assembly.refusal();
  }
}

/** Reads whole files that fit in memory. Refused only where they hold no 835 at all. */
export function readRemittances(
  chunks: Iterable<Uint8Array>,
): Result<{ readonly transactions: readonly Remittance[] }> {
  const reader = new RemittanceReader();
  const parts: RemittancePart[] = [];
  for (const chunk of chunks) for (const part of reader.push(chunk)) parts.push(part);
  for (const part of reader.end()) parts.push(part);
  const refusal = reader.refusal();
  return refusal === null ? accept({ transactions: [...wholeRemittances(parts)] }) : { ok: false, refusal };
}

/** Puts parts together to whole transactions. */
export function* wholeRemittances(parts: Iterable<RemittancePart>): Generator<Remittance> {
  let header: RemittanceHeader | null = null;
  let claims: RemittanceClaim[] = [];
  for (const part of parts) {
    if (part.kind === 'header') {
      header = part.header;
      claims = [];
    } else if (part.kind === 'claim') claims.push(part.claim);
    else if (header !== null) yield { ...header, ...part.trailer, claims };
  }
}
