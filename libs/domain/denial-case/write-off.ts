import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import { type Cents, formatCents } from '#libs/kernel/money.js';
import { accept, type RefusalDetail, type Result, refuse } from '#libs/kernel/result.js';
import type { PersonRole } from '#libs/rules/person-role.js';
import { isPerson } from './desk-state.js';
import { unknownCase } from './refusals.js';
import { type DenialState, idsOf, openCents } from './state.js';

/** Why a practice gives up what was denied. */
export const WRITE_OFF_REASONS = [
  'appeal-not-worthwhile',
  'appeals-exhausted',
  'appeal-deadline-missed',
  'timely-filing',
  'no-authorization',
  'not-covered',
  'documentation-missing',
  'coding-error',
  'registration-error',
  'duplicate',
  'small-balance',
  'courtesy',
  'other',
] as const;
export type WriteOffReason = (typeof WRITE_OFF_REASONS)[number];

/** A person gives up a part of what is denied, or all that is left of it. */
export interface WriteOffDenial {
  readonly type: 'WriteOffDenial';
  readonly amountCents: Cents;
  readonly reason: WriteOffReason;
  readonly note?: string;
  /** Whose decision it was; never a policy's. */
  readonly by: string;
  readonly role: PersonRole;
  /** The most that the role may write off of one case, all its write-offs together; null: no limit. */
  readonly limitCents: Cents | null;
  /** ISO 8601; one write-off of a case an instant. */
  readonly at: string;
}

/** A person takes back all that was written off of a case. */
export interface ReverseWriteOff {
  readonly type: 'ReverseWriteOff';
  readonly reason: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

type Decided = Result<readonly DenialEvent[]>;

function faultOf(command: WriteOffDenial, state: DenialState): RefusalDetail | null {
  const { amountCents, reason, note, by, role, limitCents } = command;
  if (!isPerson(by)) return { code: 'write-off.person-missing', message: 'Only a person writes off.', field: 'by' };
  if (!WRITE_OFF_REASONS.includes(reason))
    return { code: 'write-off.reason', message: `must be one of ${WRITE_OFF_REASONS.join(', ')}`, field: 'reason' };
  if (reason === 'other' && (note === undefined || note.trim() === ''))
    return { code: 'write-off.note-missing', message: 'This reason needs a note.', field: 'note' };
  if (state.classification?.category === 'UNKNOWN' && !state.desk.lookedAt) {
    const message = 'A denial of unknown reason must be looked at first: note what it is, or record a contact.';
    return { code: 'write-off.not-looked-at', message };
  }
  if (!(amountCents > 0 && amountCents <= openCents(state)))
    return {
      code: 'write-off.amount',
      message: `must be more than 0 and at most ${formatCents(openCents(state))}, what is still denied`,
      field: 'amountCents',
    };
  if (limitCents === null || state.writtenOffCents + amountCents <= limitCents) return null;
  const message = `A ${role} writes off at most ${formatCents(limitCents)} of one case.`;
  return { code: 'write-off.above-limit', message, field: 'amountCents' };
}

/** With a reason and a person's name, within the role's limit, at most what is still denied; the case is closed where nothing remains. */
export function writeOffDenial(command: WriteOffDenial, state: DenialState): Decided {
  if (state.status === 'none') return unknownCase();
  if (state.status === 'resolved') return refuse('denial.resolved', 'A resolved case has nothing to write off.');
  if (state.status === 'written-off' || state.newestWriteOffAt === command.at) return accept([]);
  const refusal = faultOf(command, state);
  if (refusal) return { ok: false, refusal };
  const { amountCents, reason, note, by: writtenOffBy, role, at: writtenOffAt } = command;
  const remainingCents = openCents(state) - amountCents;
  return accept([
    {
      type: 'DenialWrittenOff',
      data: {
        ...idsOf(state),
        ...{ amountCents, reason, writtenOffBy, role, writtenOffAt },
        ...(remainingCents > 0 ? { remainingCents } : {}),
        ...(note === undefined ? {} : { note: note.trim() }),
      },
    },
  ]);
}

/** With a reason, by a person. The case is worked again, with the clocks that still run. */
export function reverseWriteOff({ reason, by, at }: ReverseWriteOff, state: DenialState): Decided {
  if (state.status === 'none') return unknownCase();
  if (state.status === 'resolved') return refuse('denial.resolved', 'The case was resolved.');
  if (!isPerson(by)) return refuse('write-off.person-missing', 'Only a person takes a write-off back.', 'by');
  if (reason.trim() === '') return refuse('write-off.reason-missing', 'Taking back needs a reason.', 'reason');
  if (state.writtenOffCents === 0) {
    return state.newestReversalAt === at
      ? accept([])
      : refuse('denial.not-written-off', 'Nothing of the case is written off.');
  }
  return accept([writeOffReversed(state, by, { reason: reason.trim(), reversedAt: at })]);
}

/** What is decided about anew, or was never denied, is written off no longer: else it would count twice. */
export function nothingWrittenOff(state: DenialState, by: 'payer' | 'undo'): readonly DenialEvent[] {
  return state.writtenOffCents > 0 ? [writeOffReversed(state, by, {})] : [];
}

/** All that was written off stands again. */
function writeOffReversed(
  state: DenialState,
  reversedBy: string,
  why: { readonly reason?: string; readonly reversedAt?: string },
): DenialEvent {
  return {
    type: 'DenialWriteOffReversed',
    data: { ...idsOf(state), amountCents: state.writtenOffCents, reversedBy, ...why },
  };
}
