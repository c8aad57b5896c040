import type { Ratio } from '#libs/kernel/ratio.js';
import { decimal, oneOf, type TableReader } from './table-reader.js';

/** Shares and amounts of Medicare by name; amounts in dollars, spans in days, 1 where something is so. Every one holds what needs it where its date has no row. */
export const AMOUNT_NAMES = [
  'kx-threshold.OT',
  'kx-threshold.PT_SLP',
  'medical-review-threshold.OT',
  'medical-review-threshold.PT_SLP',
  'deductible',
  'coinsurance',
  'conversion-factor',
  'mppr-practice-expense-cut',
  'assistant-modifier',
  'assistant-share',
  'sequestration',
  'telehealth-eligible',
  'monitoring-set-up-days',
  'appeal-minimum.alj',
  'appeal-minimum.court',
  'certification-days',
  'certification-signature-days',
  'certification-verbal-days',
  'certification-by-order',
  'progress-report-days',
  'monitoring-set-up-days',
] as const;
export type AmountName = (typeof AMOUNT_NAMES)[number];

export const AMOUNTS: TableReader<Ratio> = {
  columns: ['name', 'value', 'from'],
  name: (row) => oneOf(row, 'name', AMOUNT_NAMES),
  value: (row) => decimal(row, 'value'),
  shown: (row) => row.cell('value'),
};
