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

/** Takes a file's bytes, cut anywhere, and hands over its transactions as they end; holds one of them at a time. */
export class TransactionReader {
  private readonly tokenizer = new Tokenizer(DEFAULT_LIMITS);
  private readonly collector: Collector;
  private readonly envelope: EnvelopeReader;

  constructor(taker: TransactionTaker) {
    this.collector = new Collector(taker);
    this.envelope = new EnvelopeReader(this.collector);
  }

  push(chunk: Uint8Array): void {
    for (const segment of this.tokenizer.push(chunk)) this.envelope.accept(segment);
  }

  /** No more bytes come. */
  end(): FileEnvelope {
    for (const segment of this.tokenizer.end()) this.envelope.accept(segment);
    this.envelope.end();
    return this.collector;
  }
}

/** Reads a whole file with a {@link TransactionReader}. */
export function readTransactions(chunks: Iterable<Uint8Array>, taker: TransactionTaker): FileEnvelope {
  const reader = new TransactionReader(taker);
  for (const chunk of chunks) reader.push(chunk);
  return reader.end();
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
