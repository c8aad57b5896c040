import { type CsvRow, ReferenceDataError } from '../reference/csv.js';

/** Who was there: the patient alone with the therapist, a group of patients, or caregivers without the patient. */
export const SETTINGS = ['patient', 'group', 'caregiver', 'caregiver-group'] as const;
export type Setting = (typeof SETTINGS)[number];

export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** One documented activity and the code that usually describes it. */
export interface KnownActivity {
  readonly slug: string;
  readonly setting: Setting;
  /** Each alternative is a list of beginnings of words; `null`: whatever is done in the setting. */
  readonly phrases: readonly (readonly string[])[] | null;
  readonly code: string;
  readonly confidence: Confidence;
  readonly reason: string;
}

function oneOf<Value extends string>(row: CsvRow, column: string, values: readonly Value[]): Value {
  const found = values.find((value) => value === row.cell(column));
  if (found === undefined)
    throw new ReferenceDataError(row.file, row.line, `${column} must be one of ${values.join(', ')}`);
  return found;
}

/** Reads the table of activities. Throws `ReferenceDataError` with the line where a row is not sound, or names a code that nobody knows. */
export function readActivities(rows: readonly CsvRow[], codes: { has(code: string): boolean }): KnownActivity[] {
  const slugs = new Set<string>();
  return rows.map((row) => {
    const [slug, words, code, reason] = ['slug', 'words', 'code', 'reason'].map((column) => row.cell(column)) as [
      string,
      string,
      string,
      string,
    ];
    if (slug === '' || words === '' || reason === '')
      throw new ReferenceDataError(row.file, row.line, 'slug, words and reason must not be empty');
    if (slugs.has(slug)) throw new ReferenceDataError(row.file, row.line, `${slug} stands there twice`);
    slugs.add(slug);
    if (!codes.has(code)) throw new ReferenceDataError(row.file, row.line, `${code} is not in the code catalogue`);
    return {
      slug,
      setting: oneOf(row, 'setting', SETTINGS),
      phrases: words === '*' ? null : words.split('|').map((phrase) => phrase.split(' ')),
      code,
      confidence: oneOf(row, 'confidence', CONFIDENCES),
      reason,
    };
  });
}
