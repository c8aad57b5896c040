import { accept, type Result, refuse } from '#libs/kernel/result.js';
import type { Acknowledgement } from '../acknowledgement.js';
import type { Problem } from '../problem.js';
import { element, placeOf } from '../segment.js';
import { readClaimAcknowledgement } from './claim-acknowledgement.js';
import { readImplementationAcknowledgement } from './implementation-acknowledgement.js';
import { readInterchangeAcknowledgement } from './interchange-acknowledgement.js';
import { OtherTransactions } from './other-transactions.js';
import { type CollectedTransaction, readTransactions } from './transaction-collector.js';

export interface AcknowledgementFile {
  /** In the order of the file. */
  readonly acknowledgements: readonly Acknowledgement[];
  readonly problems: readonly Problem[];
}

/** BHT01 of a claim acknowledgement; other 277s answer questions about claims. */
const CLAIM_ACKNOWLEDGEMENT = '0085';

/** Reads every TA1, 999 and 277CA of a file, one transaction at a time. Refused only where it holds none of them. */
export function readAcknowledgements(chunks: Iterable<Uint8Array>): Result<AcknowledgementFile> {
  const acknowledgements: Acknowledgement[] = [];
  const misplaced: Problem[] = [];
  const others = new OtherTransactions();
  let found = false;
  const file = readTransactions(chunks, {
    transaction(transaction) {
      const answers = readTransaction(transaction);
      if (answers === null) others.add(transaction.context);
      else found = true;
      for (const answer of answers ?? []) acknowledgements.push(answer);
    },
    loose(segment) {
      if (segment.id !== 'TA1') misplaced.push({ ...placeOf(segment), message: 'the segment is in no transaction' });
      else {
        found = true;
        acknowledgements.push(readInterchangeAcknowledgement(segment));
      }
    },
  });
  if (file.interchanges.length === 0)
    return refuse('x12.no-interchange', 'no X12 interchange was found: no ISA segment');
  if (!found)
    return refuse('x12.no-acknowledgement', `no TA1, 999 or 277CA was found: the file holds ${others.text()}`, 'ST01');
  return accept({ acknowledgements, problems: [...file.problems, ...misplaced] });
}

/** Null where the transaction is no acknowledgement. */
function readTransaction({ context, segments }: CollectedTransaction): Acknowledgement[] | null {
  if (context.set === '999') return readImplementationAcknowledgement(segments);
  const beginning = segments.find((segment) => segment.id === 'BHT');
  const isClaimAcknowledgement =
    beginning === undefined
      ? context.version.startsWith('005010X214')
      : element(beginning, 1) === CLAIM_ACKNOWLEDGEMENT;
  return (context.set === '277' || context.set === '') && isClaimAcknowledgement
    ? readClaimAcknowledgement(segments)
    : null;
}
