import type { Problem } from '../problem.js';
import { placeOf, type Segment } from '../segment.js';
import {
  EnvelopeReader,
  type InterchangeContext,
  type TransactionContext,
  type TransactionHandler,
} from './envelope.js';
import { DEFAULT_LIMITS, faultMessage, type TokenizerLimits } from './limits.js';
import { Tokenizer } from './tokenizer.js';

/** A whole transaction in memory: for kinds that are small, unlike remittances. */
export interface CollectedTransaction {
  readonly context: TransactionContext;
  /** From ST to the last before SE. */
  readonly segments: readonly Segment[];
}

export interface CollectedFile {
  readonly interchanges: readonly InterchangeContext[];
  readonly transactions: readonly CollectedTransaction[];
  /** TA1 and whatever else stands in no transaction. */
  readonly loose: readonly Segment[];
  readonly problems: readonly Problem[];
}

/** Reads a file whole, transaction by transaction. */
export function collectTransactions(
  chunks: Iterable<Uint8Array>,
  limits: TokenizerLimits = DEFAULT_LIMITS,
): CollectedFile {
  const tokenizer = new Tokenizer(limits);
  const collector = new Collector(limits);
  const envelope = new EnvelopeReader(collector);
  for (const chunk of chunks) for (const segment of tokenizer.push(chunk)) envelope.accept(segment);
  for (const segment of tokenizer.end()) envelope.accept(segment);
  envelope.end();
  return collector;
}

class Collector implements TransactionHandler, CollectedFile {
  readonly interchanges: InterchangeContext[] = [];
  readonly transactions: { context: TransactionContext; segments: Segment[] }[] = [];
  readonly loose: Segment[] = [];
  readonly problems: Problem[] = [];

  constructor(private readonly limits: TokenizerLimits) {}

  beginInterchange(context: InterchangeContext): void {
    this.interchanges.push(context);
  }

  begin(context: TransactionContext, segment: Segment): void {
    this.transactions.push({ context, segments: segment.id === 'ST' ? [segment] : [] });
  }

  body(segment: Segment): void {
    if (segment.fault === undefined) this.transactions.at(-1)?.segments.push(segment);
    else this.problem({ ...placeOf(segment), message: faultMessage(segment, this.limits) });
  }

  end(): void {
    // Nothing waits for the end of a transaction that is kept whole.
  }

  looseSegment(segment: Segment): void {
    this.loose.push(segment);
  }

  problem(problem: Problem): void {
    this.problems.push(problem);
  }
}
