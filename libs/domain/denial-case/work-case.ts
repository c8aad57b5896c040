import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { notOpen, unknownCase } from './refusals.js';
import { type DenialState, idsOf } from './state.js';

export interface AssignDenial {
  readonly type: 'AssignDenial';
  /** `team:{name}` or `user:{id}`. */
  readonly owner: string;
}

export interface NoteDenial {
  readonly type: 'NoteDenial';
  readonly note: string;
  readonly by: string;
}

/** Nothing can be done before somebody answers. */
export interface WaitOnDenial {
  readonly type: 'WaitOnDenial';
  readonly waitingFor: 'payer' | 'clinic' | 'therapist' | 'patient';
  readonly until: LocalDate;
}

type Decided = Result<readonly DenialEvent[]>;

export function assignDenial({ owner }: AssignDenial, state: DenialState): Decided {
  if (state.status !== 'open') return notOpen(state);
  if (!/^(team|user):\S+$/.test(owner)) return refuse('denial.owner', 'must be team:{name} or user:{id}', 'owner');
  return accept(state.owner === owner ? [] : [{ type: 'DenialAssigned', data: { ...idsOf(state), owner } }]);
}

/** Also of a closed case: what was said is kept. The same note of the same person again is no second one. */
export function noteDenial({ note, by }: NoteDenial, state: DenialState): Decided {
  if (state.status === 'none') return unknownCase();
  if (note.trim() === '') return refuse('denial.note-empty', 'must not be blank', 'note');
  const { newestNote } = state;
  if (newestNote?.by === by && newestNote.note === note) return accept([]);
  return accept([{ type: 'DenialNoted', data: { ...idsOf(state), notedBy: by, note } }]);
}

/** A case never waits past the day by which its earliest running clock must be worked. */
export function waitOnDenial({ waitingFor, until }: WaitOnDenial, state: DenialState): Decided {
  if (state.status !== 'open') return notOpen(state);
  const { waiting, deadlines } = state;
  if (waiting?.waitingFor === waitingFor && waiting.until === until) return accept([]);
  if (deadlines.some((deadline) => !deadline.missed && until > deadline.workBy))
    return refuse('denial.wait-past-deadline', 'must not be later than the day to work the case by', 'until');
  return accept([{ type: 'DenialWaiting', data: { ...idsOf(state), waitingFor, until } }]);
}
