import { centsToDecimal } from '#libs/kernel/money.js';
import type { RemittanceAdjustment } from '../remittance.js';
import { segment } from './segments.js';

/** A CAS has room for six. */
const MOST_IN_ONE = 6;

/** CAS: one a group, or several where a group has more than six adjustments; the order within a group is kept. */
export function* adjustmentSegments(adjustments: readonly RemittanceAdjustment[]): Generator<string> {
  for (const group of new Set(adjustments.map((adjustment) => adjustment.group))) {
    const own = adjustments.filter((adjustment) => adjustment.group === group);
    for (let from = 0; from < own.length; from += MOST_IN_ONE) {
      const triplets = own.slice(from, from + MOST_IN_ONE);
      yield segment(
        'CAS',
        group,
        ...triplets.flatMap(({ reason, amountCents, quantity }) => [reason, centsToDecimal(amountCents), quantity]),
      );
    }
  }
}
