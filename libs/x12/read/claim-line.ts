import type { ClaimLine } from '../claim.js';
import { components, element, type Segment } from '../segment.js';
import type { Draft } from './draft.js';
import { readCents, readDate, readNumber } from './values.js';

/** Segments that begin another payer's or provider's part of a line, after which nothing is read. */
const LINE_ENDS = new Set(['NM1', 'SVD', 'LIN']);

/** Loop 2400 after its LX. Null where it holds no professional service (SV1); what it lacks is named by `problem`. */
export function readClaimLine(
  segments: readonly Segment[],
  problem: (segment: Segment | undefined, message: string) => void,
): ClaimLine | null {
  const service = segments.find((segment) => segment.id === 'SV1');
  if (service === undefined) {
    problem(segments[0], 'the line has no SV1');
    return null;
  }
  const line = readService(service, problem);
  for (const segment of segments) {
    if (LINE_ENDS.has(segment.id)) break;
    if (segment.id === 'DTP' && element(segment, 1) === '472') readServiceDates(segment, line);
    if (segment.id === 'REF' && element(segment, 1) === '6R') line.lineControlNumber = element(segment, 2);
  }
  if (line.serviceDate === '') problem(service, 'DTP*472, the date of service, is missing or no date');
  return line;
}

function readService(segment: Segment, problem: (segment: Segment, message: string) => void): Draft<ClaimLine> {
  const [, code = '', ...rest] = components(segment, 1);
  const chargeCents = readCents(element(segment, 2));
  const units = readNumber(element(segment, 4));
  if (chargeCents === null) problem(segment, 'SV102 is not an amount of money');
  if (units === null) problem(segment, 'SV104 is not a number of units');
  const line: Draft<ClaimLine> = {
    code,
    modifiers: rest.slice(0, 4).filter((modifier) => modifier !== ''),
    units: units ?? 0,
    chargeCents: chargeCents ?? 0,
    diagnosisPointers: components(segment, 7).map(Number).filter(Number.isInteger),
    serviceDate: '',
    lineControlNumber: '',
  };
  if (rest[4] !== undefined && rest[4] !== '') line.description = rest[4];
  if (element(segment, 5) !== '') line.placeOfService = element(segment, 5);
  return line;
}

/** DTP*472 as a day (D8) or a range (RD8). */
function readServiceDates(segment: Segment, line: Draft<ClaimLine>): void {
  const [from = '', to] = element(segment, 3).split('-');
  line.serviceDate = readDate(from) ?? '';
  const last = to === undefined ? null : readDate(to);
  if (last !== null) line.serviceDateTo = last;
}
