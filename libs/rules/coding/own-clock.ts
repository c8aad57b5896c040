import { listed } from '../words.js';
import type { LineDraft } from './line-draft.js';
import { type Treatment, totalMinutes } from './treatment.js';

/** How the clocks of codes outside the day's pool run, in words. */
const CLOCKS: Readonly<Partial<Record<Treatment['entry']['behaviour'], string>>> = {
  caregiver: 'the first 30 minutes count from 16 on, each further 15 from 38, 53, 68 … on',
  hourly: 'the first 2 hours count from 61 minutes on, each further hour from its 31st minute on',
  'hourly-each': 'each hour counts from its 31st minute on',
};

/** How a code outside the day's pool got its units; undefined for what is not billed by time, or by a clock of more than a day. */
export function explainOwnClock(treatment: Treatment, lines: readonly LineDraft[]): string | undefined {
  const clock = CLOCKS[treatment.entry.behaviour];
  if (clock === undefined) return undefined;
  const made = lines.length === 0 ? 'no unit' : listed(lines.map((line) => `${line.code} ×${line.units}`));
  return `${treatment.code}: ${totalMinutes(treatment)} minutes make ${made}; ${clock}`;
}
