import { type ActivitiesInput, parseActivities } from '#libs/contracts/activities-schema.js';
import { payerProfile } from '#libs/rules/payer-profile.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import { builtInActivities } from '#libs/rules/suggesting/built-in-activities.js';
import { type SuggestedCodes, suggestCodes } from '#libs/rules/suggesting/suggest-codes.js';
import { fieldFaults } from '../input/input-error.js';
import { nameOf, parseJson, readLines } from '../input/read-lines.js';
import { readPractice } from '../input/read-practice.js';
import { printJson, printText } from '../output/print.js';
import { type Cell, table } from '../output/table.js';

const HEADINGS = ['activity', 'minutes', 'code', 'confidence', 'reason'];

function rows({ activity, minutes, candidates, notes }: SuggestedCodes): Cell[][] {
  const first = candidates.map(({ code, confidence, reason }, index): Cell[] =>
    index === 0 ? [activity, minutes, code, confidence, reason] : ['', undefined, code, confidence, reason],
  );
  const shown = first.length > 0 ? first : [[activity, minutes, '', '', '']];
  return [...shown, ...notes.map((note): Cell[] => ['', undefined, '', '', note])];
}

/** `suggest ACTIVITIES`: candidate codes for what was documented. A person chooses; nothing is coded by it. */
export async function suggest(
  file: string,
  options: { readonly practice?: string; readonly table?: boolean },
): Promise<boolean> {
  const practice = await readPractice(options.practice);
  const around = { reference: builtInReference(), known: builtInActivities() };
  for await (const { line, text } of readLines(file)) {
    const fault = (field: string, message: string) => fieldFaults(nameOf(file), line, [{ field, message }]);
    const read = parseActivities(parseJson(text, file, line));
    if (!read.ok) throw fieldFaults(nameOf(file), line, read.refusal);
    const { activities, dateOfService, payerId, sessionId }: ActivitiesInput = read.value;
    const payer = payerProfile(practice, payerId);
    if (!payer) throw fault('payerId', "names no payer of the practice's; --practice names its profile");
    const suggested = suggestCodes({ activities, dateOfService, payer, ...around });
    const of = { ...(sessionId !== undefined && { sessionId }), dateOfService, payerId };
    await (options.table
      ? printText(table(HEADINGS, suggested.flatMap(rows)))
      : printJson({ ...of, activities: suggested }));
  }
  return false;
}
