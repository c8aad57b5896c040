import type { ProviderAdjustment } from '../remittance.js';
import { components, element, type Segment } from '../segment.js';
import type { ProblemList } from './problem-list.js';
import { amountAt } from './remittance-elements.js';
import { readDate } from './values.js';

/**
 * PLB: up to six pairs of reason and amount, appended to `into`; pairs beyond the sixth are money all the same. False where an amount could not
 * be read.
 */
export function readProviderAdjustments(segment: Segment, into: ProviderAdjustment[], problems: ProblemList): boolean {
  const providerId = element(segment, 1);
  const fiscalPeriodEnd = readDate(element(segment, 2));
  let readable = true;
  for (let index = 3; index < segment.elements.length; index += 2) {
    if (element(segment, index) === '' && element(segment, index + 1) === '') continue;
    const [reason = '', reference = ''] = components(segment, index);
    const amountCents = amountAt(segment, index + 1, problems);
    if (amountCents === null) {
      readable = false;
      continue;
    }
    const adjustment = { reason, reference, amountCents, providerId };
    into.push(fiscalPeriodEnd === null ? adjustment : { ...adjustment, fiscalPeriodEnd });
  }
  return readable;
}
