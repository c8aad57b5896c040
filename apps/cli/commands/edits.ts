import { editsPage } from '#libs/rules/scrubbing/edits-page.js';
import { printText } from '../output/print.js';

/** `edits`: the page of all rules, as it stands in `docs/edits.md`. */
export async function edits(): Promise<boolean> {
  await printText(editsPage());
  return false;
}
