import { addDays } from '#libs/kernel/local-date.js';
import { localDateAt } from '#libs/kernel/time-zone.js';
import type { ClaimTransaction } from '#libs/x12/read/claim-file.js';
import type { Parties } from '../journal/entries.js';
import type { Journal } from '../journal/journal.js';
import { chosen } from '../scenario/chance.js';
import type { Scenario } from '../scenario/scenario.js';
import { fileTime, morningOf } from './envelope.js';
import { groupAnswer } from './receipt-answer.js';

interface ReceivedGroup {
  readonly interchange: string;
  readonly control: string;
  readonly transactions: readonly ClaimTransaction[];
}

/** Drawn for a day: what a practice sends on one day may be torn into files in several ways. */
function chanceOf(transactions: readonly ClaimTransaction[], now: Date, { chances, seed, timeZone }: Scenario) {
  const payerId = transactions[0]?.claims[0]?.claim.payer.id ?? '';
  return chosen(chances.receipts, seed, `receipt ${payerId}`, localDateAt(now, timeZone));
}

/** True where the group's 999 refuses it: then nothing of it reaches the payer. */
export function isRefused(transactions: readonly ClaimTransaction[], now: Date, scenario: Scenario): boolean {
  return chanceOf(transactions, now, scenario)?.what === 'rejected';
}

/** The 999 of a group: at once, or late, twice or not at all. */
export function receiptFiles(
  journal: Journal,
  { interchange, control, transactions }: ReceivedGroup,
  { now, parties, scenario }: { now: Date; parties: Parties; scenario: Scenario },
): void {
  const chance = chanceOf(transactions, now, scenario);
  if (chance?.what === 'missing') return;
  const { timeZone } = scenario;
  const later = (days: number) => morningOf(addDays(localDateAt(now, timeZone), days), timeZone);
  const put = (fileName: string, at: Date) => {
    const fault = chance?.what === 'rejected' ? chance.fault : undefined;
    const text = groupAnswer(fileName, transactions, parties, { time: fileTime(at, timeZone), fault });
    journal.record({ kind: 'answer', answer: { fileName, dueAt: at.toISOString(), text } });
  };
  put(`999-${interchange}-${control}.x12`, chance?.what === 'late' ? later(chance.days) : now);
  if (chance?.what === 'doubled') put(`999-${interchange}-${control}-again.x12`, later(chance.days));
}
