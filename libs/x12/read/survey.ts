import type { Problem } from '../problem.js';
import type { Segment } from '../segment.js';
import {
  EnvelopeReader,
  type InterchangeContext,
  type TransactionContext,
  type TransactionHandler,
} from './envelope.js';
import { Tokenizer } from './tokenizer.js';

/** What a file holds, by its envelopes. */
export interface Survey {
  readonly interchanges: readonly InterchangeContext[];
  /** Each transaction and each TA1, in the order of the file. */
  readonly contents: readonly { readonly set: string; readonly control: string; readonly version: string }[];
  readonly problems: readonly Problem[];
}

/** Looks at a file's envelopes alone, to choose a reader for it. Never fails: a file without any interchange has none in its survey. */
export function surveyFile(chunks: Iterable<Uint8Array>): Survey {
  const tokenizer = new Tokenizer();
  const surveyor = new Surveyor();
  const envelope = new EnvelopeReader(surveyor);
  for (const chunk of chunks) for (const segment of tokenizer.push(chunk)) envelope.accept(segment);
  for (const segment of tokenizer.end()) envelope.accept(segment);
  envelope.end();
  return surveyor;
}

class Surveyor implements TransactionHandler, Survey {
  readonly interchanges: InterchangeContext[] = [];
  readonly contents: { set: string; control: string; version: string }[] = [];
  readonly problems: Problem[] = [];

  beginInterchange(context: InterchangeContext): void {
    this.interchanges.push(context);
  }

  begin({ set, control, version }: TransactionContext): void {
    this.contents.push({ set, control, version });
  }

  body(): void {
    // Only envelopes count here.
  }

  end(): void {
    // Only envelopes count here.
  }

  looseSegment(segment: Segment): void {
    if (segment.id === 'TA1') this.contents.push({ set: 'TA1', control: segment.elements[1] ?? '', version: '' });
  }

  problem(problem: Problem): void {
    this.problems.push(problem);
  }
}
