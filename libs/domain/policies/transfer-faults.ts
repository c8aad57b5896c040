import type { AcknowledgedStatus } from '#libs/contracts/events/shapes.js';

/**
 * TA105 codes of faults that lie in the transfer or its numbers and not in the claims (own selection): control numbers that do not match or were
 * used before, a structure or an end that got lost on the way. The rest (who sends, to whom, in which version) a person sets right first.
 */
const TRANSFER_FAULTS = new Set(['001', '018', '021', '022', '023', '025']);

/** True where nothing speaks against sending the same claims once more in another envelope. */
export function isTransferFault(statuses: readonly AcknowledgedStatus[]): boolean {
  return statuses.length > 0 && statuses.every(({ status }) => TRANSFER_FAULTS.has(status));
}
