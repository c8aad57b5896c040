import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { claimEvents } from '#libs/contracts/events/claim-events.js';
import type { AnswerDue, AwaitedAnswer, SubmissionStage } from '#libs/contracts/events/shapes.js';
import {
  afterAnswer,
  isAnswered,
  isPayersAcceptance,
  type StageAnswer,
  type SubmissionState,
} from '#libs/contracts/submission-chain.js';
import { alarmRang, deadlinePassed, isDeadline, withDeadline } from './deadline-items.js';
import { type DueItem, type DueItems, open, settle } from './due-item.js';

type ClaimEvent = ClearPartOf<(typeof claimEvents)[number]>;

const TIMELY_FILING = 'timely-filing';
const isRelease = (item: DueItem) => item.kind === 'claim-release';
const isSubmission = (item: DueItem) => item.kind === 'claim-submit';
const isSubmissionOf = (number: number) => (item: DueItem) =>
  isSubmission(item) && item.detail.submissionNumber === number;
const isWait = (item: DueItem) => item.kind === 'claim-silent';
const isWaitOf =
  (number: number, awaited: (answer: AwaitedAnswer) => boolean = () => true) =>
  (item: DueItem) =>
    isWait(item) && item.detail.submissionNumber === number && awaited(item.detail.awaited as AwaitedAnswer);

/**
 * What a claim has to be released and sent for. A submission stays open past `ClaimSubmitted`, because the file is written after that event; whoever
 * asks what is due leaves out those whose file is known to be out (`work.sent_claims`), and the payer's first answer closes it for good. Then each
 * answer is waited for until it comes, or until what comes after it shows that it was given.
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
      const unsent = settle(settle(items, 'done', isRelease), 'superseded', (item) => isUnsent(item) || isWait(item));
      return open(unsent, {
        kind: 'claim-submit',
        intent: `${claimId}-${submissionNumber}`,
        dueAt: releasedAt,
        detail: { claimId, submissionNumber, payerId, submitted: false },
      });
    }
    case 'ClaimSubmitted': {
      const ofThis = isSubmissionOf(event.data.submissionNumber);
      const sent = items.map((item) =>
        ofThis(item) ? { ...item, detail: { ...item.detail, submitted: true } } : item,
      );
      return waitForAnswers(sent, event.data);
    }
    case 'ClaimCrossedOver':
      return waitForAnswers(settle(items, 'superseded', isRelease), event.data);
    case 'TimelyFilingDeadlineSet':
      return withDeadline(items, { ...event.data, kind: TIMELY_FILING, of: { claimId: event.data.claimId } });
    case 'TimelyFilingDeadlineApproaching':
      return alarmRang(items, { kind: TIMELY_FILING, daysBefore: event.data.daysBefore });
    case 'TimelyFilingDeadlineMissed':
      return deadlinePassed(items, TIMELY_FILING);
    case 'ClaimAcknowledged':
    case 'ClaimRejected': {
      const { submissionNumber } = event.data;
      const received = event.type === 'ClaimAcknowledged' && isPayersAcceptance(event);
      const clocked = received ? settle(items, 'superseded', isDeadline) : items;
      const answered = settle(clocked, 'done', isSubmissionOf(submissionNumber));
      return answered.map((item) => (isWaitOf(submissionNumber)(item) ? afterAnswerTo(item, event) : item));
    }
    case 'ClaimAdjudicated': {
      const { submissionNumber } = event.data;
      const clocked = settle(items, 'superseded', isDeadline);
      return settle(settle(clocked, 'done', isSubmissionOf(submissionNumber)), 'done', isWaitOf(submissionNumber));
    }
    case 'ClaimSilent': {
      const { submissionNumber, awaited } = event.data;
      return settle(
        items,
        'done',
        isWaitOf(submissionNumber, (one) => one === awaited),
      );
    }
    case 'ClaimChased': {
      const { claimId, submissionNumber, awaited, lookAgainAt } = event.data;
      return waitForAnswers(items, { claimId, submissionNumber, answersDue: [{ awaited, dueAt: lookAgainAt }] });
    }
    case 'ClaimClosed':
    case 'ClaimWrittenOff':
      // A case's write-off leaves the claim's other cases what they are.
      if (event.type === 'ClaimWrittenOff' && event.data.number !== undefined) return items;
      return settle(
        items,
        'superseded',
        (item) => isRelease(item) || isUnsent(item) || isWait(item) || isDeadline(item),
      );
    default:
      return items;
  }
}

/** Released, but not yet decided to be in a file: what has been submitted goes out whatever happens. */
function isUnsent(item: DueItem): boolean {
  return isSubmission(item) && item.detail.submitted === false;
}

/** The wait after one more answer; what has come of the submission goes along, since an early stage that answers late ends no wait. */
function afterAnswerTo(item: DueItem, event: StageAnswer): DueItem {
  const { awaited, answered = 'submitted', stage = '' } = item.detail;
  const known = { state: answered as SubmissionState, stage: stage === '' ? null : (stage as SubmissionStage) };
  const after = afterAnswer(known, event);
  const isOver = item.state === 'open' && isAnswered(awaited as AwaitedAnswer, after);
  const detail = { ...item.detail, answered: after.state, stage: after.stage ?? '' };
  return { ...item, ...(isOver ? { state: 'done' as const } : {}), detail };
}

/** One look at each answer that is waited for, at the instant from which it is overdue. */
function waitForAnswers(
  items: DueItems,
  submission: { claimId: string; submissionNumber: number; answersDue?: readonly AnswerDue[] | undefined },
): DueItems {
  const { claimId, submissionNumber, answersDue = [] } = submission;
  return answersDue.reduce((all, { awaited, dueAt }) => {
    const known = all.find(isWaitOf(submissionNumber, (one) => one === awaited))?.detail;
    return open(all, {
      kind: 'claim-silent',
      intent: `${claimId}-${submissionNumber}-${awaited}`,
      dueAt,
      detail: { ...known, claimId, submissionNumber, awaited, since: dueAt },
    });
  }, items);
}
