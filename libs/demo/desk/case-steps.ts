import type { CaseWork } from '#libs/commands/denial-path/work-denial-case.js';
import {
  appealPending,
  type DenialState,
  openCents,
  runningDeadlines,
  scheduledAttempt,
} from '#libs/domain/denial-case/state.js';
import type { WriteOffReason } from '#libs/domain/denial-case/write-off.js';
import { addDays, daysBetween, type LocalDate } from '#libs/kernel/local-date.js';

/** The person who works a made-up practice's cases, and the day on which. */
export interface AtTheDesk {
  readonly today: LocalDate;
  /** Business clock, ISO 8601. */
  readonly now: string;
  /** `user:{name}`. */
  readonly by: string;
}

/** Below this nobody appeals. */
const NOT_WORTH_A_LETTER_CENTS = 1_500;
/** Below this nobody goes on to a second level. */
const NOT_WORTH_A_SECOND_LETTER_CENTS = 8_000;
/** A letter is ready so many days after the notice; nothing is put off to the last days before its clock ends. */
const DAYS_TO_WRITE = 7;
const DAYS_IN_HAND = 10;
/** How long an answer to a corrected claim is waited for. */
const DAYS_TO_ANSWER = 35;

const FIRST_LEVELS: readonly string[] = ['redetermination', 'payer-appeal'];
const SECOND_LEVELS: readonly string[] = ['reconsideration', 'payer-appeal-2'];
const REOPENING = 'reopening';

const WHY_GIVEN_UP: Readonly<Record<string, WriteOffReason>> = {
  authorization: 'no-authorization',
  bundling: 'coding-error',
  coding: 'coding-error',
  documentation: 'documentation-missing',
  duplicate: 'duplicate',
  provider: 'registration-error',
  submission: 'registration-error',
  enrolment: 'registration-error',
  timely: 'timely-filing',
  units: 'coding-error',
};

/** What a conscientious biller does about a case today, in order; nothing where somebody else has the next move. Depends on its arguments alone. */
export function caseSteps(state: DenialState, desk: AtTheDesk): readonly CaseWork[] {
  if (state.status !== 'open' || !state.opened || !state.classification) return [];
  const taken: readonly CaseWork[] = state.owner === desk.by ? [] : [{ type: 'AssignDenial', owner: desk.by }];
  return [...taken, ...nextMove(state, desk)];
}

function nextMove(state: DenialState, desk: AtTheDesk): readonly CaseWork[] {
  if (state.overpayment) return giveBack(state, desk);
  const proposed = state.attempts.find(({ outcome }) => outcome === 'PROPOSED');
  if (proposed) {
    const { attempt } = proposed;
    return [{ type: 'DecideResubmission', attempt, decision: 'approve', by: desk.by, now: desk.now }];
  }
  if (scheduledAttempt(state) || appealPending(state) || isWaiting(state, desk)) return [];
  const won = state.appeals.find(({ decision }) => decision?.outcome === 'overturned')?.decision;
  if (won) return waitForAnswer(state, won.decidedOn, desk);
  if (isSentAgain(state)) return waitForAnswer(state, state.opened?.noticeDate ?? desk.today, desk);
  if (openCents(state) < NOT_WORTH_A_LETTER_CENTS) return writeOff(state, 'small-balance', desk);
  return byAction(state, desk);
}

function byAction(state: DenialState, desk: AtTheDesk): readonly CaseWork[] {
  const { action, alternatives = [], category = '' } = state.classification ?? {};
  const mayBill = action === 'PT' || alternatives.includes('PT');
  switch (action) {
    case 'PT':
      return [{ type: 'ResolveDenial', how: 'patient' }];
    case 'NEXT':
      return mayBill ? [{ type: 'ResolveDenial', how: 'patient' }] : appeal(state, desk);
    case 'POST':
      return writeOff(state, WHY_GIVEN_UP[category] ?? 'other', desk);
    case 'WO':
      return alternatives.includes('APPEAL')
        ? appeal(state, desk)
        : writeOff(state, WHY_GIVEN_UP[category] ?? 'appeal-not-worthwhile', desk);
    default:
      return appeal(state, desk);
  }
}

