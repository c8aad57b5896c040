import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Ratio } from '#libs/kernel/ratio.js';
import type { BusinessCalendar } from './business-calendar.js';
import type { CatalogueCode } from './code-catalogue.js';
import type { DiagnosisSide } from './diagnosis-sides.js';
import { KnownCodes } from './known-codes.js';
import { PairLookup } from './pair-lookup.js';
import type { TableName } from './tables/all-tables.js';
import type { AmountName } from './tables/amounts.js';
import { type LocalityIndex, NATIONAL } from './tables/localities.js';
import type { RateType } from './tables/places-of-service.js';
import type { ReferenceTables } from './tables/reference-tables.js';
import type { RelativeValues } from './tables/relative-values.js';
import { atPayer, payersOf } from './tables/table-reader.js';
import type { UnbundledPair } from './tables/unbundled-pairs.js';
import type { UnitLimit } from './tables/unit-limits.js';

export type { AmountName } from './tables/amounts.js';

/** Everything that changes by date and not by code, asked for with a date of service. */
export interface Reference {
  readonly codes: ReadonlyMap<string, CatalogueCode>;
  readonly calendar: BusinessCalendar;
  amount(name: AmountName, date: LocalDate): Ratio | undefined;
  relativeValues(code: string, date: LocalDate): RelativeValues | undefined;
  conversionFactor(date: LocalDate): Ratio | undefined;
  locality(name: string, date: LocalDate): LocalityIndex | undefined;
  /** The pair in force on a date at a payer, whichever of the two comes first. A payer's own pair wins over everybody's. */
  unbundledPair(a: string, b: string, date: LocalDate, payerId?: string): UnbundledPair | undefined;
  /** The most units of a code on a day at a payer. A payer's own limit wins over everybody's. */
  unitLimit(code: string, date: LocalDate, payerId?: string): UnitLimit | undefined;
  /** `facility` or `non-facility`; undefined for a place of service that is not known. */
  rateType(placeOfService: string, date: LocalDate): RateType | undefined;
  /** The side of the body that a diagnosis names; undefined where its code tells none, or both. */
  diagnosisSide(diagnosis: string): DiagnosisSide | undefined;
  /** Files of which only an edition younger than the date is there, of the tables named; the oldest edition is used then. */
  youngerThan(date: LocalDate, tables?: Iterable<TableName>): readonly string[];
  /** The rows behind the answers, for those who list, compare or lay over them. */
  readonly tables: ReferenceTables;
}

const CATALOGUES = ['unbundled-pairs', 'unit-limits', 'places-of-service'] as const;

function codesOf({ codes }: ReferenceTables): ReadonlyMap<string, CatalogueCode> {
  const found = new KnownCodes();
  for (const name of codes.dated.names()) {
    const [row] = codes.dated.rowsOf(name);
    if (row) found.set(name, row.value);
  }
  return found;
}

/** Answers from tables, and from what stands beside them and no layer replaces. */
export function referenceOf(
  tables: ReferenceTables,
  { calendar, diagnosisSide }: Pick<Reference, 'calendar' | 'diagnosisSide'>,
): Reference {
  const { amounts, localities, 'relative-values': values, 'unit-limits': limits } = tables;
  const { 'places-of-service': places } = tables;
  const pairs = new PairLookup(tables['unbundled-pairs']);
  // Only a practice's own rows name a payer; nobody else's limit has to be asked for.
  const limiting = payersOf(limits.dated.names());
  return {
    tables,
    calendar,
    diagnosisSide,
    codes: codesOf(tables),
    amount: (name, date) => amounts.at(name, date),
    relativeValues: (code, date) => values.at(code, date),
    conversionFactor: (date) => amounts.at('conversion-factor', date),
    locality: (name, date) => (name === 'national' ? NATIONAL : localities.at(name, date)),
    unbundledPair: (a, b, date, payerId) => pairs.find(a, b, date, payerId),
    unitLimit(code, date, payerId) {
      const own = payerId !== undefined && limiting.has(payerId) ? limits.at(atPayer(payerId, code), date) : undefined;
      return own ?? limits.at(code, date);
    },
    rateType: (placeOfService, date) => places.at(placeOfService, date),
    youngerThan(date, asked = CATALOGUES) {
      const files: string[] = [];
      for (const name of asked) {
        const file = tables[name].youngerThan(date);
        if (file !== undefined) files.push(file);
      }
      return files;
    },
  };
}
