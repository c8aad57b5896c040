import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import { type ClassificationRules, loadClassificationRules } from '../classification-rules.js';
import { type DeadlineRules, loadDeadlineRules } from '../deadline-rules.js';

const DATA = join(import.meta.dirname, 'data');
const CARC = join(import.meta.dirname, '../../../rules/reference/data/carc.csv');

const read = (file: string) => readFileSync(join(DATA, file), 'utf8');

let classification: ClassificationRules | undefined;
let deadlines: DeadlineRules | undefined;

/** The classification tables that come with the project. This file alone reads them from disk, once. */
export function builtInClassificationRules(): ClassificationRules {
  classification ??= loadClassificationRules({
    denialRules: read('denial_rules.csv'),
    carcCategories: read('carc_categories.csv'),
    denialCategories: read('denial_categories.csv'),
    carc: readFileSync(CARC, 'utf8'),
  });
  return classification;
}

/** The deadlines that come with the project, worked by its calendar of federal holidays. */
export function builtInDeadlineRules(): DeadlineRules {
  deadlines ??= loadDeadlineRules(read('deadline_rules.csv'), read('appeal_levels.csv'), builtInReference().calendar);
  return deadlines;
}
