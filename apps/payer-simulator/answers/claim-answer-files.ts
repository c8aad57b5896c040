import { addDays, type LocalDate } from '#libs/kernel/local-date.js';
import type { AcknowledgementStatus } from '#libs/x12/acknowledgement.js';
import type { ClaimTransaction } from '#libs/x12/read/claim-file.js';
import type { Parties } from '../journal/entries.js';
import type { Journal } from '../journal/journal.js';
import type { Chances, Scenario } from '../scenario/scenario.js';
import { batchAnswer, type ClaimReception } from './batch-answer.js';
import { fileTime, morningOf } from './envelope.js';

export type { ClaimReception } from './batch-answer.js';

/** Received, and sent on to the payer. */
const SENT_ON: AcknowledgementStatus = { category: 'A1', status: '16' };

interface Surroundings {
  readonly now: Date;
  readonly parties: Parties;
  readonly receivedOn: LocalDate;
  readonly scenario: Scenario;
}

/**
 * The 277CAs of a batch. The clearinghouse, where there is one, answers at once about all claims; the payer the next morning about
 * those that reached it, late about some, twice about others, and about some never.
 */
export function claimAnswerFiles(
  journal: Journal,
  transaction: ClaimTransaction,
  receptions: readonly ClaimReception[],
  { now, parties, receivedOn, scenario }: Surroundings,
): void {
  const { clearinghouse } = scenario.chances;
  const name = `${transaction.batchReference}-${transaction.control}`;
  const put = (fileName: string, claims: readonly ClaimReception[], dueAt: Date, source?: Chances['clearinghouse']) => {
    if (claims.length === 0) return;
    const time = fileTime(dueAt, scenario.timeZone);
    const about = { parties, time, receivedOn, ...(source ? { clearinghouse: source } : {}) };
    const text = batchAnswer(fileName, transaction, claims, about);
    journal.record({ kind: 'answer', answer: { fileName, dueAt: dueAt.toISOString(), text } });
  };
  if (clearinghouse) put(`277CA-${name}-clearinghouse.x12`, receptions.map(atClearinghouse), now, clearinghouse);
  const reached = receptions.filter(({ by }) => by !== 'clearinghouse');
  const after = (days: number) =>
    morningOf(addDays(receivedOn, scenario.daysToClaimAcknowledgement + days), scenario.timeZone);
  const inTime = reached.filter(({ chance }) => chance?.what !== 'late' && chance?.what !== 'missing');
  put(`277CA-${name}.x12`, inTime, after(0));
  for (const [days, late] of byDays(reached, 'late')) put(`277CA-${name}-${days}-days-late.x12`, late, after(days));
  for (const [days, twice] of byDays(reached, 'doubled')) put(`277CA-${name}-again-${days}.x12`, twice, after(days));
}

/** What the clearinghouse says of a claim: refused by itself, or sent on whatever the payer says later. */
function atClearinghouse(reception: ClaimReception): ClaimReception {
  const { claim, by } = reception;
  return by === 'clearinghouse' ? reception : { claim, payerControlNumber: null, taken: SENT_ON };
}

function byDays(receptions: readonly ClaimReception[], what: 'late' | 'doubled'): Map<number, ClaimReception[]> {
  const found = new Map<number, ClaimReception[]>();
  for (const reception of receptions) {
    const { chance } = reception;
    if (chance?.what === what) found.set(chance.days, [...(found.get(chance.days) ?? []), reception]);
  }
  return found;
}
