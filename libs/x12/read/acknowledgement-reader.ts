import { accept, type Result, refuse } from '#libs/kernel/result.js';
import type { Acknowledgement } from '../acknowledgement.js';
import type { Problem } from '../problem.js';
import { element, placeOf, type Segment } from '../segment.js';
import { readClaimAcknowledgement } from './claim-acknowledgement.js';
import { readImplementationAcknowledgement } from './implementation-acknowledgement.js';
import { readInterchangeAcknowledgement } from './interchange-acknowledgement.js';
import { OtherTransactions } from './other-transactions.js';
import { type CollectedTransaction, TransactionReader } from './transaction-collector.js';

export interface AcknowledgementFile {
  /** In the order of the file. */
  readonly acknowledgements: readonly Acknowledgement[];
  readonly problems: readonly Problem[];
}

/** BHT01 of a claim acknowledgement; other 277s answer questions about claims. */
const CLAIM_ACKNOWLEDGEMENT = '0085';

/** Reads every TA1, 999 and 277CA from bytes that may be cut anywhere; holds one transaction at a time. */
export class AcknowledgementReader {
  private readonly others = new OtherTransactions();
  private readonly misplaced: Problem[] = [];
  private readonly reader: TransactionReader;
  private ready: Acknowledgement[] = [];
  private found = false;

  constructor() {
    this.reader = new TransactionReader({
      transaction: (transaction) => this.take(transaction),
      loose: (segment) => this.takeLoose(segment),
    });
  }

  /** Takes the next bytes and gives what they complete. */
  push(chunk: Uint8Array): readonly Acknowledgement[] {
    this.reader.push(chunk);
    return this.drain();
  }

  /** No more bytes come: gives the rest and the file's problems. Refused only where it holds no acknowledgement at all. */
  end(): Result<AcknowledgementFile> {
    const file = this.reader.end();
    if (file.interchanges.length === 0)
      return refuse('x12.no-interchange', 'no X12 interchange was found: no ISA segment');
    if (!this.found) {
      const message = `no TA1, 999 or 277CA was found: the file holds ${this.others.text()}`;
      return refuse('x12.no-acknowledgement', message, 'ST01');
    }
    return accept({ acknowledgements: this.drain(), problems: [...file.problems, ...this.misplaced] });
  }

  private take(transaction: CollectedTransaction): void {
    const answers = readTransaction(transaction);
    if (answers === null) this.others.add(transaction.context);
    else this.found = true;
    for (const answer of answers ?? []) this.ready.push(answer);
  }

  private takeLoose(segment: Segment): void {
    if (segment.id !== 'TA1') {
      this.misplaced.push({ ...placeOf(segment), message: 'the segment is in no transaction' });
      return;
    }
    this.found = true;
    this.ready.push(readInterchangeAcknowledgement(segment));
  }

  private drain(): Acknowledgement[] {
    const ready = this.ready;
    this.ready = [];
    return ready;
  }
}

/** Reads a whole file with an {@link AcknowledgementReader}. */
export function readAcknowledgements(chunks: Iterable<Uint8Array>): Result<AcknowledgementFile> {
  const reader = new AcknowledgementReader();
  const acknowledgements: Acknowledgement[] = [];
  for (const chunk of chunks) for (const one of reader.push(chunk)) acknowledgements.push(one);
  const rest = reader.end();
  if (!rest.ok) return rest;
  for (const one of rest.value.acknowledgements) acknowledgements.push(one);
  return accept({ acknowledgements, problems: rest.value.problems });
}

/** Null where the transaction is no acknowledgement. */
function readTransaction({ context, segments }: CollectedTransaction): Acknowledgement[] | null {
  if (context.set === '999') return readImplementationAcknowledgement(segments);
  const beginning = segments.find((segment) => segment.id === 'BHT');
  const isClaimAcknowledgement =
    beginning === undefined
      ? context.version.startsWith('005010X214')
      : element(beginning, 1) === CLAIM_ACKNOWLEDGEMENT;
  return (context.set === '277' || context.set === '') && isClaimAcknowledgement
    ? readClaimAcknowledgement(segments)
    : null;
}
