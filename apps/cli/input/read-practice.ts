import { readFile } from 'node:fs/promises';
import { parsePractice } from '#libs/contracts/practice-schema.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { fieldFaults, unreadable } from './input-error.js';
import { parseJson } from './read-lines.js';

/** Reads the practice's profile of `--practice`; undefined where none is named. */
export async function readPractice(file: string | undefined): Promise<PracticeProfile | undefined> {
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
  const practice = parsePractice(parseJson(text.replace(/^\uFEFF/, ''), file));
  if (!practice.ok) throw fieldFaults(file, undefined, practice.refusal);
  return practice.value;
}
