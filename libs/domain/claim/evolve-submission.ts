import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { ClaimState, Submission, SubmissionAxis, SubmissionState } from './state.js';

type SubmissionEvent = Extract<
  ClaimEvent,
  { type: 'ClaimReleased' | 'ClaimSubmitted' | 'ClaimAcknowledged' | 'ClaimRejected' }
>;
type Acknowledgement = Extract<SubmissionEvent, { type: 'ClaimAcknowledged' | 'ClaimRejected' }>;

const AXIS: Readonly<Record<SubmissionState, SubmissionAxis>> = {
  released: 'ready',
  submitted: 'sent',
  acknowledged: 'sent',
  accepted: 'accepted',
  rejected: 'rejected',
};

/** The claim stands where its newest submission stands; an answer to an older one changes only that one. */
function withSubmissions(state: ClaimState, submissions: readonly Submission[]): ClaimState {
  const newest = submissions.at(-1);
  return { ...state, submissions, submission: newest ? AXIS[newest.state] : state.submission };
}

function change(state: ClaimState, number: number, changed: (submission: Submission) => Submission): ClaimState {
  return withSubmissions(
    state,
    state.submissions.map((submission) => (submission.number === number ? changed(submission) : submission)),
  );
}

/** Names an acknowledgement, so that the same one again is known. */
export function acknowledgementKey(acknowledgement: { kind: string; interchangeId: string }): string {
  return `${acknowledgement.kind}|${acknowledgement.interchangeId}`;
}

/** A payer's 277CA outranks the envelope's acknowledgements; a late 999 does not take acceptance back. */
function answered(event: Acknowledgement, before: SubmissionState): SubmissionState {
  if (event.type === 'ClaimRejected') return 'rejected';
  if (event.data.kind === '277CA') return 'accepted';
  return before === 'submitted' ? 'acknowledged' : before;
}

export function evolveSubmission(state: ClaimState, event: SubmissionEvent): ClaimState {
  if (event.type === 'ClaimReleased') {
    const { submissionNumber, frequency, payerControlNumber, denialId, lines, content, releasedAt } = event.data;
    return withSubmissions({ ...state, holds: [], balance: 'insurer' }, [
      ...state.submissions,
      {
        number: submissionNumber,
        frequency,
        state: 'released',
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
    return change(state, submissionNumber, (submission) => ({
      ...submission,
      state: 'submitted',
      submittedAt,
      patientControlNumber,
      interchangeControlNumber,
      usage,
    }));
  }
  return change(state, event.data.submissionNumber, (submission) => ({
    ...submission,
    state: answered(event, submission.state),
    acknowledgements: [...submission.acknowledgements, acknowledgementKey(event.data)],
  }));
}
