import type { OwnClassificationRow } from '#libs/contracts/classification-row.js';
import type { FieldError } from '#libs/contracts/field-error.js';
import { UNPROCESSABLE } from '#libs/contracts/remark-codes.js';
import { type ClassificationRules, readAction, readHandler, UNKNOWN_REASON } from './classification-rules.js';

/** What the practice is asked about beside its rows. */
export interface RowSurroundings {
  readonly builtIn: ClassificationRules;
  /** Payers that the practice knows. */
  readonly payerIds: ReadonlySet<string>;
}

type Fault = readonly [field: string, message: string];

/** The names of a row, so that no two rows answer for the same denials. */
function nameOf({ payerKind, payerId, carc, rarc, group, code }: OwnClassificationRow): string {
  return [payerKind, payerId, carc, [...(rarc ?? [])].sort().join(' '), group, code]
    .map((name) => name ?? '')
    .join('|');
}

function faultsOfNames(row: OwnClassificationRow, { builtIn, payerIds }: RowSurroundings): Fault[] {
  const faults: Fault[] = [];
  if (row.carc === undefined && row.rarc === undefined) faults.push(['carc', 'a row names a CARC, a RARC or both']);
  if (row.carc !== undefined && !builtIn.hasReason(row.carc)) faults.push(['carc', `there is no CARC ${row.carc}`]);
  if (row.rarc?.includes(UNPROCESSABLE)) faults.push(['rarc', `${UNPROCESSABLE} comes before every row`]);
  if (row.payerKind !== undefined && row.payerId !== undefined)
    faults.push(['payerId', 'a row names a payer or a kind of payer, not both']);
  if (row.payerId !== undefined && !payerIds.has(row.payerId))
    faults.push(['payerId', 'the practice has no such payer']);
  return faults;
}

function faultsOfAnswer(row: OwnClassificationRow, { builtIn }: RowSurroundings): Fault[] {
  const faults: Fault[] = [];
  if (!builtIn.hasCategory(row.category)) faults.push(['category', `there is no category ${row.category}`]);
  if (row.handler && !readHandler(row.handler)) faults.push(['handler', `there is no handler ${row.handler}`]);
  for (const [place, text] of row.actions.entries()) {
    const read = readAction(text);
    const field = `actions[${place}]`;
    if (!read) faults.push([field, `there is no action ${text}`]);
    if (read?.action === 'PT' && row.group !== undefined && row.group !== 'PR')
      faults.push([field, `a group ${row.group} never reaches the patient`]);
    if (read?.action !== 'WO') continue;
    if (row.category === UNKNOWN_REASON.category) faults.push([field, 'what nobody knows is never written off']);
    if (row.carc === undefined) faults.push([field, 'a write-off needs the CARC that it is for']);
  }
  return faults;
}

/** What is wrong with a practice's own rows, each with its row and field; empty where they may take effect. */
export function rowFaults(rows: readonly OwnClassificationRow[], surroundings: RowSurroundings): readonly FieldError[] {
  const seen = new Map<string, number>();
  return rows.flatMap((row, place) => {
    const faults = [...faultsOfNames(row, surroundings), ...faultsOfAnswer(row, surroundings)];
    const name = nameOf(row);
    const same = seen.get(name);
    if (same !== undefined) faults.push(['carc', `names the same denials as row ${same + 1}`]);
    else seen.set(name, place);
    return faults.map(([field, message]) => ({ field: `rows[${place}].${field}`, message }));
  });
}
