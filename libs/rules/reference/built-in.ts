import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBusinessCalendar } from './business-calendar.js';
import { readCsv } from './csv.js';
import { diagnosisSide, readDiagnosisSides } from './diagnosis-sides.js';
import { sound, withLayer } from './layer.js';
import { readFiles } from './read-files.js';
import { type Reference, referenceOf } from './reference.js';
import { NO_TABLES } from './tables/reference-tables.js';

const DATA = join(import.meta.dirname, 'data');
const SIDES = 'diagnosis_sides.csv';
const HOLIDAYS = 'federal_holidays.csv';

let loaded: Reference | undefined;

/** The tables that come with the project; the one place of the rules that reads from disk. Read once. */
export function builtInReference(): Reference {
  loaded ??= readBuiltIn();
  return loaded;
}

function readBuiltIn(): Reference {
  const textOf = (name: string) => readFileSync(join(DATA, name), 'utf8');
  const files = readdirSync(DATA)
    .filter((name) => name.endsWith('.csv'))
    .sort()
    .map((name) => ({ name, text: textOf(name) }));
  const sides = readDiagnosisSides(readCsv(SIDES, textOf(SIDES)));
  const layer = sound(readFiles(files, { layer: 'built-in', othersAllowed: true }));
  return referenceOf(withLayer(NO_TABLES, layer), {
    calendar: loadBusinessCalendar(HOLIDAYS, textOf(HOLIDAYS)),
    diagnosisSide: (code) => diagnosisSide(code, sides),
  });
}
