import type { LineAdjudication } from '../other-payer.js';
import { components, element, type Segment } from '../segment.js';
import type { Draft } from './draft.js';
import type { ProblemList } from './problem-list.js';
import { amountAt, readAdjustments } from './remittance-elements.js';
import { readDate, readNumber } from './values.js';

/** SVD: begins what another payer decided about a line (loop 2430). */
export function beginAdjudication(segment: Segment, problems: ProblemList): Draft<LineAdjudication> {
  const [, code = '', ...rest] = components(segment, 3);
  return {
    payerId: element(segment, 1),
    paidCents: amountAt(segment, 2, problems) ?? 0,
    code,
    modifiers: rest.slice(0, 4).filter((modifier) => modifier !== ''),
    units: readNumber(element(segment, 5)) ?? 0,
    adjustments: [],
    adjudicatedOn: '',
  };
}

/** CAS, DTP*573 and AMT*EAF after an SVD. */
export function describeAdjudication(
  adjudication: Draft<LineAdjudication>,
  segment: Segment,
  problems: ProblemList,
): void {
  if (segment.id === 'CAS') readAdjustments(segment, adjudication.adjustments, problems);
  else if (segment.id === 'DTP' && element(segment, 1) === '573')
    adjudication.adjudicatedOn = readDate(element(segment, 3)) ?? '';
  else if (segment.id === 'AMT' && element(segment, 1) === 'EAF')
    adjudication.patientOwesCents = amountAt(segment, 2, problems) ?? 0;
}
