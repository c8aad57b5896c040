import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { ClaimSubmitted } from '#libs/contracts/events/claim-events.js';

/** One time that a claim was sent, and what the payer first said to it. */
export interface Submission {
  readonly number: number;
  readonly frequency: string;
  readonly patientControlNumber: string;
  readonly interchangeControlNumber: number;
  readonly denialId: string | null;
  readonly chargeCents: number;
  readonly submittedAt: string;
  readonly acceptedAt: string | null;
  readonly rejectedAt: string | null;
  readonly decidedOn: string | null;
}

type Answer = Partial<Pick<Submission, 'acceptedAt' | 'rejectedAt' | 'decidedOn'>>;

export function sent(before: readonly Submission[], data: ClearPartOf<typeof ClaimSubmitted>['data']): Submission[] {
  const { frequency, patientControlNumber, interchangeControlNumber, chargeCents, submittedAt } = data;
  const submission = {
    ...{ number: data.submissionNumber, frequency, patientControlNumber, interchangeControlNumber, chargeCents },
    ...{ denialId: data.denialId ?? null, submittedAt, acceptedAt: null, rejectedAt: null, decidedOn: null },
  };
  return [...before, submission];
}

/** Notes the payer's first answer of each kind; a later one of the same kind changes nothing. */
export function answered(before: readonly Submission[], number: number, answer: Answer): Submission[] {
  return before.map((submission) => {
    if (submission.number !== number) return submission;
    const { acceptedAt, rejectedAt, decidedOn } = submission;
    return {
      ...submission,
      acceptedAt: acceptedAt ?? answer.acceptedAt ?? null,
      rejectedAt: rejectedAt ?? answer.rejectedAt ?? null,
      decidedOn: decidedOn ?? answer.decidedOn ?? null,
    };
  });
}
