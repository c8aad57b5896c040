import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import {
  afterAnswer,
  isAnswered,
  type StageAnswer,
  type SubmissionState,
  stageOf,
} from '#libs/contracts/submission-chain.js';
import { type ClaimState, newestSubmission, type Submission, type SubmissionAxis } from './state.js';

type SubmissionEvent = Extract<
  ClaimEvent,
  {
    type:
      | 'ClaimReleased'
      | 'ClaimSubmitted'
      | 'ClaimAcknowledged'
      | 'ClaimRejected'
      | 'ClaimSilent'
      | 'ClaimChased'
      | 'ClaimCrossedOver';
  }
>;

const AXIS: Readonly<Record<SubmissionState, SubmissionAxis>> = {
  released: 'ready',
  submitted: 'sent',
  'crossed-over': 'sent',
  'interchange-accepted': 'sent',
  'syntax-accepted': 'sent',
  // A clearinghouse's word is not the payer's: the claim counts as accepted when the payer says so.
  'clearinghouse-accepted': 'sent',
  'payer-accepted': 'accepted',
  rejected: 'rejected',
};

/**
 * The claim stands where its newest submission stands; an answer to an older one changes only that one. One that says again what was known
 * leaves a draft that was corrected meanwhile what it is.
 */
function withSubmissions(state: ClaimState, submissions: readonly Submission[]): ClaimState {
  const newest = submissions.at(-1);
  const before = newestSubmission(state);
  const hasMoved = newest !== undefined && newest.state !== before?.state;
  return { ...state, submissions, submission: hasMoved ? AXIS[newest.state] : state.submission };
}

function change(state: ClaimState, number: number, changed: (submission: Submission) => Submission): ClaimState {
  return withSubmissions(
    state,
    state.submissions.map((submission) => (submission.number === number ? changed(submission) : submission)),
  );
}

/** Names an acknowledgement, so that the same one again is known; one file may bring several stages' answers, and both of one stage. */
export function acknowledgementKey({ type, data }: StageAnswer & { data: { interchangeId: string } }): string {
  return [data.kind, stageOf(data), type === 'ClaimAcknowledged' ? 'accepted' : 'rejected', data.interchangeId].join(
    '|',
  );
}

export function evolveSubmission(state: ClaimState, event: SubmissionEvent): ClaimState {
  if (event.type === 'ClaimReleased') {
    const { submissionNumber, frequency, payerControlNumber, denialId, lines, content, releasedAt } = event.data;
    return withSubmissions({ ...state, holds: [], outdated: null, balance: 'insurer' }, [
      ...state.submissions,
      {
        number: submissionNumber,
        frequency,
        state: 'released',
        stage: null,
        silences: [],
        ...(payerControlNumber === undefined ? {} : { payerControlNumber }),
        ...(denialId === undefined ? {} : { denialId }),
        lines,
        content,
        releasedAt,
        acknowledgements: [],
      },
    ]);
  }
  if (event.type === 'ClaimSubmitted') {
    const { submissionNumber, submittedAt, patientControlNumber, interchangeControlNumber, usage } = event.data;
    const { patientPaidCents } = event.data;
    return change(state, submissionNumber, (submission) => ({
      ...submission,
      state: 'submitted',
      submittedAt,
      patientControlNumber,
      interchangeControlNumber,
      usage,
      ...(patientPaidCents === undefined ? {} : { patientPaidCents }),
    }));
  }
  if (event.type === 'ClaimCrossedOver') return crossedOver(state, event.data);
  if (event.type === 'ClaimSilent' || event.type === 'ClaimChased') {
    const { submissionNumber, awaited } = event.data;
    return change(state, submissionNumber, (submission) => ({
      ...submission,
      silences: [
        ...submission.silences.filter((one) => one.awaited !== awaited),
        { awaited, chasedUntil: event.type === 'ClaimChased' ? event.data.lookAgainAt : null },
      ],
    }));
  }
  return change(state, event.data.submissionNumber, (submission) => answered(submission, event));
}

function answered(
  submission: Submission,
  event: Extract<SubmissionEvent, { type: 'ClaimAcknowledged' | 'ClaimRejected' }>,
): Submission {
  const { payerControlNumber, answeredOn } = event.data;
  const after = { ...submission, ...afterAnswer(submission, event) };
  const silences = submission.silences.filter(({ awaited }) => !isAnswered(awaited, after));
  const taken = event.type === 'ClaimAcknowledged' && after.state === 'payer-accepted';
  return {
    ...after,
    silences,
    ...(payerControlNumber === undefined ? {} : { acknowledgedNumber: payerControlNumber }),
    ...(taken && answeredOn !== undefined && submission.acceptedOn === undefined ? { acceptedOn: answeredOn } : {}),
    acknowledgements: [...submission.acknowledgements, acknowledgementKey(event)],
  };
}

/** The payer before sent it: a submission like one of ours, under that payer's number of it. */
function crossedOver(
  state: ClaimState,
  {
    submissionNumber,
    lines,
    content,
    crossedOverOn,
    patientControlNumber,
  }: Extract<SubmissionEvent, { type: 'ClaimCrossedOver' }>['data'],
): ClaimState {
  const submission: Submission = {
    number: submissionNumber,
    frequency: '1',
    state: 'crossed-over',
    stage: null,
    silences: [],
    lines,
    content,
    releasedAt: crossedOverOn,
    patientControlNumber,
    acknowledgements: [],
  };
  return withSubmissions({ ...state, holds: [], outdated: null, balance: 'insurer' }, [
    ...state.submissions,
    submission,
  ]);
}
