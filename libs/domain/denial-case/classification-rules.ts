import { CORRECTION_HANDLERS, type HandlerName } from '#libs/contracts/classification-row.js';
import type { PayerKind } from '#libs/contracts/events/shapes.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import { type CsvRow, ReferenceDataError, readCsv } from '#libs/rules/reference/csv.js';
import { period } from '#libs/rules/reference/effective-table.js';

/**
 * What can be done about a denial (sources: the rows of `denial_rules.csv`): a corrected new claim, a replacement, a reopening, an appeal, records, the next payer, the
 * patient's bill, a write-off, or nothing.
 */
export const DENIAL_ACTIONS = ['NEW', 'REPL', 'REOPEN', 'APPEAL', 'DOCS', 'NEXT', 'PT', 'WO', 'POST'] as const;
export type DenialAction = (typeof DENIAL_ACTIONS)[number];

/** What a person or the store may know beyond the remittance; unknown counts as no. */
export const DENIAL_FACTS = [
  'authorization-on-file',
  'coding-error-found',
  'distinct-time',
  'filing-proof',
  'original-found',
  'other-coverage',
] as const;
export type DenialFact = (typeof DENIAL_FACTS)[number];

/** A liability modifier that the denied line itself must carry. */
export const LIABILITY_MODIFIERS = ['GA', 'GY'] as const;
export type LiabilityModifier = (typeof LIABILITY_MODIFIERS)[number];

export interface ConditionalAction {
  readonly action: DenialAction;
  readonly when?: DenialFact | LiabilityModifier;
}

export const RESPONSIBLE_PARTIES = ['biller', 'clinic', 'payer', 'patient'] as const;
export type ResponsibleParty = (typeof RESPONSIBLE_PARTIES)[number];

/** The row that a reason, a remark and a payer's kind lead to. */
export interface ClassificationRow {
  readonly denial: boolean;
  readonly category: string;
  readonly actions: readonly ConditionalAction[];
  /** What may correct it by itself; null where a person must. */
  readonly handler: HandlerName | null;
  /** Where a practice's own row says so; else by category and by actions. */
  readonly responsible?: ResponsibleParty;
  readonly correctable?: boolean;
}

/** What names a denial; the more of it a row names, the more specific the row. */
export interface DenialKey {
  /** The claim adjustment reason code. */
  readonly reason: string;
  readonly remarks: readonly string[];
  readonly payerKind: PayerKind;
  readonly payerId?: string | undefined;
  readonly group?: string | undefined;
  /** The procedure code that all denied lines have. */
  readonly code?: string | undefined;
}

/** Which reasons are denials and what to do about them: effective-dated data. */
export interface ClassificationRules {
  /** The most specific row in force: a remark's before a reason's, a payer kind's before the general one; UNKNOWN where nothing fits. */
  row(denial: DenialKey, on: LocalDate): ClassificationRow;
  responsible(category: string): ResponsibleParty;
  /** True for a category that there is. */
  hasCategory(category: string): boolean;
  /** True for a reason of the published list (X12 code list 139), deactivated ones included. */
  hasReason(reason: string): boolean;
}

interface StoredRow extends ClassificationRow {
  readonly carc: string;
  readonly rarcs: readonly string[];
  readonly payerKind: string;
  readonly from: LocalDate;
  readonly to?: LocalDate;
}

const MOST_REMEMBERED = 5_000;

/** A reason that nothing is known about goes to a person; never written off. */
export const UNKNOWN_REASON: ClassificationRow = {
  denial: true,
  category: 'UNKNOWN',
  actions: [{ action: 'APPEAL' }],
  handler: null,
};

/** Reads `ACTION` or `ACTION?condition`; undefined where there is no such action or condition. */
export function readAction(text: string): ConditionalAction | undefined {
  const [name, condition, ...more] = text.split('?');
  const action = DENIAL_ACTIONS.find((one) => one === name);
  if (!action || more.length > 0) return undefined;
  if (condition === undefined) return { action };
  const when = [...DENIAL_FACTS, ...LIABILITY_MODIFIERS].find((one) => one === condition);
  return when && { action, when };
}

/** The handler of that name; undefined where there is none. */
export function readHandler(name: string): HandlerName | undefined {
  return CORRECTION_HANDLERS.find((one) => one === name);
}

function actionsOf(row: CsvRow): ConditionalAction[] {
  return row
    .cell('actions')
    .split(' ')
    .map((text) => {
      const action = readAction(text);
      if (!action) throw new ReferenceDataError(row.file, row.line, `unknown action ${text}`);
      return action;
    });
}

function handlerOf(row: CsvRow): HandlerName | null {
  const name = row.cell('handler');
  const handler = readHandler(name);
  if (name !== '' && !handler) throw new ReferenceDataError(row.file, row.line, `unknown handler ${name}`);
  return handler ?? null;
}

