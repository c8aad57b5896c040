import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import { type Cents, formatCents } from '#libs/kernel/money.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { notOpen, unknownCase } from './refusals.js';
import { type DenialState, idsOf, openCents } from './state.js';

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

/** Marks why it came to the denial, as the practice counts: `clinical-error`, `intake-error` or a tag of its own. */
export interface TagDenial {
  readonly type: 'TagDenial';
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly by: string;
}

/** What a person expects the case to bring yet. */
export interface ExpectRecovery {
  readonly type: 'ExpectRecovery';
  readonly expectedCents: Cents;
  readonly by: string;
}

type Decided = Result<readonly DenialEvent[]>;

export const TAG = /^[a-z](?:[a-z-]{0,38})[a-z]$/;
const MOST_TAGS = 20;

export function assignDenial({ owner }: AssignDenial, state: DenialState): Decided {
  if (state.status !== 'open') return notOpen(state);
  if (!/^(team|user):\S+$/.test(owner)) return refuse('denial.owner', 'must be team:{name} or user:{id}', 'owner');
  return accept(state.owner === owner ? [] : [{ type: 'DenialAssigned', data: { ...idsOf(state), owner } }]);
}

/** Also of a closed case: what was said is kept. The same note of the same person again is no second one. */
export function noteDenial({ note, by }: NoteDenial, state: DenialState): Decided {
  if (state.status === 'none') return unknownCase();
  if (note.trim() === '') return refuse('denial.note-empty', 'must not be blank', 'note');
  const { newestNote } = state.desk;
  if (newestNote?.by === by && newestNote.note === note) return accept([]);
  return accept([{ type: 'DenialNoted', data: { ...idsOf(state), notedBy: by, note } }]);
}

/** Also of a closed case: causes are counted afterwards. */
export function tagDenial({ add, remove, by }: TagDenial, state: DenialState): Decided {
  if (state.status === 'none') return unknownCase();
  if (!add.every((tag) => TAG.test(tag)))
    return refuse('denial.tag', 'must be 2 to 40 small letters and hyphens', 'add');
  const before = state.desk.tags;
  const tags = [...new Set([...before, ...add])].filter((tag) => !remove.includes(tag)).sort();
  if (tags.length > MOST_TAGS) return refuse('denial.tags', `A case has at most ${MOST_TAGS} tags.`, 'add');
  if (tags.join() === [...before].sort().join()) return accept([]);
  return accept([{ type: 'DenialTagged', data: { ...idsOf(state), tags, taggedBy: by } }]);
}

/** At most what is still denied. */
export function expectRecovery({ expectedCents, by }: ExpectRecovery, state: DenialState): Decided {
  if (state.status !== 'open') return notOpen(state);
  const most = openCents(state);
  if (expectedCents < 0 || expectedCents > most)
    return refuse('denial.expected', `must be at most ${formatCents(most)}, what is still denied`, 'expectedCents');
  if (state.desk.expectedRecoveryCents === expectedCents) return accept([]);
  return accept([{ type: 'DenialRecoveryExpected', data: { ...idsOf(state), expectedCents, expectedBy: by } }]);
}
