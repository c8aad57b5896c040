import { accept, type Result, refuse } from '#libs/kernel/result.js';
import type { Problem } from '../problem.js';
import { element } from '../segment.js';
import { ClaimDraft } from './claim-draft.js';
import type { ClaimFile, ClaimTransaction, ReadClaim } from './claim-file.js';
import { ClaimSurroundings } from './claim-surroundings.js';
import { type CollectedTransaction, collectTransactions } from './transaction-collector.js';

/** Versions of professional claims, and of institutional and dental ones, without their errata letters. */
const PROFESSIONAL = /^00(4010X098|5010X222)/;
const OF_ANOTHER_KIND = /^00(4010X09[67]|5010X22[34])/;

/** Reads every professional claim of a file. What a claim lacks is empty in it and named in `problems`. Refused only where there is no 837P at all. */
export function readClaims(chunks: Iterable<Uint8Array>): Result<ClaimFile> {
  const file = collectTransactions(chunks);
  if (file.interchanges.length === 0)
    return refuse('x12.no-interchange', 'no X12 interchange was found: no ISA segment');
  const problems = [...file.problems];
  const professional = file.transactions.filter(isProfessional);
  if (professional.length === 0) {
    const kinds = new Set(file.transactions.map(({ context }) => shown(context.set, context.version)));
    const instead = kinds.size === 0 ? 'no transaction at all' : `transactions of type ${[...kinds].join(', ')}`;
    return refuse('x12.no-837p', `no 837P was found: the file holds ${instead}`, 'GS08');
  }
  const transactions = professional.map((transaction) => readTransaction(transaction, problems));
  return accept({ interchanges: file.interchanges, transactions, problems });
}

/** By its version; where that says nothing, by whether it has professional service lines. */
function isProfessional({ context, segments }: CollectedTransaction): boolean {
  if (context.set !== '837' || OF_ANOTHER_KIND.test(context.version)) return false;
  return PROFESSIONAL.test(context.version) || segments.some(({ id }) => id === 'SV1');
}

function readTransaction({ context, segments }: CollectedTransaction, problems: Problem[]): ClaimTransaction {
  const surroundings = new ClaimSurroundings(problems);
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
      draft = new ClaimDraft(segment, surroundings.current(), problems);
    } else if (draft === null) surroundings.accept(segment);
    else (draft as ClaimDraft).accept(segment);
  }
  close();
  const { interchange, group, control } = context;
  const { submitter, receiver } = surroundings;
  return { interchange, groupControl: group.control, control, batchReference, submitter, receiver, claims };
}

function shown(set: string, version: string): string {
  if (!/^\d{3}$/.test(set)) return 'unknown';
  return /^[0-9A-Z]{4,12}$/.test(version) ? `${set} (${version})` : set;
}
