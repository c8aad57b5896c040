import type { LocalDate } from '#libs/kernel/local-date.js';
import type { CsvRow } from './csv.js';
import { period } from './effective-table.js';
import { oneOf, required, type TableReader } from './tables/table-reader.js';

/**
 * How a code turns into units. `…-more` is the add-on of the code named as partner; `hourly-each` counts hours without a partner;
 * the `rtm-…` classes are remote monitoring's clocks.
 */
export const BEHAVIOURS = [
  'timed15',
  'untimed',
  'count',
  'unlisted',
  'cognitive',
  'cognitive-more',
  'caregiver',
  'caregiver-more',
  'hourly',
  'hourly-more',
  'hourly-each',
  'rtm-setup',
  'rtm-device',
  'rtm-device-short',
  'rtm-management',
  'rtm-management-short',
  'rtm-management-more',
] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

export interface CatalogueCode {
  readonly code: string;
  readonly behaviour: Behaviour;
  /** `none` for what is not therapy: supplies and screenings, which carry no discipline modifier and accrue nothing. */
  readonly therapy: 'always' | 'sometimes' | 'none';
  readonly from: LocalDate;
  readonly to?: LocalDate;
  readonly successors: readonly string[];
  /** The other half of a base and add-on pair. */
  readonly partner?: string;
  /** The code that Medicare wants instead. */
  readonly medicareCode?: string;
  readonly label: string;
  readonly oneOnOne: boolean;
  readonly handsOn: boolean;
  readonly evaluation: boolean;
  readonly group: boolean;
  readonly medicareBundled: boolean;
  readonly suppliedByDme: boolean;
  readonly nonCovered: boolean;
  /** Performance deficits that the evaluation's level stands for. */
  readonly deficits?: NumberRange;
  /** Remote-monitoring devices: the body system that is monitored. */
  readonly system?: string;
  /** Remote-monitoring devices: days with data that the code stands for. */
  readonly days?: NumberRange;
  /** Remote-monitoring management: full minutes of the month that a unit needs. */
  readonly minutes?: number;
}

/** Both ends count; without an end in the data `to` is infinite. */
export interface NumberRange {
  readonly from: number;
  readonly to: number;
}

/** What a flag such as `system:cognitive` says after its colon. */
function flagged(flags: readonly string[], name: string): string | undefined {
  return flags.find((one) => one.startsWith(`${name}:`))?.slice(name.length + 1);
}

/** A flag such as `deficits:1-3` or `deficits:5-`. */
function rangeOf(flags: readonly string[], name: string): NumberRange | undefined {
  const [from, to] = flagged(flags, name)?.split('-') ?? [];
  if (from === undefined) return undefined;
  return { from: Number(from), to: to ? Number(to) : Number.POSITIVE_INFINITY };
}

function codeOf(row: CsvRow): CatalogueCode {
  const flags = row.cell('flags').split(' ');
  const [deficits, days] = [rangeOf(flags, 'deficits'), rangeOf(flags, 'days')];
  const [system, minutes] = [flagged(flags, 'system'), flagged(flags, 'minutes')];
  return {
    code: row.cell('code'),
    behaviour: oneOf(row, 'behaviour', BEHAVIOURS),
    therapy: oneOf(row, 'therapy', ['always', 'sometimes', 'none']),
    ...period(row),
    successors: row.cell('successors').split(' ').filter(Boolean),
    ...(row.cell('partner') && { partner: row.cell('partner') }),
    ...(row.cell('medicare_code') && { medicareCode: row.cell('medicare_code') }),
    label: row.cell('label'),
    oneOnOne: flags.includes('one-on-one') || flags.includes('evaluation'),
    handsOn: flags.includes('hands-on'),
    evaluation: flags.includes('evaluation'),
    group: flags.includes('group'),
    medicareBundled: flags.includes('medicare-bundled'),
    suppliedByDme: flags.includes('dme'),
    nonCovered: flags.includes('non-covered'),
    ...(deficits && { deficits }),
    ...(days && { days }),
    ...(system !== undefined && { system }),
    ...(minutes !== undefined && { minutes: Number(minutes) }),
  };
}

/** The codes that the project knows: one row each, since a deleted code does not come back. */
export const CODES: TableReader<CatalogueCode> = {
  columns: ['code', 'behaviour', 'therapy', 'from', 'successors', 'partner', 'medicare_code', 'flags', 'label'],
  name: (row) => required(row, 'code'),
  value: codeOf,
  shown: (row) => `${row.cell('behaviour')}, ${row.cell('therapy')}: ${row.cell('label')}`,
};