function classificationOf(row: CsvRow): ClassificationRow {
  return {
    denial: row.cell('denial') === 'Y',
    category: row.cell('category'),
    actions: actionsOf(row),
    handler: handlerOf(row),
  };
}

function storedRow(row: CsvRow): StoredRow {
  return {
    ...classificationOf(row),
    ...period(row),
    carc: row.cell('carc'),
    rarcs: row.cell('rarc').split(' ').filter(Boolean),
    payerKind: row.cell('payer_kind'),
  };
}

/** A remark that says the matter whatever the reason outweighs one that refines a reason, that a reason, a reason a payer's kind; 0 where the row does not fit. */
function weight(row: StoredRow, reason: string, remarks: readonly string[], payerKind: string): number {
  if (row.carc !== '' && row.carc !== reason) return 0;
  if (row.payerKind !== '' && row.payerKind !== payerKind) return 0;
  if (row.rarcs.length > 0 && !row.rarcs.some((rarc) => remarks.includes(rarc))) return 0;
  const remark = row.rarcs.length === 0 ? 0 : row.carc === '' ? 16 : 8;
  return 1 + remark + (row.carc === '' ? 0 : 4) + (row.payerKind === '' ? 0 : 2);
}

/** Current reasons and the deactivated ones that are no denials; a deactivated reason without a row of its own says nothing certain. */
function readCarcs(carcs: readonly CsvRow[], categories: readonly CsvRow[]): Map<string, ClassificationRow> {
  const byCategory = new Map(categories.map((row) => [row.cell('carc_category'), classificationOf(row)]));
  return new Map(
    carcs.map((row) => {
      const found = byCategory.get(row.cell('category'));
      if (!found) throw new ReferenceDataError(row.file, row.line, `unknown category ${row.cell('category')}`);
      return [row.cell('code'), found.denial && row.cell('status_2026_08_17') !== 'current' ? UNKNOWN_REASON : found];
    }),
  );
}

function readResponsible(rows: readonly CsvRow[]): Map<string, ResponsibleParty> {
  return new Map(
    rows.map((row) => {
      const party = RESPONSIBLE_PARTIES.find((one) => one === row.cell('responsible'));
      if (!party) throw new ReferenceDataError(row.file, row.line, `unknown party ${row.cell('responsible')}`);
      return [row.cell('category'), party];
    }),
  );
}

/** Rows by reason, payer's kind and day, without remarks: those of a file repeat by the thousand. Emptied when it is full. */
function remembered(
  find: (reason: string, remarks: readonly string[], payerKind: PayerKind, on: LocalDate) => ClassificationRow,
): (reason: string, payerKind: PayerKind, on: LocalDate) => ClassificationRow {
  const known = new Map<string, ClassificationRow>();
  return (reason, payerKind, on) => {
    const key = `${reason} ${payerKind} ${on}`;
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const row = find(reason, [], payerKind, on);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, row);
    return row;
  };
}

/** The texts of the tables that classification reads. */
export interface ClassificationTexts {
  readonly denialRules: string;
  readonly carcCategories: string;
  readonly denialCategories: string;
  readonly carc: string;
}

/** Indexes the tables; throws `ReferenceDataError` with file and line where one is not sound. */
export function loadClassificationRules(texts: ClassificationTexts): ClassificationRules {
  const rows = readCsv('denial_rules.csv', texts.denialRules).map(storedRow);
  const general = rows.filter((row) => row.carc === '');
  const byCarc = new Map<string, StoredRow[]>();
  for (const row of rows) if (row.carc !== '') byCarc.set(row.carc, [...(byCarc.get(row.carc) ?? general), row]);
  const carcs = readCarcs(readCsv('carc.csv', texts.carc), readCsv('carc_categories.csv', texts.carcCategories));
  const responsible = readResponsible(readCsv('denial_categories.csv', texts.denialCategories));
  const find = (reason: string, remarks: readonly string[], payerKind: PayerKind, on: LocalDate) => {
    let best: { row: ClassificationRow; weight: number } | undefined;
    for (const row of byCarc.get(reason) ?? general) {
      if (on < row.from || (row.to !== undefined && on > row.to)) continue;
      const fits = weight(row, reason, remarks, payerKind);
      if (fits > (best?.weight ?? 0)) best = { row, weight: fits };
    }
    return best?.row ?? carcs.get(reason) ?? UNKNOWN_REASON;
  };
  const plainRow = remembered(find);
  return {
    row({ reason, remarks, payerKind }, on) {
      const plain = plainRow(reason, payerKind, on);
      // A remark says what to do about a denial; it never makes a denial of a contractual amount.
      return plain.denial && remarks.length > 0 ? find(reason, remarks, payerKind, on) : plain;
    },
    responsible: (category) => responsible.get(category) ?? 'biller',
    hasCategory: (category) => responsible.has(category),
    hasReason: (reason) => carcs.has(reason),
  };
}
