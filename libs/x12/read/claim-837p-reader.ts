import { accept, type Result, refuse } from '#libs/kernel/result.js';
import type { Problem } from '../problem.js';
import { element } from '../segment.js';
import { ClaimDraft } from './claim-draft.js';
import type { ClaimFile, ClaimTransaction, ReadClaim } from './claim-file.js';
import { ClaimSurroundings } from './claim-surroundings.js';
import { OtherTransactions } from './other-transactions.js';
import { ProblemList } from './problem-list.js';
import { type CollectedTransaction, readTransactions } from './transaction-collector.js';

/** Versions of professional claims, and of institutional and dental ones, without their errata letters. */
const PROFESSIONAL = /^00(4010X098|5010X222)/;
const OF_ANOTHER_KIND = /^00(4010X09[67]|5010X22[34])/;

/**
 * Reads every professional claim of a file, one transaction at a time. What a claim lacks is empty in it and named in `problems`. Refused only
 * where there is no 837P at all.
 */
export function readClaims(chunks: Iterable<Uint8Array>): Result<ClaimFile> {
  const transactions: ClaimTransaction[] = [];
  const problems: Problem[] = [];
  const others = new OtherTransactions();
  const file = readTransactions(chunks, {
    transaction(transaction) {
      if (isProfessional(transaction)) transactions.push(readTransaction(transaction, problems));
      else others.add(transaction.context);
    },
    loose() {
      // A segment that stands in no transaction is no claim's.
    },
  });
  const { interchanges } = file;
  if (interchanges.length === 0) return refuse('x12.no-interchange', 'no X12 interchange was found: no ISA segment');
  if (transactions.length === 0)
    return refuse('x12.no-837p', `no 837P was found: the file holds ${others.text()}`, 'GS08');
  return accept({ interchanges, transactions, problems: [...file.problems, ...problems] });
}

/** By its version; where that says nothing, by whether it has professional service lines. */
function isProfessional({ context, segments }: CollectedTransaction): boolean {
  if (context.set !== '837' || OF_ANOTHER_KIND.test(context.version)) return false;
  return PROFESSIONAL.test(context.version) || segments.some(({ id }) => id === 'SV1');
}

function readTransaction({ context, segments }: CollectedTransaction, problems: Problem[]): ClaimTransaction {
  const list = new ProblemList();
  const surroundings = new ClaimSurroundings(list);
  const claims: ReadClaim[] = [];
  let batchReference = '';
  let draft: ClaimDraft | null = null;
  const close = () => {
    if (draft !== null) claims.push(draft.finish());
    draft = null;
  };
  for (const segment of segments) {
    if (segment.id === 'BHT') batchReference = element(segment, 3);
    else if (segment.id === 'HL') {
      close();
      surroundings.beginLevel(segment);
    } else if (segment.id === 'CLM') {
      close();
      draft = new ClaimDraft(segment, surroundings.current(), list);
    } else if (draft === null) surroundings.accept(segment);
    else (draft as ClaimDraft).accept(segment);
  }
  close();
  problems.push(...list.list());
  const { interchange, group, control } = context;
  const { submitter, receiver } = surroundings;
  return { interchange, groupControl: group.control, control, batchReference, submitter, receiver, claims };
}
