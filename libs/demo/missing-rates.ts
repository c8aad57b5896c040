import { addDays, type LocalDate } from '#libs/kernel/local-date.js';
import type { Reference } from '#libs/rules/reference/reference.js';

/** A day of service that cannot be priced, and the table that would have to cover it. */
export interface MissingRates {
  readonly day: LocalDate;
  readonly table: string;
}

/** Every treatment is priced with these; one code stands for its year's table. */
const A_CODE = '97110';

/** The first day from one to another on which Medicare's rates are not all there; null where they are. */
export function missingRates(reference: Reference, from: LocalDate, to: LocalDate): MissingRates | null {
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (!reference.conversionFactor(day)) return { day, table: 'conversion_factor.csv' };
    if (!reference.relativeValues(A_CODE, day)) return { day, table: 'mpfs_therapy_rvu.csv' };
    if (!reference.amount('kx-threshold.OT', day) || !reference.amount('deductible', day))
      return { day, table: 'amounts.csv' };
  }
  return null;
}
