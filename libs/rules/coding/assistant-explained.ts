import { unitsInWords } from './allotment-explained.js';
import { assistantFurnished } from './assistant-share.js';
import type { LineDraft } from './line-draft.js';
import { isPooled, type Treatment, totalMinutes } from './treatment.js';
import { minutesOver, wholeUnits } from './unit-count.js';

/** Why a treatment's lines carry the assistant's modifier or do not, with its figures. */
export function explainAssistant(treatment: Treatment, lines: readonly LineDraft[]): string {
  return isPooled(treatment) ? timed(treatment, lines) : whole(treatment);
}

/** What has no units of its own to divide is the assistant's as a whole, or not at all. */
function whole(treatment: Treatment): string {
  const { code, assistantMinutes } = treatment;
  const total = totalMinutes(treatment);
  const verdict = assistantFurnished(assistantMinutes, total)
    ? 'more than a tenth, so it is furnished by the assistant'
    : "no more than a tenth, so it stays the therapist's";
  return `${code}: ${assistantMinutes} of ${total} minutes are the assistant's, ${verdict}`;
}

function timed(treatment: Treatment, lines: readonly LineDraft[]): string {
  const { code, therapistMinutes: therapist, assistantMinutes: assistant } = treatment;
  const units = lines.reduce((sum, line) => sum + line.units, 0);
  const assisted = lines.filter((line) => line.byAssistant).reduce((sum, line) => sum + line.units, 0);
  const shares = `the therapist has ${therapist} minutes and the assistant ${assistant}`;
  return `${code}: ${shares}; ${unitsInWords(assisted)} of ${units} for the assistant: ${reason(therapist, assistant, units)}`;
}

function reason(therapist: number, assistant: number, units: number): string {
  const left = units - wholeUnits(therapist) - wholeUnits(assistant);
  const [therapistOver, assistantOver] = [minutesOver(therapist), minutesOver(assistant)];
  if (left <= 0) return 'whole 15 minutes belong to who treated them';
  const over = `of what is over the therapist has ${therapistOver} and the assistant ${assistantOver}`;
  if (left >= 2) return `${over}, a unit each`;
  if (therapistOver >= 8) return `${over}, and from 8 on the last unit is the therapist's`;
  return assistantFurnished(assistantOver, therapistOver + assistantOver)
    ? `${over}, more than a tenth, which makes the last unit the assistant's`
    : `${over}, no more than a tenth, which leaves the last unit with the therapist`;
}
