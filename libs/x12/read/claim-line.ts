import type { ClaimLine } from '../claim.js';
import type { LineAdjudication } from '../other-payer.js';
import { components, element, type Segment } from '../segment.js';
import { beginAdjudication, describeAdjudication } from './claim-adjudication.js';
import { append, type Draft } from './draft.js';
import type { ProblemList } from './problem-list.js';
import { readCents, readDate, readNumber } from './values.js';

/** Segments that begin a drug's or a provider's part of a line, after which nothing is the line's own. */
const PARTS = new Set(['NM1', 'LIN']);

/** Loop 2400 after its LX. Null where it holds no professional service (SV1); what it lacks is added to `problems`. */
export function readClaimLine(segments: readonly Segment[], problems: ProblemList): ClaimLine | null {
  const service = segments.find((segment) => segment.id === 'SV1');
  if (service === undefined) return null;
  const line = readService(service, problems);
  let isOwn = true;
  let adjudication: Draft<LineAdjudication> | null = null;
  for (const segment of segments) {
    if (segment.id === 'SVD') {
      adjudication = beginAdjudication(segment, problems);
      line.adjudications = append(line.adjudications, adjudication);
    } else if (adjudication !== null) describeAdjudication(adjudication, segment, problems);
    else if (PARTS.has(segment.id)) isOwn = false;
    else if (isOwn) describeLine(line, segment);
  }
  if (line.serviceDate === '') problems.noteAt(service, 'DTP*472, the date of service, is missing or no date');
  return line;
}

function describeLine(line: Draft<ClaimLine>, segment: Segment): void {
  if (segment.id === 'DTP' && element(segment, 1) === '472') readServiceDates(segment, line);
  if (segment.id === 'REF' && element(segment, 1) === '6R') line.lineControlNumber = element(segment, 2);
}

function readService(segment: Segment, problems: ProblemList): Draft<ClaimLine> {
  const [, code = '', ...rest] = components(segment, 1);
  const chargeCents = readCents(element(segment, 2));
  const units = readNumber(element(segment, 4));
  if (chargeCents === null) problems.noteAt(segment, 'SV102 is not an amount of money');
  if (units === null) problems.noteAt(segment, 'SV104 is not a number of units');
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
