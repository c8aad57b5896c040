import type { LocalDate } from '#libs/kernel/local-date.js';
import { type Ratio, ratioFromDecimal } from '#libs/kernel/ratio.js';
import { type CatalogueCode, readCodeCatalogue } from './code-catalogue.js';
import { readPairs, readUnitLimits, type UnbundledPair, type UnitLimit } from './correct-coding.js';
import { type CsvRow, ReferenceDataError, readCsv } from './csv.js';
import { EffectiveTable, period } from './effective-table.js';
import {
  type LocalityIndex,
  localityIndex,
  type RelativeValues,
  readConversionFactors,
  readLocalities,
  readRelativeValues,
} from './fee-schedule.js';

/** The texts of the tables by file name, as they lie in `data/`. */
export type ReferenceTexts = Readonly<Record<string, string>>;

/** Shares and amounts of Medicare by name; amounts in dollars. Every one holds what needs it where its date has no row. */
export type AmountName =
  | 'kx-threshold.OT'
  | 'kx-threshold.PT_SLP'
  | 'medical-review-threshold.OT'
  | 'medical-review-threshold.PT_SLP'
  | 'deductible'
  | 'coinsurance'
  | 'mppr-practice-expense-cut'
  | 'assistant-modifier'
  | 'assistant-share'
  | 'sequestration'
  | 'telehealth-eligible'
  | 'monitoring-set-up-days'
  | 'appeal-minimum.alj'
  | 'appeal-minimum.court';

/** Everything that changes by date and not by code, asked for with a date of service. */
export interface Reference {
  readonly codes: ReadonlyMap<string, CatalogueCode>;
  amount(name: AmountName, date: LocalDate): Ratio | undefined;
  relativeValues(code: string, date: LocalDate): RelativeValues | undefined;
  conversionFactor(date: LocalDate): Ratio | undefined;
  locality(name: string, date: LocalDate): LocalityIndex | undefined;
  /** The pair in force on a date at a payer, whichever of the two comes first. A payer's own pair wins over everybody's. */
  unbundledPair(a: string, b: string, date: LocalDate, payerId?: string): UnbundledPair | undefined;
  /** The most units of a code on a day at a payer. A payer's own limit wins over everybody's. */
  unitLimit(code: string, date: LocalDate, payerId?: string): UnitLimit | undefined;
  /** `facility` or `non-facility`; undefined for a place of service that is not known. */
  rateType(placeOfService: string, date: LocalDate): 'facility' | 'non-facility' | undefined;
  /** Files of which only a version younger than the date is there; the oldest is used then. */
  youngerThan(date: LocalDate): readonly string[];
}

function readAmounts(rows: readonly CsvRow[]): EffectiveTable<Ratio> {
  const table = new EffectiveTable<Ratio>();
  for (const row of rows) {
    const value = ratioFromDecimal(row.cell('value'));
    if (!value) throw new ReferenceDataError(row.file, row.line, 'value is not a decimal number');
    table.add(row.cell('name'), { ...period(row), value }, row);
  }
  return table;
}

function readRateTypes(rows: readonly CsvRow[]): ReadonlyMap<string, 'facility' | 'non-facility'> {
  return new Map(
    rows.map((row) => [row.cell('code'), row.cell('mpfs_rate_type') === 'facility' ? 'facility' : 'non-facility']),
  );
}

/** Indexes the tables. Throws `ReferenceDataError` with file and line where a table is not sound. */
export function loadReference(texts: ReferenceTexts): Reference {
  const rows = (file: string) => {
    const text = texts[file];
    if (text === undefined) throw new ReferenceDataError(file, 0, 'is missing');
    return readCsv(file, text);
  };
  const codes = readCodeCatalogue(rows('code_catalogue.csv'));
  const amounts = readAmounts(rows('amounts.csv'));
  const values = readRelativeValues(rows('mpfs_therapy_rvu.csv'));
  const factors = readConversionFactors(rows('conversion_factor.csv'));
  const localities = readLocalities(rows('gpci.csv'));
  const pairs = readPairs(rows('ncci_ptp_practitioner_2024q3.csv'));
  const limits = readUnitLimits(rows('mue_practitioner_2024q3.csv'));
  const rateTypes = readRateTypes(rows('place_of_service.csv'));
  const versions = rows('catalogue_versions.csv').map((row) => ({ file: row.cell('file'), from: row.cell('from') }));
  const inForce = (pair: UnbundledPair | undefined, date: LocalDate) =>
    pair && (pair.lastDay === undefined || date <= pair.lastDay) ? pair : undefined;
  return {
    codes,
    amount: (name, date) => amounts.at(name, date),
    relativeValues: (code, date) => values.at(code, date),
    conversionFactor: (date) => factors.at('conversion-factor', date),
    locality: (name, date) => localityIndex(localities, name, date),
    unbundledPair: (a, b, date) => inForce(pairs.get(`${a}/${b}`), date) ?? inForce(pairs.get(`${b}/${a}`), date),
    unitLimit: (code, _date) => limits.get(code),
    rateType: (placeOfService, _date) => rateTypes.get(placeOfService),
    youngerThan: (date) => versions.filter((version) => date < version.from).map((version) => version.file),
  };
}
