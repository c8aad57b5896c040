import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type {
  ClaimAcknowledged,
  ClaimChased,
  ClaimCrossedOver,
  ClaimRejected,
  ClaimSilent,
  ClaimSubmitted,
} from '#libs/contracts/events/claim-events.js';
import type { AwaitedAnswer, SubmissionStage } from '#libs/contracts/events/shapes.js';
import { afterAnswer, isAnswered, type SubmissionState } from '#libs/contracts/submission-chain.js';

/** One time that a claim was sent, and what the payer first said to it. */
export interface Submission {
  readonly number: number;
  readonly frequency: string;
  readonly patientControlNumber: string;
  /** Null where the payer before sent it. */
  readonly interchangeControlNumber: number | null;
  readonly denialId: string | null;
  readonly chargeCents: number;
  readonly submittedAt: string;
  readonly acceptedAt: string | null;
  readonly rejectedAt: string | null;
  readonly decidedOn: string | null;
  /** How far it has come; absent on rows from before it was told. */
  readonly state?: SubmissionState;
  readonly stage?: SubmissionStage | null;
  /** The day on which the payer itself took it: proof of timely filing. */
  readonly payerAcceptedOn?: string | null;
  /** Answers that stay out past their day. */
  readonly silences?: readonly Silence[];
}

/** An answer that stays out, and who asked for it last. */
export interface Silence {
  readonly awaited: AwaitedAnswer;
  readonly since: string;
  readonly chasedBy: string | null;
  readonly nextOn: string | null;
}

/** The payer before sent the claim on: it is waited for like one of ours. */
export function sentOn(
  before: readonly Submission[],
  { submissionNumber: number, patientControlNumber, lines }: ClearPartOf<typeof ClaimCrossedOver>['data'],
  submittedAt: string,
): Submission[] {
  const chargeCents = lines.reduce((cents, line) => cents + line.chargeCents, 0);
  const submission: Submission = {
    ...{ number, frequency: '1', patientControlNumber, interchangeControlNumber: null, denialId: null, chargeCents },
    ...{ submittedAt, acceptedAt: null, rejectedAt: null, decidedOn: null },
    ...{ state: 'crossed-over', stage: null, payerAcceptedOn: null, silences: [] },
  };
  return [...before, submission];
}

type Answer = Partial<Pick<Submission, 'acceptedAt' | 'rejectedAt' | 'decidedOn'>>;

export function sent(before: readonly Submission[], data: ClearPartOf<typeof ClaimSubmitted>['data']): Submission[] {
  const { frequency, patientControlNumber, interchangeControlNumber, chargeCents, submittedAt } = data;
  const submission = {
    ...{ number: data.submissionNumber, frequency, patientControlNumber, interchangeControlNumber, chargeCents },
    ...{ denialId: data.denialId ?? null, submittedAt, acceptedAt: null, rejectedAt: null, decidedOn: null },
    ...{ state: 'submitted' as const, stage: null, payerAcceptedOn: null, silences: [] },
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

type Acknowledged = ClearPartOf<typeof ClaimAcknowledged> | ClearPartOf<typeof ClaimRejected>;
type Silenced = ClearPartOf<typeof ClaimSilent> | ClearPartOf<typeof ClaimChased>;

function changed(before: readonly Submission[], number: number, change: (one: Submission) => Partial<Submission>) {
  return before.map((one) => (one.number === number ? { ...one, ...change(one) } : one));
}

/** Moves a submission as its acknowledgement says, and ends the waits that it answers. */
export function acknowledged(before: readonly Submission[], event: Acknowledged): Submission[] {
  const { submissionNumber, answeredOn } = event.data;
  return changed(before, submissionNumber, ({ state = 'submitted', stage = null, silences = [], ...one }) => {
    const after = afterAnswer({ state, stage }, event);
    const taken = event.type === 'ClaimAcknowledged' && after.state === 'payer-accepted';
    return {
      ...after,
      payerAcceptedOn: one.payerAcceptedOn ?? (taken ? (answeredOn ?? null) : null),
      silences: silences.filter(({ awaited }) => !isAnswered(awaited, after)),
    };
  });
}

/** Notes an answer that stays out, or that a person asked for it. */
export function silent(before: readonly Submission[], { type, data }: Silenced): Submission[] {
  return changed(before, data.submissionNumber, ({ silences = [] }) => {
    const known = silences.find(({ awaited }) => awaited === data.awaited);
    const since = known?.since ?? (type === 'ClaimSilent' ? data.since : '');
    const chased =
      type === 'ClaimChased' ? { chasedBy: data.chasedBy, nextOn: data.nextOn } : { chasedBy: null, nextOn: null };
    const silence: Silence = { awaited: data.awaited, since, ...chased };
    return { silences: [...silences.filter((one) => one !== known), silence] };
  });
}

/** A decision, or a newer submission, ends every wait for what went before. */
export function waitNoMore(before: readonly Submission[], upTo: number): Submission[] {
  return before.map((one) => (one.number <= upTo ? { ...one, silences: [] } : one));
}
