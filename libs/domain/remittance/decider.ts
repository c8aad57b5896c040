import type { RemittanceEvent } from '#libs/contracts/events/remittance-events.js';
import type { RemittanceTransaction } from '#libs/contracts/remittance-transaction.js';
import type { Decider } from '#libs/kernel/decider.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import type { KnownClaims } from './match.js';
import { postedEvents } from './posting.js';
import { postedInOtherMedium, type SameCheck } from './same-check.js';
import { evolveRemittance, noRemittance, type RemittanceState } from './state.js';
import { type WorkRemittance, workRemittance } from './work-remittance.js';

/** Posts one payment: all of it, or nothing with the reasons. */
export interface PostRemittance {
  readonly type: 'PostRemittance';
  readonly transaction: RemittanceTransaction;
  readonly fileId: string;
  readonly interchangeId: string;
  /** Keyed in from paper by a person; from a file where absent. */
  readonly postedBy?: string;
  /** Our claims that the remittance names. */
  readonly known: KnownClaims;
  /** Remittances that came before under the same number with other content: payers reuse numbers, so that only warns. */
  readonly sameNumberAs: readonly string[];
  /** What stands posted under the same check or EFT number, whoever originated it: paper does not say that. */
  readonly sameCheckAs: readonly SameCheck[];
}

export type RemittanceCommand = PostRemittance | WorkRemittance;

/** The same delivery as before, asked for again. */
function isRepeat({ status, received }: RemittanceState, command: PostRemittance): boolean {
  return (
    status !== 'undone' &&
    received !== null &&
    received.fileId === command.fileId &&
    received.interchangeId === command.interchangeId &&
    received.transactionControlNumber === command.transaction.transactionControlNumber
  );
}

function receivedData({ transaction, fileId, interchangeId, sameNumberAs, postedBy }: PostRemittance) {
  const { remittanceId, payerId, payerName, traceNumber, originatorId, paymentDate, paymentCents } = transaction;
  return {
    remittanceId,
    payerId,
    payerName,
    traceNumber,
    originatorId,
    paymentDate,
    paymentCents,
    transactionControlNumber: transaction.transactionControlNumber,
    claimCount: transaction.claims.length,
    fileId,
    interchangeId,
    ...(sameNumberAs.length > 0 && { sameNumberAs: [...sameNumberAs] }),
    ...(postedBy === undefined ? {} : { source: 'paper' as const, postedBy }),
  };
}

function post(command: PostRemittance, state: RemittanceState): Result<readonly RemittanceEvent[]> {
  if (isRepeat(state, command)) return accept([]);
  if (state.status === 'posted') {
    return refuse('remittance.duplicate', `This payment was posted before, from file ${state.received?.fileId}.`);
  }
  const { transaction, known, postedBy, sameCheckAs } = command;
  const source = postedBy === undefined ? 'file' : 'paper';
  const elsewhere = postedInOtherMedium({ source, paymentCents: transaction.paymentCents }, sameCheckAs);
  if (elsewhere) return elsewhere;
  const data = receivedData(command);
  const received: RemittanceEvent = { type: 'RemittanceReceived', data };
  if (transaction.balanced) return accept([received, ...postedEvents(transaction, data, known)]);
  const { remittanceId, payerId, problems } = transaction;
  return accept([received, { type: 'RemittanceRejected', data: { remittanceId, payerId, problems: [...problems] } }]);
}

export const remittanceDecider: Decider<RemittanceState, RemittanceCommand, RemittanceEvent> = {
  initial: noRemittance,
  evolve: evolveRemittance,
  decide: (command, state) =>
    command.type === 'PostRemittance' ? post(command, state) : workRemittance(command, state),
};
