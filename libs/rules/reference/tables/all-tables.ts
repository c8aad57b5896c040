import type { Ratio } from '#libs/kernel/ratio.js';
import { type CatalogueCode, CODES } from '../code-catalogue.js';
import { AMOUNTS } from './amounts.js';
import { LOCALITIES, type LocalityIndex } from './localities.js';
import { PLACES_OF_SERVICE, type RateType } from './places-of-service.js';
import { RELATIVE_VALUES, type RelativeValues } from './relative-values.js';
import type { TableReader } from './table-reader.js';
import { type PairRule, UNBUNDLED_PAIRS } from './unbundled-pairs.js';
import { UNIT_LIMITS, type UnitLimit } from './unit-limits.js';

/** The tables by the name that a practice's profile and the command line call them. */
export interface TableValues {
  readonly amounts: Ratio;
  readonly 'relative-values': RelativeValues;
  readonly localities: LocalityIndex;
  readonly 'unbundled-pairs': PairRule;
  readonly 'unit-limits': UnitLimit;
  readonly 'places-of-service': RateType;
  readonly codes: CatalogueCode;
}
export type TableName = keyof TableValues;

export const TABLE_READERS: { readonly [Name in TableName]: TableReader<TableValues[Name]> } = {
  amounts: AMOUNTS,
  'relative-values': RELATIVE_VALUES,
  localities: LOCALITIES,
  'unbundled-pairs': UNBUNDLED_PAIRS,
  'unit-limits': UNIT_LIMITS,
  'places-of-service': PLACES_OF_SERVICE,
  codes: CODES,
};
export const TABLE_NAMES = Object.keys(TABLE_READERS) as TableName[];