/** A letter at the lowest level that is open: a clerical matter is asked to be reopened first. Where none is left the case is given up. */
function appeal(state: DenialState, desk: AtTheDesk): readonly CaseWork[] {
  const running = runningDeadlines(state);
  const [byHand] = state.attempts.filter(({ outcome, route }) => outcome === 'APPROVED' && route === REOPENING);
  const levels = byHand || state.classification?.action === 'REOPEN' ? [REOPENING, ...FIRST_LEVELS] : FIRST_LEVELS;
  const first = levels.map((level) => running.find(({ kind }) => kind === level)).find((found) => found !== undefined);
  const second = running.find(({ kind }) => SECOND_LEVELS.includes(kind));
  const clock = first ?? (openCents(state) >= NOT_WORTH_A_SECOND_LETTER_CENTS ? second : undefined);
  if (!clock) return giveUp(state, desk);
  const { kind, noticeDate, workBy } = clock;
  const ready = daysBetween(noticeDate, desk.today) >= DAYS_TO_WRITE;
  const pressing = daysBetween(desk.today, workBy) <= DAYS_IN_HAND;
  if (!ready && !pressing) return [];
  return [...lookedAt(state, desk), { type: 'FileAppeal', level: kind, filedOn: desk.today, method: 'portal' }];
}

/** A new claim may still be sent as long as its clock runs; once only days are left of it, or where none runs, the case is given up. */
function giveUp(state: DenialState, desk: AtTheDesk): readonly CaseWork[] {
  const resend = runningDeadlines(state).find(({ kind }) => kind === 'timely-filing');
  const notice = state.opened?.noticeDate ?? desk.today;
  if (
    resend &&
    daysBetween(notice, desk.today) < DAYS_TO_ANSWER &&
    daysBetween(desk.today, resend.workBy) > DAYS_IN_HAND
  )
    return [];
  const category = state.classification?.category ?? '';
  const exhausted = state.appeals.some(({ decision }) => decision !== null);
  return writeOff(state, exhausted ? 'appeals-exhausted' : (WHY_GIVEN_UP[category] ?? 'appeal-not-worthwhile'), desk);
}

function writeOff(state: DenialState, reason: WriteOffReason, desk: AtTheDesk): readonly CaseWork[] {
  const note = reason === 'other' ? { note: 'Nothing to be had.' } : {};
  const amountCents = openCents(state);
  return [...lookedAt(state, desk), { type: 'WriteOffDenial', amountCents, reason, role: 'manager', ...note }];
}

/** What nobody knows the reason of is asked about before anything else is done. */
function lookedAt({ classification, desk: kept }: DenialState, { by }: AtTheDesk): readonly CaseWork[] {
  if (classification?.category !== 'UNKNOWN' || kept.lookedAt) return [];
  return [{ type: 'NoteDenial', note: 'Asked the payer what the code means.', by }];
}

const isWaiting = ({ waiting }: DenialState, { today }: AtTheDesk) => waiting !== null && waiting.until > today;

/** A correction left and the payer has not denied it again. */
function isSentAgain({ attempts, repeats, waiting }: DenialState): boolean {
  return waiting === null && repeats.length === 0 && attempts.some(({ outcome }) => outcome === 'SUCCESS');
}

/** Until the answer should be there, but never into the last days of a clock: then the letter is written all the same. */
function waitForAnswer(state: DenialState, from: LocalDate, desk: AtTheDesk): readonly CaseWork[] {
  const [nearest] = runningDeadlines(state);
  const expected = addDays(from, DAYS_TO_ANSWER);
  const latest = nearest ? addDays(nearest.workBy, -DAYS_IN_HAND) : expected;
  const [until = expected] = [expected, latest].sort();
  if (until <= desk.today) return nearest ? appeal(state, desk) : [];
  return [{ type: 'WaitOnDenial', waitingFor: 'payer', until }];
}

/** What was paid too much is given back after the payer had time to take it by itself. */
function giveBack({ opened, overpayment }: DenialState, { today, by }: AtTheDesk): readonly CaseWork[] {
  const notice = opened?.noticeDate ?? today;
  if (!overpayment || overpayment.outstandingCents === 0 || daysBetween(notice, today) < DAYS_TO_ANSWER) return [];
  const amountCents = overpayment.outstandingCents;
  return [{ type: 'ReturnOverpayment', amountCents, method: 'check', returnedOn: today, by }];
}
