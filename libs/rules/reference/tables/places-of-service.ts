import { oneOf, required, type TableReader } from './table-reader.js';

const RATE_TYPES = ['facility', 'non-facility'] as const;
export type RateType = (typeof RATE_TYPES)[number];

/** CMS place of service codes, and at which of its two rates Medicare pays there. */
export const PLACES_OF_SERVICE: TableReader<RateType> = {
  columns: ['code', 'rate_type'],
  more: ['label'],
  catalogue: true,
  name: (row) => required(row, 'code'),
  value: (row) => oneOf(row, 'rate_type', RATE_TYPES),
  shown: (row) => row.cell('rate_type'),
};
