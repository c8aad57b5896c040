import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Delimiters } from '../segment.js';

/** The separators of every file that is written here. */
export const WRITTEN_DELIMITERS = {
  element: '*',
  component: ':',
  repetition: '^',
  segment: '~',
} as const satisfies Delimiters;

/** A segment with its terminator and a line break; trailing empty elements are left out. Elements must be clean already. */
export function segment(...elements: readonly (string | number | undefined)[]): string {
  return `${joined(elements, WRITTEN_DELIMITERS.element)}${WRITTEN_DELIMITERS.segment}\n`;
}

/** A composite element; trailing empty components are left out. */
export function composite(...parts: readonly (string | number | undefined)[]): string {
  return joined(parts, WRITTEN_DELIMITERS.component);
}

function joined(parts: readonly (string | number | undefined)[], separator: string): string {
  let last = parts.length;
  while (last > 0 && (parts[last - 1] === undefined || parts[last - 1] === '')) last -= 1;
  return parts
    .slice(0, last)
    .map((part) => part ?? '')
    .join(separator);
}

/** `CCYYMMDD`. */
export function compactDate(date: LocalDate): string {
  return date.replaceAll('-', '');
}

/** DTP with one day. */
export function dateSegment(qualifier: string, date: LocalDate): string {
  return segment('DTP', qualifier, 'D8', compactDate(date));
}
