import type { Delimiters } from '../segment.js';
import type { TokenizerLimits } from './limits.js';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const HIGH_BIT = 0x80;
const LINE_BREAKS = /[\r\n]+/g;
const HIGH_BYTE = /[\u0080-\u00ff]/;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Ids that come often, by their bytes: one string for all segments of a kind is compared faster than one each. */
const COMMON_IDS = new Map(
  (
    'AAA AK1 AK2 AK9 AMT BHT BPR CAS CLM CLP CR1 CTX CUR DMG DTM DTP GE GS HI HL IEA IK3 IK4 IK5 ISA K3 LQ LX MIA ' +
    'MOA N1 N2 N3 N4 NM1 NTE OI PAT PER PLB PRV PWK QTY RDM REF SBR SE ST STC SV1 SVC SVD TA1 TRN TS2 TS3'
  )
    .split(' ')
    .map((id) => [packed(id.charCodeAt(0), id.charCodeAt(1), id.length === 3 ? id.charCodeAt(2) : 0), id]),
);

function packed(first: number, second: number, third: number): number {
  return (first << 16) | (second << 8) | third;
}

/**
 * Finds the end of a segment and where its elements lie, in one pass over its bytes: most of the time that reading takes is spent here. (A table
 * of what each byte means, instead of comparisons, takes two fifths longer.) Holds the last segment that was scanned.
 */
export class SegmentScanner {
  /** Place of the terminator; of the end of the bytes where there is none. */
  end = 0;
  id = '';
  fault: 'segment-too-long' | 'element-too-long' | null = null;
  private readonly separator: number;
  private readonly terminator: number;
  private text = '';
  private start = 0;
  /** Ends of the elements. */
  private ends: number[] = [];
  private count = 0;
  private hasLineBreaks = false;
  private hasHighBytes = false;

  constructor(
    delimiters: Delimiters,
    private readonly limits: TokenizerLimits,
  ) {
    this.separator = delimiters.element.charCodeAt(0);
    this.terminator = delimiters.segment.charCodeAt(0);
  }

  /** Scans the segment that begins at `start`; `text` are the same bytes, a character each. False where its terminator is not there. */
  scan(bytes: Uint8Array, text: string, start: number): boolean {
    const { separator, terminator, ends } = this;
    const { length } = bytes;
    let at = start;
    let count = 0;
    let all = 0;
    let lineBreaks = false;
    for (; at < length; at += 1) {
      const byte = bytes[at] as number;
      if (byte === terminator) break;
      if (byte === separator) {
        ends[count] = at;
        count += 1;
      } else if (byte === LINE_FEED || byte === CARRIAGE_RETURN) lineBreaks = true;
      all |= byte;
    }
    ends[count] = at;
    this.text = text;
    this.start = start;
    this.end = at;
    this.count = count + 1;
    this.hasLineBreaks = lineBreaks;
    this.hasHighBytes = (all & HIGH_BIT) !== 0;
    this.id = this.idFrom(bytes);
    this.fault = at - start > this.limits.elementBytes ? this.longFault() : null;
    return at < length;
  }

  /** The elements of the segment that was scanned, the id first. */
  elements(): string[] {
    const { text, ends, count } = this;
    const elements = [this.id];
    for (let index = 1; index < count; index += 1) {
      elements.push(text.slice((ends[index - 1] as number) + 1, ends[index]));
    }
    if (!this.hasLineBreaks && !this.hasHighBytes) return elements;
    return elements.map((element) => decoded(this.hasLineBreaks ? element.replace(LINE_BREAKS, '') : element));
  }

  private idFrom(bytes: Uint8Array): string {
    const { start } = this;
    const end = this.ends[0] as number;
    const length = end - start;
    if (length === 2 || length === 3) {
      const third = length === 3 ? (bytes[start + 2] as number) : 0;
      const common = COMMON_IDS.get(packed(bytes[start] as number, bytes[start + 1] as number, third));
      if (common !== undefined) return common;
    }
    return this.text
      .slice(start, Math.min(end, start + this.limits.elementBytes))
      .replace(LINE_BREAKS, '')
      .trim();
  }

  private longFault(): 'segment-too-long' | 'element-too-long' | null {
    const { segmentBytes, elementBytes } = this.limits;
    const { start, end, ends, count } = this;
    if (end - start > segmentBytes) return 'segment-too-long';
    let from = start;
    for (let index = 0; index < count; index += 1) {
      if ((ends[index] as number) - from > elementBytes) return 'element-too-long';
      from = (ends[index] as number) + 1;
    }
    return null;
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
