import { readFile } from 'node:fs/promises';
import { monthsBefore, type WhatIfAnswer } from '#libs/commands/denial-path/what-if.js';
import { type OwnClassificationRow, parseClassificationRows } from '#libs/contracts/classification-row.js';
import { fieldFaults, unreadable } from '../input/input-error.js';
import { parseJson } from '../input/read-lines.js';
import { printJson, printText } from '../output/print.js';
import { table } from '../output/table.js';
import { openPreviews } from '../servers/open-previews.js';
import { serverConfiguration } from '../servers/server-environment.js';
import { withStore } from '../servers/with-store.js';

/** What `denials reclassify` is asked. */
export interface ReclassifyOptions {
  readonly practice: string;
  readonly rows: string;
  readonly months: number;
  readonly table?: boolean;
}

/** Reads a file of rows: a JSON list, or an object with the list under `rows`. */
async function readRows(file: string): Promise<readonly OwnClassificationRow[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
  const value = parseJson(text.replace(/^\uFEFF/, ''), file) as { readonly rows?: unknown } | null;
  const rows = parseClassificationRows(Array.isArray(value) ? value : (value?.rows ?? value));
  if (!rows.ok) throw fieldFaults(file, undefined, rows.refusal);
  return rows.value;
}

/** `denials reclassify`: what other rows of classification would make of a practice's denials. Changes nothing; gives false. */
export async function denialsReclassify({ practice, rows: file, months, table: asTable }: ReclassifyOptions) {
  const rows = await readRows(file);
  const configuration = serverConfiguration(['DATABASE_URL', 'CLAIMSTREAM_MASTER_KEY']);
  return withStore(configuration.databaseUrl, async (opened) => {
    const { whatIf, now } = await openPreviews(opened, configuration);
    const faults = await whatIf.faults(practice, rows);
    if (faults.length > 0) throw fieldFaults(file, undefined, faults);
    const answer = await whatIf.show(practice, rows, monthsBefore(now, months));
    if (asTable) await printText(answerTable(answer));
    else {
      for (const change of answer.changes) await printJson(change);
      await printJson({ totals: answer.totals });
    }
    return false;
  });
}

function answerTable({ changes, totals }: WhatIfAnswer): string {
  const each = table(
    ['case', 'payer', 'reason', 'status', 'denied', 'category', '→', 'action', '→', 'handler', '→'],
    changes.map(({ denialId, payerId, group, reason, status, deniedCents, before, after }) => [
      ...([denialId, payerId, `${group}-${reason}`, status, deniedCents] as const),
      ...([before.category, after.denial ? after.category : 'no denial', before.action, after.action] as const),
      ...([before.handler ?? undefined, after.handler ?? undefined] as const),
    ]),
  );
  const moves = table(
    ['from', 'to', 'cases', 'cents'],
    [
      ...totals.moves.map(({ from, to, cases, deniedCents }) => [from, to, cases, deniedCents] as const),
      ['changed', `of ${totals.cases} cases`, totals.changed, totals.changedCents] as const,
    ],
  );
  return `${each}\n${moves}`;
}
