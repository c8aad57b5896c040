import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import { isPayersAcceptance } from '#libs/contracts/submission-chain.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import type { ClaimState, TimelyFiling } from './state.js';

type EventNamed<Type extends ClaimEvent['type']> = Extract<ClaimEvent, { type: Type }>;
type Deadline = Omit<EventNamed<'TimelyFilingDeadlineSet'>['data'], 'claimId' | 'patientId' | 'payerId'>;

/** A claim was rejected: by when must the payer have received it? */
export interface SetTimelyFilingDeadline {
  readonly type: 'SetTimelyFilingDeadline';
  readonly deadline: Deadline;
}

export interface RaiseTimelyFilingAlarm {
  readonly type: 'RaiseTimelyFilingAlarm';
  readonly daysBefore: number;
}

export interface MissTimelyFiling {
  readonly type: 'MissTimelyFiling';
}

/** A person says why it was missed. */
export interface ClearMissedTimelyFiling {
  readonly type: 'ClearMissedTimelyFiling';
  readonly reason: string;
  /** `user:{id}`. */
  readonly by: string;
}

export type TimelyFilingCommand =
  | SetTimelyFilingDeadline
  | RaiseTimelyFilingAlarm
  | MissTimelyFiling
  | ClearMissedTimelyFiling;

type Decided = Result<readonly ClaimEvent[]>;

const ids = ({ claimId, patientId, payerId }: ClaimState) => ({ claimId, patientId, payerId });

/** The clock runs while the payer has not taken the claim, and the claim is not closed. */
function isRunning({ timelyFiling, closed, balance }: ClaimState): boolean {
  return timelyFiling?.state === 'running' && closed === null && balance !== 'closed';
}

/** Only for a claim that stands rejected and that no payer has decided; the same day again changes nothing. */
function set({ deadline }: SetTimelyFilingDeadline, state: ClaimState): Decided {
  const { timelyFiling } = state;
  if (state.submission !== 'rejected' || state.adjudications.length > 0 || state.closed !== null) return accept([]);
  const same = timelyFiling?.statutoryDate === deadline.statutoryDate && timelyFiling.state !== 'met';
  return accept(same ? [] : [{ type: 'TimelyFilingDeadlineSet', data: { ...ids(state), ...deadline } }]);
}

function raise({ daysBefore }: RaiseTimelyFilingAlarm, state: ClaimState): Decided {
  const { timelyFiling } = state;
  if (!timelyFiling || !isRunning(state) || timelyFiling.rung.includes(daysBefore)) return accept([]);
  const { statutoryDate, workBy } = timelyFiling;
  return accept([
    { type: 'TimelyFilingDeadlineApproaching', data: { ...ids(state), statutoryDate, workBy, daysBefore } },
  ]);
}

function miss(state: ClaimState): Decided {
  if (!state.timelyFiling || !isRunning(state)) return accept([]);
  const { statutoryDate } = state.timelyFiling;
  return accept([{ type: 'TimelyFilingDeadlineMissed', data: { ...ids(state), statutoryDate } }]);
}

function clear({ reason, by }: ClearMissedTimelyFiling, state: ClaimState): Decided {
  if (state.timelyFiling?.state === 'cleared') return accept([]);
  if (state.timelyFiling?.state !== 'missed')
    return refuse('deadline.not-missed', 'This deadline was not missed.', 'kind');
  if (!by.startsWith('user:'))
    return refuse('deadline.person-missing', 'Only a person clears a missed deadline.', 'by');
  if (reason.trim() === '') return refuse('deadline.reason-missing', 'A missed deadline needs a reason.', 'reason');
  return accept([{ type: 'MissedTimelyFilingCleared', data: { ...ids(state), clearedBy: by, reason: reason.trim() } }]);
}

/** What becomes of the clock of a claim that was rejected. Each alarm rings once; it is missed once, and cleared with a reason alone. */
export function decideTimelyFiling(command: TimelyFilingCommand, state: ClaimState): Decided {
  if (state.draft === 0) return refuse('claim.unknown', 'No such claim was ever drafted.', 'claimId');
  switch (command.type) {
    case 'SetTimelyFilingDeadline':
      return set(command, state);
    case 'RaiseTimelyFilingAlarm':
      return raise(command, state);
    case 'MissTimelyFiling':
      return miss(state);
    case 'ClearMissedTimelyFiling':
      return clear(command, state);
  }
}

type ClockEvent = EventNamed<
  | 'TimelyFilingDeadlineSet'
  | 'TimelyFilingDeadlineApproaching'
  | 'TimelyFilingDeadlineMissed'
  | 'MissedTimelyFilingCleared'
  | 'ClaimAcknowledged'
  | 'ClaimAdjudicated'
>;

function evolve(clock: TimelyFiling | null, event: ClockEvent): TimelyFiling | null {
  if (event.type === 'TimelyFilingDeadlineSet') {
    const { statutoryDate, workBy }: { statutoryDate: LocalDate; workBy: LocalDate } = event.data;
    return { statutoryDate, workBy, rung: [], state: 'running' };
  }
  if (!clock) return null;
  switch (event.type) {
    case 'TimelyFilingDeadlineApproaching':
      return { ...clock, rung: [...clock.rung, event.data.daysBefore] };
    case 'TimelyFilingDeadlineMissed':
      return { ...clock, state: 'missed' };
    case 'MissedTimelyFilingCleared':
      return { ...clock, state: 'cleared' };
    case 'ClaimAcknowledged':
      return clock.state === 'running' && isPayersAcceptance(event) ? { ...clock, state: 'met' } : clock;
    case 'ClaimAdjudicated':
      return clock.state === 'running' ? { ...clock, state: 'met' } : clock;
  }
}

/** Folds one event into the clock: a payer that took the claim, or decided it, has it in time. */
export function withTimelyFiling(state: ClaimState, event: ClockEvent): ClaimState {
  return { ...state, timelyFiling: evolve(state.timelyFiling, event) };
}
