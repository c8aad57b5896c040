import type { Change } from '../correction.js';
import { cleaned } from '../correction.js';
import type { Address } from '../session.js';
import type { Problem } from './edit.js';

/*
 * What an 837P can carry, asked of a session's own fields: the writer refuses a claim for the same reasons, but only at the close of day.
 */

const LETTER = /[\p{Script=Latin}\p{Nd}]/u;
const IDENTIFIER = /^(?! )(?!.* {2})(?!.* $)[A-Za-z0-9 !"&'()+,\-./;?=%@[\]_{}\\|<>#$]+$/;
const STATE = /^[A-Z]{2}$/;
const ZIP = /^\d{5}(-?\d{4})?$/;

/** True for a name with a letter or digit that X12 has. */
export function isName(text: string | undefined): boolean {
  return text !== undefined && LETTER.test(text);
}

/** True for an identifier that can be written as it stands: no separators of X12, no blanks at its ends. */
export function isIdentifier(text: string, longest: number, shortest = 1): boolean {
  return text.length >= shortest && text.length <= longest && IDENTIFIER.test(text);
}

function mended(field: string, text: string, form: RegExp, as: 'capitals' | 'letters-and-digits'): Partial<Problem> {
  if (!form.test(cleaned(text, as))) return {};
  const change: Change = { do: 'clean', field, as };
  return { fix: `write ${field} as ${as === 'capitals' ? 'two capitals' : 'digits'}`, correction: [change] };
}

/** What an address lacks, each with its field. */
export function addressProblems(address: Address | undefined, field: string): Problem[] {
  if (!address) return [{ message: `${field} is missing` }];
  const { line1, city, state, zip } = address;
  const problems: Problem[] = [];
  if (!isName(line1)) problems.push({ message: `${field}.line1 is missing` });
  if (!isName(city) || city.trim().length < 2) problems.push({ message: `${field}.city is missing or has one letter` });
  if (!STATE.test(state))
    problems.push({
      message: `${field}.state is not a two-letter state`,
      ...mended(`${field}.state`, state, STATE, 'capitals'),
    });
  if (!ZIP.test(zip))
    problems.push({
      message: `${field}.zip is not a ZIP code of 5 or 9 digits`,
      ...mended(`${field}.zip`, zip, ZIP, 'letters-and-digits'),
    });
  return problems;
}
