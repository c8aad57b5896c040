import type { AwaitedAnswer, SubmissionStage } from './events/shapes.js';

/*
 * TA1 → 999 → clearinghouse's 277CA → payer's 277CA: what the answers to one submission say together. In one place, because the decider and
 * every view fold it from the same events.
 */

/** How far one submission has come. */
export type SubmissionState =
  | 'released'
  | 'submitted'
  | 'crossed-over'
  | 'interchange-accepted'
  | 'syntax-accepted'
  | 'clearinghouse-accepted'
  | 'payer-accepted'
  | 'rejected';

/** What counts of a submission's answers so far. */
export interface SubmissionAnswers {
  readonly state: SubmissionState;
  /** The furthest stage that answered; null before the first answer. */
  readonly stage: SubmissionStage | null;
}

/** The part of a `ClaimAcknowledged` or `ClaimRejected` that moves a submission. */
export interface StageAnswer {
  readonly type: 'ClaimAcknowledged' | 'ClaimRejected';
  readonly data: {
    readonly kind: 'TA1' | '999' | '277CA';
    readonly stage?: SubmissionStage | undefined;
    readonly statuses: readonly { readonly category: string }[];
  };
}

const STAGES: readonly SubmissionStage[] = ['interchange', 'syntax', 'clearinghouse', 'payer'];
const OF_KIND = { TA1: 'interchange', '999': 'syntax', '277CA': 'payer' } as const;
/** Of a payer's 277CA: accepted into adjudication, or split. A0 and A1 say that it came, not that it was taken (rules: A1 received, A2 accepted). */
const TAKEN_INTO_ADJUDICATION = new Set(['A2', 'A5']);

/** The stage that an answer comes from; those of before it was told apart by their kind alone. */
export function stageOf({ kind, stage }: StageAnswer['data']): SubmissionStage {
  return stage ?? OF_KIND[kind];
}

const rankOf = (stage: SubmissionStage | null) => (stage === null ? -1 : STAGES.indexOf(stage));

function acceptedAt({ data }: StageAnswer): SubmissionState {
  const stage = stageOf(data);
  if (stage === 'interchange') return 'interchange-accepted';
  if (stage === 'syntax') return 'syntax-accepted';
  // An answer from before stages were told apart counted as the payer's acceptance, and still does.
  const taken = data.stage === undefined || data.statuses.some(({ category }) => TAKEN_INTO_ADJUDICATION.has(category));
  return stage === 'payer' && taken ? 'payer-accepted' : 'clearinghouse-accepted';
}

/**
 * A submission after one more answer. A later stage outweighs an earlier one, whichever came first, and may refuse what an earlier one took;
 * within a stage a refusal stands against what was said before and after it.
 */
export function afterAnswer(before: SubmissionAnswers, answer: StageAnswer): SubmissionAnswers {
  const stage = stageOf(answer.data);
  const ahead = rankOf(stage) - rankOf(before.stage);
  if (ahead < 0 || (ahead === 0 && before.state === 'rejected')) return before;
  if (answer.type === 'ClaimRejected') return { state: 'rejected', stage };
  const state = acceptedAt(answer);
  // A payer that says again that it has received the claim has not given it back.
  return ahead === 0 && before.state === 'payer-accepted' ? before : { state, stage };
}

/** True where a submission no longer waits for an answer: a 999 is answered by whatever comes after it, and a refusal ends every wait for an acknowledgement. */
export function isAnswered(awaited: AwaitedAnswer, { state, stage }: SubmissionAnswers): boolean {
  if (state === 'rejected') return true;
  if (awaited === '999') return rankOf(stage) >= rankOf('syntax');
  return awaited === '277CA' && stage === 'payer';
}

/** True for the answer with which the payer itself takes the claim: what it has received so is in time. */
export function isPayersAcceptance(answer: StageAnswer): boolean {
  return afterAnswer({ state: 'submitted', stage: null }, answer).state === 'payer-accepted';
}
