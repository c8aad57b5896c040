import type { Acknowledgement } from '../acknowledgement.js';
import { element, type Segment } from '../segment.js';
import { readDate } from './values.js';

/** TA104: A accepted, E accepted though the envelope has errors, R rejected. */
const TAKEN = new Set(['A', 'E']);

/** TA1: whether an interchange arrived at all. */
export function readInterchangeAcknowledgement(segment: Segment): Acknowledgement {
  const category = element(segment, 4);
  const effectiveDate = readDate(element(segment, 2));
  return {
    kind: 'TA1',
    level: 'interchange',
    control: element(segment, 1),
    accepted: TAKEN.has(category),
    statuses: [{ category, status: element(segment, 5) }],
    ...(effectiveDate === null ? {} : { effectiveDate }),
    segment: segment.segmentNumber,
  };
}
