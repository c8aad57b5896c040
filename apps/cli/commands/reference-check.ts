import type { LocalDate } from '#libs/kernel/local-date.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import { checkReference, type ReferenceFinding } from '#libs/rules/reference/check.js';
import { type Layer, layered } from '#libs/rules/reference/layer.js';
import { practiceLayer } from '#libs/rules/reference/practice-rows.js';
import { today } from '../billing/today.js';
import { readPractice } from '../input/read-practice.js';
import { readReferenceFolder } from '../input/read-reference.js';
import { printJson, printText } from '../output/print.js';
import { table } from '../output/table.js';

interface CheckOptions {
  readonly asOf?: LocalDate;
  readonly practice?: string;
  readonly reference?: string;
  readonly table?: boolean;
}

function unsound({ problems }: Layer): ReferenceFinding[] {
  return problems.map(({ message }) => ({ kind: 'unsound', message }));
}

/** `reference check`: gives true where somebody should see to something. The sound rows of an unsound layer are checked too. */
export async function referenceCheck(options: CheckOptions): Promise<boolean> {
  const practice = await readPractice(options.practice, { ownRowsMayBeUnsound: true });
  const layers = [
    ...(options.reference === undefined ? [] : [readReferenceFolder(options.reference)]),
    ...(practice?.reference ? [practiceLayer(practice.reference)] : []),
  ];
  const reference = layers.reduce((below, layer) => layered(below, { ...layer, problems: [] }), builtInReference());
  const findings = [
    ...layers.flatMap(unsound),
    ...checkReference({
      reference,
      asOf: options.asOf ?? today(practice),
      ...(practice?.locality !== undefined && { locality: practice.locality }),
    }),
  ];
  if (!options.table) for (const finding of findings) await printJson(finding);
  else
    await printText(
      table(
        ['finding', 'what'],
        findings.map(({ kind, message }) => [kind, message]),
      ),
    );
  return findings.length > 0;
}
