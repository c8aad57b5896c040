import type { SyntaxFault } from '#libs/x12/acknowledgement.js';
import type { FileTime } from '#libs/x12/claim.js';
import type { ClaimTransaction } from '#libs/x12/read/claim-file.js';
import { writeImplementationAcknowledgement } from '#libs/x12/write/acknowledgement-999.js';
import { writeInterchangeAcknowledgement } from '#libs/x12/write/acknowledgement-ta1.js';
import { CLAIM_VERSION } from '#libs/x12/write/claim-837p.js';
import type { Parties } from '../journal/entries.js';
import { envelopeOf } from './envelope.js';

/** TA105: this control number was used before. */
const DUPLICATE_INTERCHANGE = '025';

/** The TA1 that refuses an interchange which came before. */
export function duplicateAnswer(fileName: string, control: string, parties: Parties, time: FileTime): string {
  const envelope = envelopeOf(fileName, parties, time);
  const answers = { control, time };
  return [...writeInterchangeAcknowledgement({ envelope, answers, code: 'R', note: DUPLICATE_INTERCHANGE })].join('');
}

/** The 999 that takes all transactions of a group, or refuses them all for one fault. */
export function groupAnswer(
  fileName: string,
  transactions: readonly ClaimTransaction[],
  parties: Parties,
  { time, fault }: { readonly time: FileTime; readonly fault?: SyntaxFault | undefined },
): string {
  const control = transactions[0]?.groupControl as string;
  const segments = writeImplementationAcknowledgement({
    envelope: envelopeOf(fileName, parties, time),
    group: { functionalId: 'HC', control, version: CLAIM_VERSION },
    transactions: transactions.map((transaction) => ({
      set: '837',
      control: transaction.control,
      version: CLAIM_VERSION,
      code: fault ? 'R' : 'A',
      faults: fault ? [fault] : [],
    })),
  });
  return [...segments].join('');
}
