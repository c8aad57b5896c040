import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { LocalDate } from '#libs/kernel/local-date.js';
import { changesOf } from '#libs/rules/reference/difference.js';
import { sound } from '#libs/rules/reference/layer.js';
import { readFiles } from '#libs/rules/reference/read-files.js';
import { unreadable } from '../input/input-error.js';
import { openReference } from '../input/read-reference.js';
import { printJson, printText } from '../output/print.js';
import { table } from '../output/table.js';

interface DiffOptions {
  readonly from?: LocalDate;
  readonly reference?: string;
  readonly table?: boolean;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** `reference diff FILE…`: what the files would change if they lay in the folder. A difference is no fault: it never gives true. */
export async function referenceDiff(files: readonly string[], options: DiffOptions): Promise<boolean> {
  const reference = openReference(options.reference);
  const layer = readFiles(
    files.map((file) => ({ name: basename(file), text: textOf(file) })),
    {
      layer: 'folder',
      knows: (code) => reference.codes.has(code),
      ...(options.from !== undefined && { from: options.from }),
    },
  );
  const changes = [...changesOf(reference, sound(layer))];
  if (!options.table) for (const change of changes) await printJson(change);
  else
    await printText(
      table(
        ['table', 'name', 'change', 'on', 'before', 'after'],
        changes.map(({ table: of, name, change, on, before, after }) => [of, name, change, on, before, after]),
      ),
    );
  return false;
}
