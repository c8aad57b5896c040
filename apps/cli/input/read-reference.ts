import { referenceFiles } from '#libs/commands/reference-folder.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import { type Layer, layered } from '#libs/rules/reference/layer.js';
import { referenceFor } from '#libs/rules/reference/practice-rows.js';
import { type DataFile, readFiles } from '#libs/rules/reference/read-files.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import { unreadable } from './input-error.js';

function filesOf(folder: string): DataFile[] {
  try {
    return referenceFiles(folder);
  } catch (error) {
    throw unreadable(folder, error);
  }
}

/** The layer of `--reference FOLDER`, sound or not. */
export function readReferenceFolder(folder: string): Layer {
  const knows = (code: string) => builtInReference().codes.has(code);
  return readFiles(filesOf(folder), { layer: 'folder', knows });
}

/** The reference data of a command: the project's, the folder's over it, the practice's own rows over both. */
export function openReference(folder: string | undefined, practice?: PracticeProfile): Reference {
  const builtIn = builtInReference();
  return referenceFor(folder === undefined ? builtIn : layered(builtIn, readReferenceFolder(folder)), practice);
}
