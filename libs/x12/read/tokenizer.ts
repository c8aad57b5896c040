import type { Delimiters, Segment, SegmentFault } from '../segment.js';
import { readInterchangeHeader } from './interchange-header.js';

export interface TokenizerLimits {
  /** Longest segment in bytes; a longer one is passed over and named. */
  readonly segmentBytes: number;
  /** Longest element in bytes. */
  readonly elementBytes: number;
}

export const DEFAULT_LIMITS: TokenizerLimits = { segmentBytes: 65_536, elementBytes: 16_384 };

const NO_DELIMITERS: Delimiters = { element: '*', component: ':', segment: '~' };
/** A UTF-8 byte-order mark, each byte read as one character. */
const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf';
const HIGH_BYTE = /[\u0080-\u00ff]/;
const LETTER_I = 'I'.charCodeAt(0);
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Cuts bytes into segments. The bytes may come in pieces cut anywhere; delimiters are those of each ISA; line breaks and blanks between
 * segments, line breaks within one, and byte-order marks do not count. Text is UTF-8 where it is valid UTF-8, else Latin-1. Holds no more than
 * one segment between two pieces, however long the input.
 */
export class Tokenizer {
  private text = '';
  /** File offset of `text[0]`. */
  private textOffset = 0;
  private hasHighBytes = false;
  /** Those of the last ISA. */
  private delimiters: Delimiters | null = null;
  private inInterchange = false;
  private segmentNumber = 0;
  /** Position of the last segment in its transaction; 0 outside. */
  private position = 0;
  /** Id of a segment too long to be kept, while its end is looked for. */
  private skipping: { readonly id: string; readonly offset: number } | null = null;
  private outsideReported = false;
  private segments: Segment[] = [];

  constructor(private readonly limits: TokenizerLimits = DEFAULT_LIMITS) {}

  /** Takes the next piece and gives the segments that it completes. */
  push(chunk: Uint8Array): Segment[] {
    const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
    if (!this.hasHighBytes && HIGH_BYTE.test(text)) this.hasHighBytes = true;
    this.text += text;
    return this.take(false);
  }

  /** Gives what is left when no more bytes come. */
  end(): Segment[] {
    return this.take(true);
  }

  private take(final: boolean): Segment[] {
    this.segments = [];
    let at = 0;
    for (;;) {
      const next: number = this.inInterchange ? this.cutSegments(at, final) : this.seekHeader(at, final);
      if (next === -1) break;
      at = next;
    }
    if (this.text === '') this.hasHighBytes = false;
    return this.segments;
  }

  /** Keeps the text from `at` for the next piece; always -1, "no more for now". */
  private keepFrom(at: number): -1 {
    this.text = at === 0 ? this.text : this.text.slice(at);
    this.textOffset += at;
    return -1;
  }

  /**
   * Looks for the next ISA; the place after it, or -1 where the text is used up. After an IEA, segments that stand before that ISA are cut with
   * the separators of the interchange that is over: they are misplaced, but may be money.
   */
  private seekHeader(from: number, final: boolean): number {
    const { text } = this;
    for (let at = text.indexOf('ISA', from); at !== -1; at = text.indexOf('ISA', at + 3)) {
      const header = isWordCharacter(text.charCodeAt(at - 1)) ? 'none' : readInterchangeHeader(text, at);
      if (header === 'none' || (header === 'incomplete' && final)) continue;
      this.reportOutside(this.cutMisplaced(from, at), at);
      if (header === 'incomplete') return this.keepFrom(at);
      this.delimiters = header.delimiters;
      this.inInterchange = true;
      this.position = 0;
      this.outsideReported = false;
      this.emit(header.elements, at);
      return header.next;
    }
    const rest = this.skipBlanks(this.cutMisplaced(from, text.length), text.length);
    const kept = final ? text.length : this.delimiters !== null && this.fits(rest) ? rest : this.lettersKept(rest);
    this.reportOutside(rest, kept);
    return this.keepFrom(kept);
  }

  /** The last letters may be the beginning of an ISA, the one before them tells whether it begins a word; or of a byte-order mark. */
  private lettersKept(from: number): number {
    return Math.max(from, this.text.length - 3);
  }

  private fits(start: number): boolean {
    return this.text.length - start <= this.limits.segmentBytes;
  }

  private cutMisplaced(from: number, to: number): number {
    const { text, delimiters } = this;
    if (delimiters === null) return from;
    let at = from;
    for (
      let end = text.indexOf(delimiters.segment, at);
      end !== -1 && end < to;
      end = text.indexOf(delimiters.segment, at)
    ) {
      const start = this.skipBlanks(at, end);
      if (start < end) this.cutOne(start, end, delimiters);
      at = end + 1;
    }
    return at;
  }

  private reportOutside(from: number, to: number): void {
    if (this.outsideReported || this.skipBlanks(from, to) === to) return;
    this.outsideReported = true;
    this.emitFault('', from, 'outside');
  }

