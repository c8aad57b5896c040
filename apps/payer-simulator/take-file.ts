import { shortId } from '#libs/kernel/ids.js';
import { localDateAt } from '#libs/kernel/time-zone.js';
import { readClaims } from '#libs/x12/read/claim-837p-reader.js';
import type { ClaimTransaction } from '#libs/x12/read/claim-file.js';
import { type ClaimReception, claimAnswerFiles } from './answers/claim-answer-files.js';
import { rejectionOf } from './answers/claim-status.js';
import { fileTime } from './answers/envelope.js';
import { duplicateAnswer } from './answers/receipt-answer.js';
import { isRefused, receiptFiles } from './answers/receipt-files.js';
import type { Parties } from './journal/entries.js';
import type { Journal } from './journal/journal.js';
import { chosen, servicesOf } from './scenario/chance.js';
import type { Scenario } from './scenario/scenario.js';
import { takeClaim } from './take-claim.js';

export interface ReceivedFile {
  /** The same for the same file after a crash, another for a copy that came later. */
  readonly fileId: string;
  readonly bytes: Uint8Array;
}

/**
 * What a payer does with a file from the practice: nothing where it has been taken before, a TA1 where its interchange has come before, else a
 * 999 at once, a 277CA the next morning, and its claims wait for their remittance; by chance otherwise. Depends on nothing but its arguments.
 */
export function takeFile(journal: Journal, { fileId, bytes }: ReceivedFile, now: Date, scenario: Scenario): void {
  if (journal.hasFile(fileId)) return;
  journal.record({ kind: 'file', fileId });
  const read = readClaims([bytes]);
  const [interchange] = read.ok ? read.value.interchanges : [];
  if (!read.ok || !interchange) return;
  const parties: Parties = {
    payerId: interchange.receiverId,
    practiceId: interchange.senderId,
    usage: interchange.test ? 'T' : 'P',
  };
  const key = `${interchange.senderId}/${interchange.control}`;
  if (journal.hasInterchange(key)) {
    const fileName = `TA1-${interchange.control}-${shortId(6, fileId)}.x12`;
    const text = duplicateAnswer(fileName, interchange.control, parties, fileTime(now, scenario.timeZone));
    journal.record({ kind: 'answer', answer: { fileName, dueAt: now.toISOString(), text } });
    return;
  }
  journal.record({ kind: 'parties', parties }, { kind: 'interchange', key });
  const groups = new Map<string, ClaimTransaction[]>();
  for (const one of read.value.transactions)
    groups.set(one.groupControl, [...(groups.get(one.groupControl) ?? []), one]);
  for (const [control, transactions] of groups) {
    const group = { interchange: interchange.control, control, transactions };
    receiptFiles(journal, group, { now, parties, scenario });
    if (isRefused(transactions, now, scenario)) continue;
    for (const transaction of transactions) takeBatch(journal, transaction, parties, now, scenario);
  }
}

function takeBatch(
  journal: Journal,
  transaction: ClaimTransaction,
  parties: Parties,
  now: Date,
  scenario: Scenario,
): void {
  const { chances, seed, timeZone } = scenario;
  const receivedOn = localDateAt(now, timeZone);
  const receptions = transaction.claims.map(({ claim }): ClaimReception => {
    const services = servicesOf(claim);
    const sentBefore = journal.arrivalsOf(services);
    journal.record({ kind: 'arrival', services });
    const chance = chosen(chances.claimAnswers, seed, 'claim answer', `${services} ${sentBefore}`);
    const rejection = rejectionOf(claim, journal, scenario);
    if (rejection) return { claim, payerControlNumber: null, rejection, by: 'payer' };
    if (chance?.what === 'rejected')
      return { claim, payerControlNumber: null, rejection: chance.status, by: chance.by, chance };
    const { payerControlNumber } = takeClaim(journal, claim, { receivedOn, sentBefore }, scenario);
    return { claim, payerControlNumber, ...(chance ? { chance } : {}) };
  });
  claimAnswerFiles(journal, transaction, receptions, { now, parties, receivedOn, scenario });
}
