import { readFile } from 'node:fs/promises';
import { parsePractice } from '#libs/contracts/practice-schema.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { practiceFaults } from '#libs/rules/practice-rules/check-practice.js';
import { fieldFaults, InputError, unreadable } from './input-error.js';
import { parseJson } from './read-lines.js';

interface ReadOptions {
  /** For `reference check`, which tells the faults of the practice's own rows of reference data instead of stopping at them. */
  readonly ownRowsMayBeUnsound?: boolean;
}

/** Loads the reference tables for a practice that has rows over them, and for no other. */
async function checkOwnRows(file: string, { reference }: PracticeProfile): Promise<void> {
  if (!reference) return;
  const { practiceLayer } = await import('#libs/rules/reference/practice-rows.js');
  const { problems } = practiceLayer(reference);
  if (problems.length > 0) throw new InputError(problems.map(({ message }) => `${file}: ${message}`).join('\n'));
}

/** Reads the practice's profile of `--practice`, its own rules included; undefined where none is named. */
export async function readPractice(
  file: string | undefined,
  { ownRowsMayBeUnsound = false }: ReadOptions = {},
): Promise<PracticeProfile | undefined> {
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
  const practice = parsePractice(parseJson(text.replace(/^\uFEFF/, ''), file));
  if (!practice.ok) throw fieldFaults(file, undefined, practice.refusal);
  const faults = practiceFaults(practice.value);
  if (faults.length > 0) throw fieldFaults(file, undefined, faults);
  if (!ownRowsMayBeUnsound) await checkOwnRows(file, practice.value);
  return practice.value;
}
