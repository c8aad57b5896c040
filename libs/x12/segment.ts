/** The characters that an interchange's ISA names as its separators. */
export interface Delimiters {
  readonly element: string;
  readonly component: string;
  /** ISA11 from version 00402 on; absent in older ones. */
  readonly repetition?: string;
  readonly segment: string;
}

/** Why a segment cannot be taken as it stands. */
export type SegmentFault =
  /** Longer than the limit: only its id was kept. */
  | 'segment-too-long'
  /** One of its elements is longer than the limit: only its id was kept. */
  | 'element-too-long'
  /** The input ends within it, or right after it without a terminator. */
  | 'unterminated'
  /** Text that stands in no interchange; it has no elements. */
  | 'outside';

/** One segment of an X12 file. */
export interface Segment {
  /** As in `elements[0]`, without blanks. */
  readonly id: string;
  /** As they came: `elements[2]` is the element that X12 numbers 02. */
  readonly elements: readonly string[];
  /** 1-based in its transaction (ST is 1); outside of one the same as `segmentNumber`. */
  readonly position: number;
  /** 1-based in the file. */
  readonly segmentNumber: number;
  /** Of its first character in the file. */
  readonly byteOffset: number;
  readonly delimiters: Delimiters;
  readonly fault?: SegmentFault;
}

/** An element without surrounding blanks; empty where it is missing. */
export function element(segment: Segment, index: number): string {
  return trimmed(segment.elements[index]);
}

/** A component (1-based) of an element. */
export function component(segment: Segment, index: number, part: number): string {
  const text = segment.elements[index];
  if (text === undefined || text === '') return '';
  if (!text.includes(segment.delimiters.component)) return part === 1 ? trimmed(text) : '';
  return trimmed(text.split(segment.delimiters.component)[part - 1]);
}

/** All components of an element, the first at 0. */
export function components(segment: Segment, index: number): string[] {
  const text = segment.elements[index];
  if (text === undefined || text === '') return [];
  const separator = segment.delimiters.component;
  const parts: string[] = [];
  let from = 0;
  for (let end = text.indexOf(separator); end !== -1; end = text.indexOf(separator, from)) {
    parts.push(trimmed(text.slice(from, end)));
    from = end + 1;
  }
  parts.push(trimmed(from === 0 ? text : text.slice(from)));
  return parts;
}

function trimmed(text: string | undefined): string {
  if (text === undefined || text === '') return '';
  return text.charCodeAt(0) <= 32 || text.charCodeAt(text.length - 1) <= 32 ? text.trim() : text;
}

/** Where a segment stands, for a problem. What is no segment id is not repeated: it may be anything. */
export function placeOf(segment: Segment): { readonly segment: string; readonly position: number } {
  return { segment: /^[A-Z][A-Z0-9]{1,2}$/.test(segment.id) ? segment.id : '?', position: segment.position };
}
