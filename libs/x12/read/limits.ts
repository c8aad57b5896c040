import type { Segment } from '../segment.js';

/** What a reader holds at most of one segment. */
export interface TokenizerLimits {
  /** Longest segment in bytes; a longer one is passed over and named. */
  readonly segmentBytes: number;
  /** Longest element in bytes. */
  readonly elementBytes: number;
}

export const DEFAULT_LIMITS: TokenizerLimits = { segmentBytes: 65_536, elementBytes: 16_384 };

/** Why a segment could not be taken, in words; the limit that it exceeds is named. */
export function faultMessage({ fault }: Segment, limits: TokenizerLimits): string {
  switch (fault) {
    case 'segment-too-long':
      return `the segment is longer than ${limits.segmentBytes} bytes, the most that is read`;
    case 'element-too-long':
      return `an element is longer than ${limits.elementBytes} bytes, the most that is read`;
    case 'outside':
      return 'text that is in no interchange was passed over';
    default:
      return 'the file ends within the segment';
  }
}
