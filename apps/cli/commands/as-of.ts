import { parseStream } from '#libs/contracts/streams.js';
import { asOfCategories, rowAsOf } from '#libs/projections/as-of.js';
import { InputError } from '../input/input-error.js';
import { printJson, printText, say } from '../output/print.js';
import { table } from '../output/table.js';
import { serverConfiguration } from '../servers/server-environment.js';
import { withStore } from '../servers/with-store.js';

interface AsOfOptions {
  readonly at: Date;
  readonly table?: boolean;
}

/** `as-of STREAM --at INSTANT`: the row that a stream's view had when nothing later was recorded. Gives true where there was nothing yet. */
export async function asOf(stream: string, { at, table: asTable }: AsOfOptions): Promise<boolean> {
  checkStream(stream);
  const { databaseUrl } = serverConfiguration(['DATABASE_URL']);
  return withStore(databaseUrl, async ({ store }) => {
    const row = rowAsOf(stream, await store.readStreamAsOf(stream, at));
    if (!row) {
      say(`${stream}: nothing of it was recorded by ${at.toISOString()}`);
      return true;
    }
    await (asTable ? printText(rowTable(row)) : printJson(row));
    return false;
  });
}

function checkStream(stream: string): void {
  const kinds = asOfCategories.join(', ');
  const wanted = `STREAM: must be a whole stream id such as PRACTICE/claim-ID, of a kind that a view shows (${kinds})`;
  try {
    if (asOfCategories.includes(parseStream(stream).category)) return;
  } catch {
    throw new InputError(wanted);
  }
  throw new InputError(wanted);
}

function rowTable(row: object): string {
  const shown = (value: unknown) =>
    typeof value === 'object' && value !== null ? JSON.stringify(value) : `${value ?? ''}`;
  return table(
    ['column', 'value'],
    Object.entries(row).map(([column, value]) => [column, shown(value)]),
  );
}
