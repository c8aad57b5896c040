import { createHash } from 'node:crypto';
import { interchangeIdOf } from '#libs/contracts/streams.js';
import type { FileRefusal } from '#libs/exchange/inbox.js';
import type { RefusalDetail } from '#libs/kernel/result.js';
import type { Acknowledgement } from '#libs/x12/acknowledgement.js';
import { readAcknowledgements } from '#libs/x12/read/acknowledgement-reader.js';
import { type RemittancePart, RemittanceReader, wholeRemittances } from '#libs/x12/read/remittance-reader.js';
import { surveyFile } from '#libs/x12/read/survey.js';
import type { Remittance } from '#libs/x12/remittance.js';

/** What a file from a payer holds, as far as it could be read. */
export interface InboundFile {
  readonly interchangeId: string;
  readonly sha256: string;
  readonly senderId: string;
  /** ISA13 of the first interchange. */
  readonly controlNumber: string;
  /** In the order of the file: 835, 999, 277, TA1. */
  readonly transactionSets: readonly string[];
  readonly acknowledgements: readonly Acknowledgement[];
  /** Read while they are taken, one transaction in memory at a time. */
  readonly remittances: Iterable<Remittance>;
  /** Why nothing of it can be used; absent where something can. */
  readonly refusal?: FileRefusal;
}

/** What is read of a file at once. */
const PIECE_BYTES = 64 * 1024;
const ACKNOWLEDGEMENTS = new Set(['999', '277', 'TA1']);
const KNOWN = 'This folder takes TA1, 999, 277CA and 835 files.';

/** Reads a file as far as it goes: an unreadable one too, with the reason and what to do about it. */
export function readInboundFile(bytes: Buffer): InboundFile {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { interchanges, contents } = surveyFile(piecesOf(bytes));
  const [first] = interchanges;
  const senderId = first?.senderId.trim() ?? '';
  const controlNumber = first?.control ?? '';
  const sets = contents.map(({ set }) => set || 'unknown');
  const file = {
    interchangeId: interchangeIdOf(senderId, controlNumber, sha256),
    sha256,
    senderId,
    controlNumber,
    transactionSets: sets,
    acknowledgements: [],
    remittances: [],
  };
  if (!first) {
    const cure = `${KNOWN} Ask the payer for the file again.`;
    return {
      ...file,
      refusal: { segment: 'ISA', position: 1, message: 'no X12 interchange begins in the file', cure },
    };
  }
  const acknowledged = sets.some((set) => ACKNOWLEDGEMENTS.has(set)) ? readAcknowledgements(piecesOf(bytes)) : null;
  const acknowledgements = acknowledged?.ok ? acknowledged.value.acknowledgements : [];
  const remittances = { [Symbol.iterator]: () => remittancesIn(bytes) };
  const [first835] = sets.includes('835') ? remittances : [];
  if (acknowledgements.length > 0 || first835 !== undefined) return { ...file, acknowledgements, remittances };
  return { ...file, refusal: refusalOf(acknowledged?.ok === false ? [acknowledged.refusal] : [], sets) };
}

/** The file's payments, each given when it is read whole: a large file is never in memory as objects. */
function* remittancesIn(bytes: Buffer): Generator<Remittance> {
  yield* wholeRemittances(partsOf(bytes));
}

function* partsOf(bytes: Buffer): Generator<RemittancePart> {
  const reader = new RemittanceReader();
  for (const piece of piecesOf(bytes)) yield* reader.push(piece);
  yield* reader.end();
}

function* piecesOf(bytes: Buffer): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
}

function refusalOf(refusals: readonly RefusalDetail[], sets: readonly string[]): FileRefusal {
  const [first] = refusals;
  if (first) return { segment: 'ST', message: first.message, cure: `${KNOWN} Ask the payer for the file again.` };
  const found = sets.length === 0 ? 'no transaction' : `transactions of type ${[...new Set(sets)].join(', ')}`;
  return { segment: 'ST', message: `the file holds ${found}`, cure: KNOWN };
}
