import type { Delimiters } from '../segment.js';

/** No real ISA is longer; one that does not end within this many characters is no ISA. */
export const LONGEST_HEADER = 512;

/** Other control characters may be separators, and often are. */
const NEVER_SEPARATORS = ' \r\n\0';

export interface InterchangeHeader {
  /** ISA and its 16 elements as they came. */
  readonly elements: readonly string[];
  readonly delimiters: Delimiters;
  /** Where the text goes on after the segment terminator. */
  readonly next: number;
}

/**
 * Reads the ISA that begins at `start`, whatever its separators and the width of its elements: the element separator is the character after
 * `ISA`, the component separator the 16th element, the terminator what follows it. `incomplete` where more text may complete it.
 */
export function readInterchangeHeader(text: string, start: number): InterchangeHeader | 'incomplete' | 'none' {
  if (text.length < start + 4) return 'incomplete';
  const separator = text[start + 3] as string;
  if (isAlphanumeric(separator) || NEVER_SEPARATORS.includes(separator)) return 'none';
  const tooShort = text.length < start + LONGEST_HEADER ? 'incomplete' : 'none';
  let at = start + 3;
  for (let count = 1; count < 16; count += 1) {
    at = text.indexOf(separator, at + 1);
    if (at === -1) return tooShort;
    if (at - start > LONGEST_HEADER) return 'none';
  }
  const end = terminatorAfter(text, at + 1);
  if (end === -1) return tooShort;
  if (isAlphanumeric(text[end] as string) || text[end] === separator) return 'none';
  const elements = text.slice(start, Math.min(end, at + 2)).split(separator);
  return { elements, delimiters: delimitersOf(elements, separator, text[end] as string), next: end + 1 };
}

/** The terminator's place: after ISA16, or in its stead where a letter follows (ISA16 left out); blanks between are passed over. */
function terminatorAfter(text: string, componentAt: number): number {
  let at = componentAt + 1;
  while (text[at] === ' ') at += 1;
  if (at >= text.length) return -1;
  return isAlphanumeric(text[at] as string) ? componentAt : at;
}

function delimitersOf(elements: readonly string[], separator: string, terminator: string): Delimiters {
  const component = elements[16] || ':';
  const repetition = elements[11]?.trim() ?? '';
  const hasRepetition = repetition.length === 1 && !isAlphanumeric(repetition) && (elements[12] ?? '') >= '00402';
  return hasRepetition
    ? { element: separator, component, repetition, segment: terminator }
    : { element: separator, component, segment: terminator };
}

function isAlphanumeric(character: string): boolean {
  return /^[A-Za-z0-9]$/.test(character);
}
