import type { Problem } from '../problem.js';
import { element, placeOf, type Segment } from '../segment.js';

/** What stands around a transaction; empty strings where an envelope segment is missing. */
export interface TransactionContext {
  /** ST01: 835, 999, 277, 837. */
  readonly set: string;
  /** ST02. */
  readonly control: string;
  /** ST03, else GS08. */
  readonly version: string;
  readonly group: { readonly control: string; readonly functionalId: string; readonly version: string };
  readonly interchange: InterchangeContext;
}

export interface InterchangeContext {
  /** ISA13. */
  readonly control: string;
  readonly senderId: string;
  readonly receiverId: string;
  /** ISA15 is T. */
  readonly test: boolean;
}

/** What a reader of one kind of transaction does with what the envelope is found to hold. */
export interface TransactionHandler {
  /** An ISA; problems told before the next transaction belong to it. */
  beginInterchange(context: InterchangeContext): void;
  /** An ST, or a body without one. */
  begin(context: TransactionContext, segment: Segment): void;
  /** A segment between ST and SE. */
  body(segment: Segment): void;
  /** SE; not `complete` where it is missing, which is told as a problem before. */
  end(complete: boolean): void;
  /** TA1, and what else stands in an interchange but in no transaction. */
  looseSegment(segment: Segment): void;
  problem(problem: Problem): void;
}

const NO_INTERCHANGE: InterchangeContext = { control: '', senderId: '', receiverId: '', test: false };
const NO_GROUP = { control: '', functionalId: '', version: '' };
/** Widths of ISA01 to ISA16. */
const HEADER_WIDTHS = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1];
/** Segments that only ever stand within a transaction, and begin its body: they open one whose ST is missing. */
const BODY_STARTS: Readonly<Record<string, string>> = { BPR: '835', AK1: '999', BHT: '' };

/**
 * Follows ISA, GS, ST, SE, GE and IEA over a file, hands each transaction to its reader, and names every count and control number that
 * does not fit. Nothing is refused for its envelope.
 */
export class EnvelopeReader {
  private interchange: InterchangeContext | null = null;
  private group: TransactionContext['group'] | null = null;
  private groupCount = 0;
  private transactionCount = 0;
  private transaction: { readonly control: string; segments: number } | null = null;

  private lastSegment: Segment | null = null;

  constructor(private readonly handler: TransactionHandler) {}

  accept(segment: Segment): void {
    this.lastSegment = segment;
    if (segment.id === 'ISA') this.beginInterchange(segment);
    else if (segment.id === 'GS') this.beginGroup(segment);
    else if (segment.id === 'ST') this.beginTransaction(segment);
    else if (segment.id === 'SE') this.endTransaction(segment);
    else if (segment.id === 'GE') this.endGroup(segment);
    else if (segment.id === 'IEA') this.endInterchange(segment);
    else this.acceptOther(segment);
  }

  /** No more segments come. */
  end(): void {
    this.closeTransaction(null);
    this.closeGroup(null);
    this.closeInterchange(null);
  }

  private acceptOther(segment: Segment): void {
    const set = BODY_STARTS[segment.id];
    if (this.transaction === null && set !== undefined && segment.fault === undefined) {
      this.problem(segment, `ST is missing before ${placeOf(segment).segment}`);
      this.openTransaction(set, '', '', segment);
    }
    if (this.transaction === null) {
      if (segment.fault === 'outside') this.problem(segment, 'text that is in no interchange was passed over');
      else this.handler.looseSegment(segment);
      return;
    }
    this.transaction.segments += 1;
    this.handler.body(segment);
  }

  private beginInterchange(segment: Segment): void {
    this.closeTransaction(segment);
    this.closeGroup(segment);
    this.closeInterchange(segment);
    this.interchange = {
      control: element(segment, 13),
      senderId: element(segment, 6),
      receiverId: element(segment, 8),
      test: element(segment, 15) === 'T',
    };
    this.groupCount = 0;
    this.handler.beginInterchange(this.interchange);
    const odd = HEADER_WIDTHS.findIndex((width, index) => segment.elements[index + 1]?.length !== width);
    if (odd !== -1) this.problem(segment, `ISA${two(odd + 1)} is not ${HEADER_WIDTHS[odd]} characters wide`);
  }

