import type { OwnClassificationRow } from '#libs/contracts/classification-row.js';
import { UNPROCESSABLE } from '#libs/contracts/remark-codes.js';
import {
  type ClassificationRow,
  type ClassificationRules,
  type ConditionalAction,
  type DenialKey,
  readAction,
  readHandler,
} from './classification-rules.js';

/** A practice's own row, read. */
interface OwnRow extends ClassificationRow {
  readonly names: OwnClassificationRow;
}

/** How much each thing that a row may name outweighs: as in the built-in rows a remark before a reason before the payer; then what is finer. */
const WEIGHTS = { rarc: 32, carc: 16, payerId: 8, payerKind: 4, code: 2, group: 1 } as const;

function readRow(names: OwnClassificationRow): OwnRow {
  const { denial, category, responsible, correctable } = names;
  return {
    names,
    denial,
    category,
    actions: names.actions.map(readAction).filter((action): action is ConditionalAction => action !== undefined),
    handler: readHandler(names.handler ?? '') ?? null,
    ...(responsible && { responsible }),
    ...(correctable !== undefined && { correctable }),
  };
}

/** 0 where the row names something else. */
function weightOf({ names, denial: opens }: OwnRow, denial: DenialKey): number {
  const { rarc, carc, payerId, payerKind, code, group } = names;
  // What was never processed must be sent anew, whatever a row says.
  if (!opens && denial.remarks.includes(UNPROCESSABLE)) return 0;
  const named = [
    [rarc, rarc?.some((remark) => denial.remarks.includes(remark)), WEIGHTS.rarc],
    [carc, carc === denial.reason, WEIGHTS.carc],
    [payerId, payerId === denial.payerId, WEIGHTS.payerId],
    [payerKind, payerKind === denial.payerKind, WEIGHTS.payerKind],
    [code, code === denial.code, WEIGHTS.code],
    [group, group === denial.group, WEIGHTS.group],
  ] as const;
  let weight = 0;
  for (const [name, fits, counts] of named) {
    if (name === undefined) continue;
    if (!fits) return 0;
    weight += counts;
  }
  return weight;
}

function mostSpecific(rows: readonly OwnRow[], denial: DenialKey): OwnRow | undefined {
  let best: { row: OwnRow; weight: number } | undefined;
  for (const row of rows) {
    const weight = weightOf(row, denial);
    if (weight > (best?.weight ?? 0)) best = { row, weight };
  }
  return best?.row;
}

/**
 * The rules with a practice's own rows over them. An own row is asked before any built-in one; among own rows the most specific wins, the
 * first among equals. As with built-in rows a remark says what to do about a denial, and never makes one of what is none. Rows must have
 * passed `rowFaults`.
 */
export function withOwnRows(builtIn: ClassificationRules, rows: readonly OwnClassificationRow[]): ClassificationRules {
  if (rows.length === 0) return builtIn;
  const own = rows.map(readRow);
  const byReason = own.filter(({ names }) => names.rarc === undefined);
  return {
    ...builtIn,
    row(denial, on) {
      const plain = mostSpecific(byReason, denial) ?? builtIn.row({ ...denial, remarks: [] }, on);
      if (!plain.denial || denial.remarks.length === 0) return plain;
      return mostSpecific(own, denial) ?? builtIn.row(denial, on);
    },
  };
}
