import { shortId } from '#libs/kernel/ids.js';
import { addDays } from '#libs/kernel/local-date.js';
import { instantOf, localDateAt } from '#libs/kernel/time-zone.js';
import type { ProfessionalClaim } from '#libs/x12/claim.js';
import { readClaims } from '#libs/x12/read/claim-837p-reader.js';
import type { ClaimTransaction } from '#libs/x12/read/claim-file.js';
import { termsOf } from './adjudication/condition.js';
import { batchAnswer, type ClaimReception } from './answers/batch-answer.js';
import { rejectionOf } from './answers/claim-status.js';
import { fileTime } from './answers/envelope.js';
import { duplicateAnswer, groupAnswer } from './answers/receipt-answer.js';
import type { Answer, Journal, Parties, PayerClaim } from './journal.js';
import type { Scenario } from './scenario.js';

/** Answers leave the payer's office in the early morning. */
export const MORNING_HOUR = 6;

export interface ReceivedFile {
  /** The same for the same file after a crash, another for a copy that came later. */
  readonly fileId: string;
  readonly bytes: Uint8Array;
}

/**
 * What a payer does with a file from the practice: nothing where it has been taken before, a TA1 where its interchange has come before, else a
 * 999 at once, a 277CA the next morning, and its claims wait for their remittance. Pure: gives the journal after it.
 */
export function takeFile(journal: Journal, { fileId, bytes }: ReceivedFile, now: Date, scenario: Scenario): Journal {
  if (journal.files.includes(fileId)) return journal;
  const taken: Journal = { ...journal, files: [...journal.files, fileId] };
  const read = readClaims([bytes]);
  const [interchange] = read.ok ? read.value.interchanges : [];
  if (!read.ok || !interchange) return taken;
  const parties: Parties = {
    payerId: interchange.receiverId,
    practiceId: interchange.senderId,
    usage: interchange.test ? 'T' : 'P',
  };
  const key = `${interchange.senderId}/${interchange.control}`;
  const time = fileTime(now, scenario.timeZone);
  if (taken.interchanges.includes(key)) {
    const fileName = `TA1-${interchange.control}-${shortId(6, fileId)}.x12`;
    const text = duplicateAnswer(fileName, interchange.control, parties, time);
    return { ...taken, answers: [...taken.answers, { fileName, dueAt: now.toISOString(), text }] };
  }
  const groups = new Map<string, ClaimTransaction[]>();
  for (const one of read.value.transactions)
    groups.set(one.groupControl, [...(groups.get(one.groupControl) ?? []), one]);
  let after: Journal = { ...taken, parties, interchanges: [...taken.interchanges, key] };
  for (const [control, transactions] of groups) {
    const fileName = `999-${interchange.control}-${control}.x12`;
    const text = groupAnswer(fileName, transactions, parties, time);
    after = { ...after, answers: [...after.answers, { fileName, dueAt: now.toISOString(), text }] };
    for (const transaction of transactions) after = takeBatch(after, transaction, parties, now, scenario);
  }
  return after;
}

function takeBatch(
  journal: Journal,
  transaction: ClaimTransaction,
  parties: Parties,
  now: Date,
  scenario: Scenario,
): Journal {
  if (transaction.claims.length === 0) return journal;
  const receivedOn = localDateAt(now, scenario.timeZone);
  const claims: Record<string, PayerClaim> = { ...journal.claims };
  const receptions = transaction.claims.map(({ claim }): ClaimReception => {
    const rejection = rejectionOf(claim, { claims }, scenario);
    if (rejection) return { claim, payerControlNumber: null, rejection };
    const taken = takenClaim(claim, claims, receivedOn, scenario);
    claims[taken.payerControlNumber] = taken;
    return { claim, payerControlNumber: taken.payerControlNumber };
  });
  const answerOn = addDays(receivedOn, scenario.daysToClaimAcknowledgement);
  const dueAt = instantOf(answerOn, MORNING_HOUR, 0, scenario.timeZone);
  const fileName = `277CA-${transaction.batchReference}-${transaction.control}.x12`;
  const time = fileTime(dueAt, scenario.timeZone);
  const answer: Answer = {
    fileName,
    dueAt: dueAt.toISOString(),
    text: batchAnswer(fileName, transaction, receptions, { parties, time, receivedOn }),
  };
  return { ...journal, claims, answers: [...journal.answers, answer] };
}

/** The payer's own number is made of the claim's: the same on every run. */
function takenClaim(
  claim: ProfessionalClaim,
  claims: Readonly<Record<string, PayerClaim>>,
  receivedOn: string,
  scenario: Scenario,
): PayerClaim {
  const first = shortId(13, 'payer-claim', claim.payer.id, claim.patientControlNumber);
  let payerControlNumber = first;
  for (let copy = 2; claims[payerControlNumber]; copy += 1) payerControlNumber = `${first}D${copy}`;
  const remitOn = addDays(receivedOn, termsOf(scenario, claim).daysToRemittance);
  const duplicateOf = payerControlNumber === first ? {} : { duplicateOf: first };
  return { payerControlNumber, claim, receivedOn, remitOn, state: 'waiting', decision: null, ...duplicateOf };
}
