import type { RemittanceEvent } from '#libs/contracts/events/remittance-events.js';
import type { RemittanceTransaction } from '#libs/contracts/remittance-transaction.js';
import type { Decider } from '#libs/kernel/decider.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import type { KnownClaim } from './match.js';
import { postedEvents } from './posting.js';

/* Stream `{practice}/remittance-{id}`. Events: contracts/events/remittance-events.ts; their names and fields are storage format. */

export interface RemittanceState {
  /** `none` until something came; `rejected` posted nothing, so that a corrected file may still post. */
  readonly status: 'none' | 'received' | 'rejected' | 'posted';
  /** Where the newest delivery came from. */
  readonly fileId: string;
  readonly interchangeId: string;
  readonly transactionControlNumber: string;
}

/** Posts one payment: all of it, or nothing with the reasons. */
export interface PostRemittance {
  readonly type: 'PostRemittance';
  readonly transaction: RemittanceTransaction;
  readonly fileId: string;
  readonly interchangeId: string;
  /** Our claims that the remittance names, by claim id. */
  readonly known: ReadonlyMap<string, KnownClaim>;
  /** Remittances that came before under the same number with other content: payers reuse numbers, so that only warns. */
  readonly sameNumberAs: readonly string[];
}

/** The same delivery as before, asked for again. */
function isRepeat(state: RemittanceState, command: PostRemittance): boolean {
  return (
    state.fileId === command.fileId &&
    state.interchangeId === command.interchangeId &&
    state.transactionControlNumber === command.transaction.transactionControlNumber
  );
}

function received({ transaction, fileId, interchangeId, sameNumberAs }: PostRemittance): RemittanceEvent {
  const { remittanceId, payerId, payerName, traceNumber, originatorId, paymentDate, paymentCents } = transaction;
  return {
    type: 'RemittanceReceived',
    data: {
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
    },
  };
}

function decide(command: PostRemittance, state: RemittanceState): Result<readonly RemittanceEvent[]> {
  if (state.status !== 'none' && isRepeat(state, command)) return accept([]);
  if (state.status === 'posted') {
    return refuse('remittance.duplicate', `This payment was posted before, from file ${state.fileId}.`);
  }
  const { transaction, known } = command;
  if (transaction.balanced) return accept([received(command), ...postedEvents(transaction, known)]);
  const { remittanceId, payerId, problems } = transaction;
  return accept([
    received(command),
    { type: 'RemittanceRejected', data: { remittanceId, payerId, problems: [...problems] } },
  ]);
}

function evolve(state: RemittanceState, event: RemittanceEvent): RemittanceState {
  switch (event.type) {
    case 'RemittanceReceived': {
      const { fileId, interchangeId, transactionControlNumber } = event.data;
      return { status: 'received', fileId, interchangeId, transactionControlNumber };
    }
    case 'RemittanceRejected':
      return { ...state, status: 'rejected' };
    case 'RemittancePosted':
      return { ...state, status: 'posted' };
    default:
      return state;
  }
}

export const remittanceDecider: Decider<RemittanceState, PostRemittance, RemittanceEvent> = {
  initial: { status: 'none', fileId: '', interchangeId: '', transactionControlNumber: '' },
  evolve,
  decide,
};
