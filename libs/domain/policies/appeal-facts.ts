import { localDateAt } from '#libs/kernel/time-zone.js';
import type { PayerProfile } from '#libs/rules/payer-profile.js';
import { alarmPlanOf, type PracticeProfile } from '#libs/rules/practice.js';
import { decisionDueOn, levelAfter } from '../denial-case/appeal-levels.js';
import { countDeadline, type DeadlineData, GOOD_CAUSE, minimumCentsOf } from '../denial-case/deadlines.js';
import type { DecideAppeal, DecisionFacts } from '../denial-case/decide-appeal.js';
import type { AppealedTogether, FileAppeal, FilingFacts } from '../denial-case/file-appeal.js';
import type { DenialState } from '../denial-case/state.js';
import { payerOf } from './denial-to-open.js';

/** What the shell knows when somebody works an appeal. */
export interface AppealSurroundings {
  readonly practice: PracticeProfile;
  readonly data: DeadlineData;
  /** Business clock. */
  readonly now: Date;
  /** `user:{id}`. */
  readonly by: string;
}

/**
 * The payer as the case knows it. Whether the practice had a contract is the case's to say: its first clock was counted by that, and a contract that was
 * signed since changes nothing for a decision that was made before.
 */
export function payerOfCase({ opened, deadlines }: DenialState, practice: PracticeProfile): PayerProfile {
  if (!opened) throw new Error('a denial case that was never opened has no payer');
  const payer = payerOf(practice, opened.payerId, opened.payerKind);
  return deadlines.length === 0
    ? payer
    : { ...payer, network: deadlines.some(({ nonContract }) => nonContract) ? 'out' : 'in' };
}

function goodCauseUntil(
  { level }: Pick<FileAppeal, 'level'>,
  state: DenialState,
  payer: PayerProfile,
  data: DeadlineData,
) {
  const notice = state.deadlines.find(({ kind }) => kind === level)?.noticeDate;
  if (level !== 'reopening' || notice === undefined) return undefined;
  const counted = countDeadline({ kind: level, payer, notice, level: GOOD_CAUSE }, data);
  return counted.ok ? counted.value.deadline.statutoryDate : undefined;
}

/** The facts of filing an appeal of a case, alone or together with others. */
export function filingFacts(
  request: Omit<FileAppeal, 'facts'>,
  state: DenialState,
  others: readonly AppealedTogether[],
  { practice, data, now, by }: AppealSurroundings,
): FilingFacts {
  const { level, filedOn } = request;
  const payer = payerOfCase(state, practice);
  const minimumCents = minimumCentsOf(level, filedOn, data.minimums);
  const dueOn = decisionDueOn(level, payer, filedOn, data);
  const until = goodCauseUntil(request, state, payer, data);
  return {
    today: localDateAt(now, alarmPlanOf(practice).timeZone),
    by,
    others,
    packetRequired: level !== 'reopening' && payer.appealPacket === 'required',
    ...(minimumCents === undefined ? {} : { minimumCents }),
    ...(dueOn === undefined ? {} : { decisionDueOn: dueOn }),
    ...(until === undefined ? {} : { goodCauseUntil: until }),
  };
}

/** The facts of a decision: above all which level follows, whose clock runs from the decision's date. */
export function decisionFacts(
  { level, decidedOn }: Omit<DecideAppeal, 'facts'>,
  state: DenialState,
  { practice, data, now, by }: AppealSurroundings,
): DecisionFacts {
  const alarms = alarmPlanOf(practice);
  const next = levelAfter(level, payerOfCase(state, practice), decidedOn, data);
  return { today: localDateAt(now, alarms.timeZone), by, alarms, now, next };
}
