import { ReferenceTable } from '../reference-table.js';
import { TABLE_NAMES, type TableName, type TableValues } from './all-tables.js';

/** All tables with all layers, by name. */
export type ReferenceTables = { readonly [Name in TableName]: ReferenceTable<TableValues[Name]> };

/** Makes something of each table; the values' types belong to the names, which no compiler follows through a loop. */
export function mapTables(make: (name: TableName) => ReferenceTable<unknown>): ReferenceTables {
  return Object.fromEntries(TABLE_NAMES.map((name) => [name, make(name)])) as unknown as ReferenceTables;
}

export const NO_TABLES: ReferenceTables = mapTables(() => new ReferenceTable());
