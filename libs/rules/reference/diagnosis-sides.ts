import { type CsvRow, ReferenceDataError } from './csv.js';

/** Which side of the body a diagnosis names, and of what: two codes of one condition differ in nothing else. */
export interface DiagnosisSide {
  readonly side: 'right' | 'left' | 'unspecified';
  readonly condition: string;
}

interface SideRule {
  /** 0-based place of the character that tells the side, in the code without its dot; undefined where none does. */
  readonly place?: number;
  readonly right: string;
  readonly left: string;
  readonly unspecified: string;
}

/** How the codes that begin alike tell their side; the longest beginning counts. */
export type DiagnosisSides = ReadonlyMap<string, SideRule>;

const LONGEST_PREFIX = 6;

/** Reads which character of a diagnosis tells its side, by how the code begins. */
export function readDiagnosisSides(rows: readonly CsvRow[]): DiagnosisSides {
  const sides = new Map<string, SideRule>();
  for (const row of rows) {
    const prefix = row.cell('prefix');
    const position = Number(row.cell('position'));
    if (!/^[A-Z][0-9A-Z]{0,5}$/.test(prefix))
      throw new ReferenceDataError(row.file, row.line, 'prefix is not the beginning of a diagnosis');
    if (!Number.isInteger(position) || position < 0 || position > 7)
      throw new ReferenceDataError(row.file, row.line, 'position is not a place of a diagnosis');
    if (sides.has(prefix)) throw new ReferenceDataError(row.file, row.line, `${prefix} stands there twice`);
    sides.set(prefix, {
      ...(position > 0 && { place: position - 1 }),
      right: row.cell('right'),
      left: row.cell('left'),
      unspecified: row.cell('unspecified'),
    });
  }
  return sides;
}

function ruleFor(code: string, sides: DiagnosisSides): SideRule | undefined {
  for (let length = Math.min(LONGEST_PREFIX, code.length); length > 0; length -= 1) {
    const rule = sides.get(code.slice(0, length));
    if (rule) return rule;
  }
  return undefined;
}

/** The side that a diagnosis (in capitals, with or without its dot) names; undefined where its code tells none, or both. */
export function diagnosisSide(diagnosis: string, sides: DiagnosisSides): DiagnosisSide | undefined {
  const code = diagnosis.replace('.', '');
  const rule = ruleFor(code, sides);
  const mark = rule?.place === undefined ? undefined : code[rule.place];
  if (!rule || mark === undefined) return undefined;
  const side = rule.right.includes(mark)
    ? 'right'
    : rule.left.includes(mark)
      ? 'left'
      : rule.unspecified.includes(mark)
        ? 'unspecified'
        : undefined;
  return side && { side, condition: `${code.slice(0, rule.place)}-${code.slice((rule.place ?? 0) + 1)}` };
}
