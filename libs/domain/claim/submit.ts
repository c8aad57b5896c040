import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { AcknowledgedStatus, AnswerDue, SubmissionStage } from '#libs/contracts/events/shapes.js';
import { patientControlNumberOf } from '#libs/contracts/streams.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import { sumCents } from '#libs/kernel/money.js';
import { accept, type RefusalDetail, type Result, refuse } from '#libs/kernel/result.js';
import { patientPaidCents } from './evolve-patient-money.js';
import { acknowledgementKey } from './evolve-submission.js';
import { type ClaimState, newestSubmission, submissionOf } from './state.js';

/** Fixes what goes out under which control numbers; the file is written from the event, once. */
export interface SubmitClaim {
  readonly type: 'SubmitClaim';
  readonly submissionNumber: number;
  readonly interchangeControlNumber: number;
  readonly groupControlNumber: number;
  readonly transactionControlNumber: string;
  readonly usage: 'T' | 'P';
  readonly submittedAt: string;
  /** From when on each answer of the payer is overdue. */
  readonly answersDue?: readonly AnswerDue[];
}

/** A TA1, 999 or 277CA answered a submission. */
export interface AcknowledgeClaim {
  readonly type: 'AcknowledgeClaim';
  readonly submissionNumber: number;
  readonly kind: 'TA1' | '999' | '277CA';
  readonly accepted: boolean;
  readonly statuses: readonly AcknowledgedStatus[];
  readonly payerControlNumber?: string;
  /** The interchange that brought the answer. */
  readonly interchangeId: string;
  /** Who answered; told by the kind alone where absent. */
  readonly stage?: SubmissionStage;
  /** The day that the answer states, else that on which it came. */
  readonly answeredOn?: LocalDate;
}

type Decided = Result<readonly ClaimEvent[], RefusalDetail>;

/** A released submission is submitted once; asked again, its first control numbers stand. */
export function submitClaim(command: SubmitClaim, state: ClaimState): Decided {
  const { submissionNumber, interchangeControlNumber, groupControlNumber, transactionControlNumber } = command;
  const submission = submissionOf(state, submissionNumber);
  if (!submission) return refuse('submission.unknown', 'No such submission was ever released.', 'submissionNumber');
  if (submission.state !== 'released') return accept([]);
  if (submission !== newestSubmission(state)) {
    return refuse('submission.superseded', 'Another submission took its place before it was sent.', 'submissionNumber');
  }
  const { claimId, patientId, payerId } = state;
  const { frequency, payerControlNumber, denialId, lines, content } = submission;
  const paidCents = patientPaidCents(state);
  return accept([
    {
      type: 'ClaimSubmitted',
      data: {
        claimId,
        patientId,
        payerId,
        submissionNumber,
        frequency,
        patientControlNumber: patientControlNumberOf(claimId, submissionNumber),
        ...(payerControlNumber === undefined ? {} : { payerControlNumber }),
        interchangeControlNumber,
        groupControlNumber,
        transactionControlNumber,
        usage: command.usage,
        chargeCents: sumCents(lines.map((line) => line.chargeCents)),
        lines: [...lines],
        ...(paidCents > 0 ? { patientPaidCents: paidCents } : {}),
        ...(denialId === undefined ? {} : { denialId }),
        submittedAt: command.submittedAt,
        ...(command.answersDue === undefined ? {} : { answersDue: [...command.answersDue] }),
        content,
      },
    },
  ]);
}

/** Each answer is recorded once. A rejection is no denial: nothing was adjudicated. */
export function acknowledgeClaim(command: AcknowledgeClaim, state: ClaimState): Decided {
  const { type: _type, accepted, statuses, ...answer } = command;
  const submission = submissionOf(state, command.submissionNumber);
  if (!submission) return refuse('submission.unknown', 'No such submission was ever released.', 'submissionNumber');
  if (submission.state === 'released') return refuse('submission.not-sent', 'The submission was not sent yet.');
  const { claimId, patientId, payerId } = state;
  const event = {
    type: accepted ? ('ClaimAcknowledged' as const) : ('ClaimRejected' as const),
    data: { claimId, patientId, payerId, ...answer, statuses: [...statuses] },
  };
  return accept(submission.acknowledgements.includes(acknowledgementKey(event)) ? [] : [event]);
}
