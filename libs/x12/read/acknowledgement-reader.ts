import { accept, type Result, refuse } from '#libs/kernel/result.js';
import type { Acknowledgement } from '../acknowledgement.js';
import type { Problem } from '../problem.js';
import { element } from '../segment.js';
import { readClaimAcknowledgement } from './claim-acknowledgement.js';
import { readImplementationAcknowledgement } from './implementation-acknowledgement.js';
import { readInterchangeAcknowledgement } from './interchange-acknowledgement.js';
import { type CollectedTransaction, collectTransactions } from './transaction-collector.js';

export interface AcknowledgementFile {
  /** In the order of the file. */
  readonly acknowledgements: readonly Acknowledgement[];
  readonly problems: readonly Problem[];
}

/** BHT01 of a claim acknowledgement; other 277s answer questions about claims. */
const CLAIM_ACKNOWLEDGEMENT = '0085';

/** Reads every TA1, 999 and 277CA of a file. Refused only where it holds none of them. */
export function readAcknowledgements(chunks: Iterable<Uint8Array>): Result<AcknowledgementFile> {
  const file = collectTransactions(chunks);
  if (file.interchanges.length === 0)
    return refuse('x12.no-interchange', 'no X12 interchange was found: no ISA segment');
  const problems = [...file.problems];
  const acknowledgements: Acknowledgement[] = [];
  let found = false;
  for (const segment of file.loose) {
    if (segment.id === 'TA1') {
      found = true;
      acknowledgements.push(readInterchangeAcknowledgement(segment));
    } else problems.push({ segment: '', position: segment.position, message: 'the segment is in no transaction' });
  }
  const others = new Set<string>();
  for (const transaction of file.transactions) {
    const answers = readTransaction(transaction);
    if (answers === null) others.add(kindOf(transaction));
    else {
      found = true;
      acknowledgements.push(...answers);
    }
  }
  if (!found) {
    const instead = others.size === 0 ? 'no transaction at all' : `transactions of type ${[...others].join(', ')}`;
    return refuse('x12.no-acknowledgement', `no TA1, 999 or 277CA was found: the file holds ${instead}`, 'ST01');
  }
  acknowledgements.sort((a, b) => a.segment - b.segment);
  return accept({ acknowledgements, problems });
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

function kindOf({ context }: CollectedTransaction): string {
  if (!/^\d{3}$/.test(context.set)) return 'unknown';
  return /^[0-9A-Z]{4,12}$/.test(context.version) ? `${context.set} (${context.version})` : context.set;
}
