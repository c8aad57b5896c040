import type { Problem } from '../problem.js';
import { placeOf, type Segment } from '../segment.js';
import {
  EnvelopeReader,
  type InterchangeContext,
  type TransactionContext,
  type TransactionHandler,
} from './envelope.js';
import { DEFAULT_LIMITS, faultMessage } from './limits.js';
import { Tokenizer } from './tokenizer.js';

/** A whole transaction in memory: for kinds that are small, unlike remittances. */
export interface CollectedTransaction {
  readonly context: TransactionContext;
  /** From ST to the last before SE. */
  readonly segments: readonly Segment[];
}

/** What to do with what a file holds, in its order. */
export interface TransactionTaker {
  transaction(transaction: CollectedTransaction): void;
  /** TA1 and whatever else stands in no transaction. */
  loose(segment: Segment): void;
}

/** What is known of a file beside its transactions. */
export interface FileEnvelope {
  readonly interchanges: readonly InterchangeContext[];
  readonly problems: readonly Problem[];
}

/** Reads a file and hands over its transactions as they end; holds one of them at a time. */
export function readTransactions(chunks: Iterable<Uint8Array>, taker: TransactionTaker): FileEnvelope {
  const tokenizer = new Tokenizer(DEFAULT_LIMITS);
  const collector = new Collector(taker);
  const envelope = new EnvelopeReader(collector);
  for (const chunk of chunks) for (const segment of tokenizer.push(chunk)) envelope.accept(segment);
  for (const segment of tokenizer.end()) envelope.accept(segment);
  envelope.end();
  return collector;
}

class Collector implements TransactionHandler, FileEnvelope {
  readonly interchanges: InterchangeContext[] = [];
  readonly problems: Problem[] = [];
  private open: { readonly context: TransactionContext; readonly segments: Segment[] } | null = null;

  constructor(private readonly taker: TransactionTaker) {}

  beginInterchange(context: InterchangeContext): void {
    this.interchanges.push(context);
  }

  begin(context: TransactionContext, segment: Segment): void {
    this.open = { context, segments: segment.id === 'ST' ? [segment] : [] };
  }

  body(segment: Segment): void {
    if (segment.fault === undefined) this.open?.segments.push(segment);
    else this.problem({ ...placeOf(segment), message: faultMessage(segment, DEFAULT_LIMITS) });
  }

  end(): void {
    if (this.open !== null) this.taker.transaction(this.open);
    this.open = null;
  }

  looseSegment(segment: Segment): void {
    this.taker.loose(segment);
  }

  problem(problem: Problem): void {
    this.problems.push(problem);
  }
}