  private beginGroup(segment: Segment): void {
    this.closeTransaction(segment);
    this.closeGroup(segment);
    this.group = { control: element(segment, 6), functionalId: element(segment, 1), version: element(segment, 8) };
    this.groupCount += 1;
    this.transactionCount = 0;
  }

  private beginTransaction(segment: Segment): void {
    this.closeTransaction(segment);
    this.openTransaction(element(segment, 1), element(segment, 2), element(segment, 3), segment);
    if (this.group === null) this.problem(segment, 'GS is missing before ST');
  }

  private openTransaction(set: string, control: string, version: string, segment: Segment): void {
    const group = this.group ?? NO_GROUP;
    this.transaction = { control, segments: segment.id === 'ST' ? 1 : 0 };
    this.transactionCount += 1;
    this.handler.begin(
      { set, control, version: version || group.version, group, interchange: this.interchange ?? NO_INTERCHANGE },
      segment,
    );
  }

  private endTransaction(segment: Segment): void {
    if (this.transaction === null) {
      this.problem(segment, 'SE without an open ST');
      return;
    }
    const counted = this.transaction.segments + 1;
    this.checkCount(segment, 'SE01', counted, 'segments');
    this.checkControl(segment, 'SE02', 'ST02', this.transaction.control);
    this.closeTransaction(segment);
  }

  private endGroup(segment: Segment): void {
    this.closeTransaction(segment);
    if (this.group === null) {
      this.problem(segment, 'GE without an open GS');
      return;
    }
    this.checkCount(segment, 'GE01', this.transactionCount, 'transactions');
    this.checkControl(segment, 'GE02', 'GS06', this.group.control);
    this.closeGroup(segment);
  }

  private endInterchange(segment: Segment): void {
    this.closeTransaction(segment);
    this.closeGroup(segment);
    this.checkCount(segment, 'IEA01', this.groupCount, 'groups');
    this.checkControl(segment, 'IEA02', 'ISA13', this.interchange?.control ?? '');
    this.closeInterchange(segment);
  }

  /** Ends the open transaction; where not by its SE, says that it is missing. `null`: the file ends. */
  private closeTransaction(by: Segment | null): void {
    if (this.transaction === null) return;
    const complete = by?.id === 'SE';
    if (!complete) this.missing('SE', by);
    this.transaction = null;
    this.handler.end(complete);
  }

  private closeGroup(by: Segment | null): void {
    if (this.group === null) return;
    if (by?.id !== 'GE') this.missing('GE', by);
    this.group = null;
  }

  private closeInterchange(by: Segment | null): void {
    if (this.interchange === null) return;
    if (by?.id !== 'IEA') this.missing('IEA', by);
    this.interchange = null;
  }

  private missing(id: string, by: Segment | null): void {
    const message =
      by === null ? `${id} is missing at the end of the file` : `${id} is missing before ${placeOf(by).segment}`;
    this.handler.problem({ segment: id, position: (by ?? this.lastSegment)?.position ?? 1, message });
  }

  private checkCount(segment: Segment, name: string, counted: number, what: string): void {
    const stated = element(segment, 1);
    if (Number(stated) !== counted || stated === '') {
      this.problem(segment, `${name} says ${shown(stated)} ${what}, there are ${counted}`);
    }
  }

  /** Control numbers agree also where only their leading zeros differ. */
  private checkControl(segment: Segment, name: string, other: string, expected: string): void {
    const stated = element(segment, 2);
    if (stated === expected || stated.replace(/^0+/, '') === expected.replace(/^0+/, '')) return;
    this.problem(segment, `${name} ${shown(stated)} differs from ${other} ${shown(expected)}`);
  }

  private problem(segment: Segment, message: string): void {
    this.handler.problem({ ...placeOf(segment), message });
  }
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** A control number or count for a message; anything longer or stranger is not one and is not repeated. */
function shown(text: string): string {
  return /^[0-9A-Za-z]{1,14}$/.test(text) ? text : text === '' ? '(nothing)' : '(no number)';
}
