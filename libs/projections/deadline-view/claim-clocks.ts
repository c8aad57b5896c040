import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { claimEvents } from '#libs/contracts/events/claim-events.js';
import { isPayersAcceptance } from '#libs/contracts/submission-chain.js';
import { type Clock, moved, rung, started } from './clocks.js';

type ClaimEvent = ClearPartOf<(typeof claimEvents)[number]>;

const KIND = 'timely-filing';

/** Folds one event of a claim into its clock: by when a claim that was rejected must have been received. */
export function claimClocks(clocks: readonly Clock[], event: ClaimEvent): readonly Clock[] {
  switch (event.type) {
    case 'TimelyFilingDeadlineSet':
      return started(clocks, { ...event.data, kind: KIND, noticeDate: event.data.dateOfService });
    case 'TimelyFilingDeadlineApproaching':
      return rung(clocks, KIND, event.data.daysBefore);
    case 'TimelyFilingDeadlineMissed':
      return moved(clocks, KIND, ['running'], 'missed');
    case 'MissedTimelyFilingCleared':
      return moved(clocks, KIND, ['missed'], 'cleared');
    case 'ClaimAcknowledged':
      return isPayersAcceptance(event) ? moved(clocks, KIND, ['running'], 'met') : clocks;
    case 'ClaimAdjudicated':
      return moved(clocks, KIND, ['running'], 'met');
    case 'ClaimClosed':
    case 'ClaimWrittenOff':
      // Of one case: the claim goes on.
      if (event.type === 'ClaimWrittenOff' && event.data.number !== undefined) return clocks;
      return moved(clocks, KIND, ['running'], 'closed');
    default:
      return clocks;
  }
}
