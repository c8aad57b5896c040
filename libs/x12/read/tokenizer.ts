import type { Delimiters, Segment, SegmentFault } from '../segment.js';
import { readInterchangeHeader } from './interchange-header.js';
import { DEFAULT_LIMITS, type TokenizerLimits } from './limits.js';
import { SegmentScanner } from './segment-scanner.js';

const NO_DELIMITERS: Delimiters = { element: '*', component: ':', segment: '~' };
const NO_BYTES = Buffer.alloc(0);
const BLANK = 32;
const LETTER_I = 'I'.charCodeAt(0);

/**
 * Cuts bytes into segments. The bytes may come in pieces cut anywhere; delimiters are those of each ISA; line breaks and blanks between
 * segments, line breaks within one, and byte-order marks do not count. Text is UTF-8 where it is valid UTF-8, else Latin-1. Holds no more than
 * one segment between two pieces, however long the input.
 */
export class Tokenizer {
  /** What is not cut yet, and the same as text, a character for each byte. */
  private bytes: Buffer = NO_BYTES;
  private text = '';
  /** What stood before `bytes[0]`: an ISA that ends a word is none. */
  private before = 0;
  /** File offset of `bytes[0]`. */
  private offset = 0;
  /** Those of the last ISA. */
  private delimiters: Delimiters | null = null;
  private scanner = new SegmentScanner(NO_DELIMITERS, DEFAULT_LIMITS);
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
    const piece = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.bytes = this.bytes.length === 0 ? piece : Buffer.concat([this.bytes, piece]);
    // Text from one piece of memory: one that is put together from two is slower at every character.
    this.text = this.bytes.toString('latin1');
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
    return this.segments;
  }

  /** Keeps the text from `at` for the next piece; always -1, "no more for now". */
  private keepFrom(at: number): -1 {
    // A copy: the bytes are the caller's, who may use them again.
    this.bytes = at === this.bytes.length ? NO_BYTES : Buffer.from(this.bytes.subarray(at));
    this.offset += at;
    if (at > 0) this.before = this.text.charCodeAt(at - 1);
    this.text = this.text.slice(at);
    return -1;
  }

  /**
   * Looks for the next ISA; the place after it, or -1 where the text is used up. After an IEA, segments that stand before that ISA are cut with
   * the separators of the interchange that is over: they are misplaced, but may be money.
   */
  private seekHeader(from: number, final: boolean): number {
    const { text } = this;
    for (let at = text.indexOf('ISA', from); at !== -1; at = text.indexOf('ISA', at + 3)) {
      const header = isWordCharacter(at === 0 ? this.before : text.charCodeAt(at - 1))
        ? 'none'
        : readInterchangeHeader(text, at);
      if (header === 'none' || (header === 'incomplete' && final)) continue;
      this.reportOutside(this.cutMisplaced(from, at), at);
      if (header === 'incomplete') return this.keepFrom(at);
      this.delimiters = header.delimiters;
      this.scanner = new SegmentScanner(header.delimiters, this.limits);
      this.inInterchange = true;
      this.position = 0;
      this.outsideReported = false;
      this.emit('ISA', header.elements, at);
      return header.next;
    }
    const rest = this.skipBlanks(this.cutMisplaced(from, text.length), text.length);
    const kept = final ? text.length : this.delimiters !== null && this.fits(rest) ? rest : this.lettersKept(rest);
    this.reportOutside(rest, kept);
    return this.keepFrom(kept);
  }

  /** The last letters may be the beginning of an ISA, or of a byte-order mark. */
  private lettersKept(from: number): number {
    return Math.max(from, this.text.length - 3);
  }

  private fits(start: number): boolean {
    return this.bytes.length - start <= this.limits.segmentBytes;
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
      if (start < end && this.scanner.scan(this.bytes, this.text, start)) this.emitScanned(start);
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
    const { bytes, text, scanner } = this;
    let at = from;
    if (this.skipping !== null) {
      at = this.endSkipping();
      if (at === -1) return this.keepFrom(bytes.length);
    }
    for (;;) {
      const start = this.skipBlanks(at, bytes.length);
      const envelope = bytes[start] === LETTER_I;
      if (envelope && text.startsWith('ISA', start)) {
        const header = readInterchangeHeader(text, start);
        if (header === 'incomplete' && !final) return this.keepFrom(start);
        if (typeof header === 'object') return this.leaveInterchange(start);
      }
      if (!scanner.scan(bytes, text, start)) return final ? this.cutRest(start) : this.keepRest(start);
      if (scanner.end > start) this.emitScanned(start);
      at = scanner.end + 1;
      if (envelope && text.startsWith('IEA', start)) return this.leaveInterchange(at);
    }
  }

  private leaveInterchange(next: number): number {
    this.inInterchange = false;
    return next;
  }

  /** The input ends within the segment that was scanned. */
  private cutRest(start: number): -1 {
    if (start < this.bytes.length) this.emitScanned(start, 'unterminated');
    return this.keepFrom(this.bytes.length);
  }

  /** The segment that was scanned is not at its end yet: waits for more bytes, unless it is too long already. */
  private keepRest(start: number): -1 {
    if (this.fits(start)) return this.keepFrom(start);
    this.skipping = { id: this.scanner.id, offset: this.offset + start };
    return this.keepFrom(this.bytes.length);
  }

  /** Passes over the rest of a segment that is too long; the place after it, or -1 where its end has not come yet. */
  private endSkipping(): number {
    const { id, offset } = this.skipping as { id: string; offset: number };
    const end = this.text.indexOf((this.delimiters ?? NO_DELIMITERS).segment);
    if (end === -1) return -1;
    this.skipping = null;
    this.emitFault(id, offset - this.offset, 'segment-too-long');
    return end + 1;
  }

  private emitScanned(start: number, fault?: SegmentFault): void {
    const { scanner } = this;
    if (scanner.fault === null) this.emit(scanner.id, scanner.elements(), start, fault);
    else this.emitFault(scanner.id, start, scanner.fault);
  }

  private emitFault(id: string, start: number, fault: SegmentFault): void {
    const short = id.slice(0, 3);
    this.emit(short, short === '' ? [] : [short], start, fault);
  }

  private emit(id: string, elements: readonly string[], start: number, fault?: SegmentFault): void {
    this.segmentNumber += 1;
    const inside = this.nextPosition(id);
    const segment: Segment = {
      id,
      elements,
      position: inside || this.segmentNumber,
      segmentNumber: this.segmentNumber,
      byteOffset: this.offset + start,
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

  /** Passes over blanks, line breaks and byte-order marks. */
  private skipBlanks(from: number, to: number): number {
    const { bytes } = this;
    let at = from;
    while (at < to) {
      const byte = bytes[at] as number;
      if (byte <= BLANK) at += 1;
      else if (byte === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) at += 3;
      else break;
    }
    return Math.min(at, to);
  }
}

function isWordCharacter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