  /** Cuts segments until the interchange or the text ends; where the text goes on, or -1 where it is used up. */
  private cutSegments(from: number, final: boolean): number {
    const { text } = this;
    const delimiters = this.delimiters as Delimiters;
    let at = from;
    for (let end = text.indexOf(delimiters.segment, at); end !== -1; end = text.indexOf(delimiters.segment, at)) {
      if (this.skipping !== null) {
        this.endSkipping();
        at = end + 1;
        continue;
      }
      const start = this.skipBlanks(at, end);
      if (start < end) {
        const envelope = text.charCodeAt(start) === LETTER_I;
        if (envelope && text.startsWith('ISA', start)) {
          const header = readInterchangeHeader(text, start);
          if (header === 'incomplete' && !final) return this.keepFrom(start);
          if (typeof header === 'object') return this.leaveInterchange(start);
        }
        this.cutOne(start, end, delimiters);
        if (envelope && text.startsWith('IEA', start)) return this.leaveInterchange(end + 1);
      }
      at = end + 1;
    }
    return final ? this.cutRest(at, delimiters) : this.keepRest(at, delimiters);
  }

  private leaveInterchange(next: number): number {
    this.inInterchange = false;
    return next;
  }

  /** The input ends within a segment. */
  private cutRest(at: number, delimiters: Delimiters): -1 {
    const start = this.skipBlanks(at, this.text.length);
    if (this.skipping !== null) this.endSkipping();
    else if (start < this.text.length) this.cutOne(start, this.text.length, delimiters, 'unterminated');
    return this.keepFrom(this.text.length);
  }

  /** A segment is not at its end yet: waits for more text, unless it is too long already. */
  private keepRest(at: number, delimiters: Delimiters): -1 {
    const start = this.skipBlanks(at, this.text.length);
    if (this.skipping !== null) return this.keepFrom(this.text.length);
    if (this.fits(start)) return this.keepFrom(start);
    this.skipping = { id: this.idAt(start, delimiters), offset: this.textOffset + start };
    return this.keepFrom(this.text.length);
  }

  private endSkipping(): void {
    const { id, offset } = this.skipping as { id: string; offset: number };
    this.skipping = null;
    this.emitFault(id, offset - this.textOffset, 'segment-too-long');
  }

  private cutOne(start: number, end: number, delimiters: Delimiters, fault?: SegmentFault): void {
    if (end - start > this.limits.segmentBytes) {
      this.emitFault(this.idAt(start, delimiters), start, 'segment-too-long');
      return;
    }
    let segment = this.text.slice(start, end);
    if (segment.includes('\n') || segment.includes('\r')) segment = segment.replace(/[\r\n]+/g, '');
    let elements = segment.split(delimiters.element);
    if (segment.length > this.limits.elementBytes && elements.some((one) => one.length > this.limits.elementBytes)) {
      this.emitFault(this.idAt(start, delimiters), start, 'element-too-long');
      return;
    }
    if (this.hasHighBytes) elements = elements.map(decoded);
    this.emit(elements, start, fault);
  }

  private idAt(start: number, delimiters: Delimiters): string {
    const id = this.text.slice(start, start + 4);
    const end = id.indexOf(delimiters.element);
    return end === -1 ? id.slice(0, 3) : id.slice(0, end);
  }

  private emitFault(id: string, start: number, fault: SegmentFault): void {
    this.emit(id === '' ? [] : [id], start, fault);
  }

  private emit(elements: readonly string[], start: number, fault?: SegmentFault): void {
    const first = elements[0] ?? '';
    const id = first.length > 3 ? first.trim() : first;
    this.segmentNumber += 1;
    const inside = this.nextPosition(id);
    const segment: Segment = {
      id,
      elements,
      position: inside || this.segmentNumber,
      segmentNumber: this.segmentNumber,
      byteOffset: this.textOffset + start,
      delimiters: this.delimiters ?? NO_DELIMITERS,
    };
    this.segments.push(fault === undefined ? segment : { ...segment, fault });
    if (id === 'SE') this.position = 0;
  }

  private nextPosition(id: string): number {
    if (id === 'ST') this.position = 1;
    else if (id === 'GS' || id === 'GE' || id === 'ISA' || id === 'IEA') this.position = 0;
    else if (this.position > 0) this.position += 1;
    return this.position;
  }

  private skipBlanks(from: number, to: number): number {
    let at = from;
    while (at < to) {
      if (this.text.charCodeAt(at) <= 32) at += 1;
      else if (this.hasHighBytes && this.text.startsWith(BYTE_ORDER_MARK, at)) at += 3;
      else break;
    }
    return Math.min(at, to);
  }
}

/** UTF-8 where it is valid UTF-8, else Latin-1 as it stands. */
function decoded(text: string): string {
  if (!HIGH_BYTE.test(text)) return text;
  try {
    return utf8.decode(Buffer.from(text, 'latin1'));
  } catch {
    return text;
  }
}

function isWordCharacter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
