import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Acceptance } from './facts.js';

/**
 * When the payer itself took submissions into adjudication: a clearinghouse's acceptance proves nothing. The day is the one that the answer
 * states, else `recordedOn`, the practice's local day on which it came.
 */
export function acceptancesOf(
  events: readonly { readonly event: ClaimEvent; readonly recordedOn: LocalDate }[],
): readonly Acceptance[] {
  return events.flatMap(({ event, recordedOn }) => {
    if (event.type !== 'ClaimAcknowledged' || event.data.kind !== '277CA') return [];
    const { stage = 'payer', submissionNumber, answeredOn = recordedOn } = event.data;
    return stage === 'payer' ? [{ submissionNumber, on: answeredOn }] : [];
  });
}
