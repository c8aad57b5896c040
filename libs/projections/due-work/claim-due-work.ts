import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { claimEvents } from '#libs/contracts/events/claim-events.js';
import { type DueItem, type DueItems, open, settle } from './due-item.js';

type ClaimEvent = ClearPartOf<(typeof claimEvents)[number]>;

const isRelease = (item: DueItem) => item.kind === 'claim-release';
const isSubmission = (item: DueItem) => item.kind === 'claim-submit';
const isSubmissionOf = (number: number) => (item: DueItem) =>
  isSubmission(item) && item.detail.submissionNumber === number;

/**
 * What a claim has to be released and sent for. A submission stays open past `ClaimSubmitted`, because the file is written after that event; whoever
 * asks what is due leaves out those whose file is known to be out (`work.sent_claims`), and the payer's first answer closes it for good.
 */
export function claimDueWork(items: DueItems, event: ClaimEvent): DueItems {
  switch (event.type) {
    case 'ClaimDrafted': {
      const { claimId, draft, closesAt } = event.data;
      return open(items, {
        kind: 'claim-release',
        intent: claimId,
        dueAt: closesAt,
        revision: draft,
        detail: { claimId, draft },
      });
    }
    case 'ClaimReviewed': {
      const { claimId, draft, closesAt } = event.data;
      return open(items, { kind: 'claim-release', intent: claimId, dueAt: closesAt, detail: { claimId, draft } });
    }
    case 'ClaimHeld':
      return settle(items, 'superseded', isRelease);
    case 'ClaimReleased': {
      const { claimId, submissionNumber, payerId, releasedAt } = event.data;
      const unsent = settle(settle(items, 'done', isRelease), 'superseded', isUnsent);
      return open(unsent, {
        kind: 'claim-submit',
        intent: `${claimId}-${submissionNumber}`,
        dueAt: releasedAt,
        detail: { claimId, submissionNumber, payerId, submitted: false },
      });
    }
    case 'ClaimSubmitted': {
      const ofThis = isSubmissionOf(event.data.submissionNumber);
      return items.map((item) => (ofThis(item) ? { ...item, detail: { ...item.detail, submitted: true } } : item));
    }
    case 'ClaimAcknowledged':
    case 'ClaimRejected':
    case 'ClaimAdjudicated':
      return settle(items, 'done', isSubmissionOf(event.data.submissionNumber));
    case 'ClaimClosed':
    case 'ClaimWrittenOff':
      return settle(items, 'superseded', (item) => isRelease(item) || isUnsent(item));
    default:
      return items;
  }
}

/** Released, but not yet decided to be in a file: what has been submitted goes out whatever happens. */
function isUnsent(item: DueItem): boolean {
  return isSubmission(item) && item.detail.submitted === false;
}
