import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { AcknowledgedStatus } from '#libs/contracts/events/shapes.js';
import { patientControlNumberOf } from '#libs/contracts/streams.js';
import { sumCents } from '#libs/kernel/money.js';
import { accept, type RefusalDetail, type Result, refuse } from '#libs/kernel/result.js';
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
        ...(denialId === undefined ? {} : { denialId }),
        submittedAt: command.submittedAt,
        content,
      },
    },
  ]);
}

/** Each answer is recorded once. A rejection is no denial: nothing was adjudicated. */
export function acknowledgeClaim(command: AcknowledgeClaim, state: ClaimState): Decided {
  const { submissionNumber, kind, accepted, statuses, payerControlNumber, interchangeId } = command;
  const submission = submissionOf(state, submissionNumber);
  if (!submission) return refuse('submission.unknown', 'No such submission was ever released.', 'submissionNumber');
  if (submission.state === 'released') return refuse('submission.not-sent', 'The submission was not sent yet.');
  if (submission.acknowledgements.includes(acknowledgementKey(command))) return accept([]);
  const { claimId, patientId, payerId } = state;
  return accept([
    {
      type: accepted ? 'ClaimAcknowledged' : 'ClaimRejected',
      data: {
        claimId,
        patientId,
        payerId,
        submissionNumber,
        kind,
        statuses: [...statuses],
        ...(payerControlNumber === undefined ? {} : { payerControlNumber }),
        interchangeId,
      },
    },
  ]);
}
