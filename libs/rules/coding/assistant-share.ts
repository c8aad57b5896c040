import { minutesOver, wholeUnits } from './unit-count.js';

/** Units of a code by who furnished them; only the assistant's carry CO (CQ in physical therapy). */
export interface AssistantSplit {
  readonly plain: number;
  readonly assistant: number;
  /** True where two units were left over with fewer than 23 minutes: for a person to look at. */
  readonly review: boolean;
}

/** The assistant's share of a service: strictly more than a tenth of its minutes. */
export function assistantFurnished(assistantMinutes: number, totalMinutes: number): boolean {
  return 10 * assistantMinutes > totalMinutes;
}

/**
 * Splits a timed code's units between therapist and assistant. Whole 15 minutes belong to who treated them; of two units left each gets
 * one; the last one is the therapist's from 8 minutes on, else the assistant's where more than a tenth of what is left is.
 */
export function splitTimedUnits(therapist: number, assistant: number, units: number): AssistantSplit {
  const plain = Math.min(units, wholeUnits(therapist));
  const assisted = Math.min(units - plain, wholeUnits(assistant));
  const left = units - plain - assisted;
  const [therapistOver, assistantOver] = [minutesOver(therapist), minutesOver(assistant)];
  if (left >= 2)
    return { plain: plain + 1, assistant: assisted + left - 1, review: therapistOver + assistantOver < 23 };
  if (left === 0) return { plain, assistant: assisted, review: false };
  const byAssistant = therapistOver < 8 && assistantFurnished(assistantOver, therapistOver + assistantOver);
  return byAssistant
    ? { plain, assistant: assisted + 1, review: false }
    : { plain: plain + 1, assistant: assisted, review: false };
}
