import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import { type Cents, formatCents } from '#libs/kernel/money.js';
import { accept, type RefusalDetail, type Result, refuse } from '#libs/kernel/result.js';
import { packetToFile } from './appeal-packet.js';
import { appealable } from './appeal-right.js';
import type { CaseDeadline } from './appeal-state.js';
import { hasMinimum } from './deadlines.js';
import { type DenialState, idsOf, stillDeniedCents } from './state.js';

/** An appeal went out, or a request to reopen. */
export interface FileAppeal {
  readonly type: 'FileAppeal';
  /** The kind of the deadline that it meets. */
  readonly level: string;
  /** The day on which the payer received it: that is what counts as filed (42 CFR 405.942). */
  readonly filedOn: LocalDate;
  /** Portal, post, fax, … */
  readonly method?: string;
  /** Why it is to be heard although it is late. */
  readonly goodCause?: string;
  /** The practice without a contract will not bill the patient, whatever is decided. */
  readonly waiverOfLiability?: boolean;
  /** What goes out; the newest packet of the level where it is not named. */
  readonly packetId?: string;
  readonly facts: FilingFacts;
}

/** What tables, clock and other cases say to it. */
export interface FilingFacts {
  /** The practice's calendar day. */
  readonly today: LocalDate;
  readonly by: string;
  /** The least amount in controversy on the day of filing; null where that year's figure is not loaded, absent where the level has none. */
  readonly minimumCents?: Cents | null;
  /** By which day it must be decided, where a rule says. */
  readonly decisionDueOn?: LocalDate;
  /** How long a good cause helps; absent where no rule ends it. */
  readonly goodCauseUntil?: LocalDate;
  /** The payer is asked by a packet alone. */
  readonly packetRequired?: boolean;
  /** Cases that are appealed together with this one, with what is still denied of each. */
  readonly others: readonly AppealedTogether[];
}

export interface AppealedTogether {
  readonly denialId: string;
  readonly stillDeniedCents: Cents;
}

function late(deadline: CaseDeadline, { filedOn, goodCause, facts }: FileAppeal): RefusalDetail | null {
  if (filedOn <= deadline.statutoryDate) return null;
  if (goodCause === undefined || goodCause.trim() === '') {
    const message = `The deadline was ${deadline.statutoryDate}; a late appeal needs a good cause.`;
    return { code: 'appeal.late', message, field: 'filedOn' };
  }
  if (facts.goodCauseUntil === undefined || filedOn <= facts.goodCauseUntil) return null;
  return {
    code: 'appeal.too-late',
    message: `Even a good cause helps only until ${facts.goodCauseUntil}.`,
    field: 'filedOn',
  };
}

/** Null where the amount in controversy is enough, or where the level asks for none. */
function belowMinimum(level: string, amountCents: Cents, { minimumCents }: FilingFacts): RefusalDetail | null {
  if (!hasMinimum(level)) return null;
  if (minimumCents === null || minimumCents === undefined) {
    const message = 'The least amount in controversy of the year of filing is not loaded.';
    return { code: 'appeal.minimum-unknown', message, field: 'filedOn' };
  }
  const missing = minimumCents - amountCents;
  if (missing <= 0) return null;
  const message = `The amount in controversy is ${formatCents(missing)} below the least; other cases may be appealed together with this one.`;
  return { code: 'appeal.below-minimum', message, field: 'togetherWith' };
}

/** One appeal for each clock of the case. It stops that clock and no other: a request to reopen leaves the appeal's running. */
export function fileAppeal(command: FileAppeal, state: DenialState): Result<readonly DenialEvent[]> {
  const { level, filedOn, method, goodCause, waiverOfLiability, facts } = command;
  const found = appealable(state, level);
  if (!found.ok) return found;
  if (state.appeals.some((appeal) => appeal.level === level)) return accept([]);
  if (filedOn > facts.today) return refuse('appeal.future', 'must not lie in the future', 'filedOn');
  if (filedOn < found.value.noticeDate)
    return refuse('appeal.before-notice', 'must not be before the decision that is appealed', 'filedOn');
  const amountCents = facts.others.reduce((sum, other) => sum + other.stillDeniedCents, stillDeniedCents(state));
  const refusal = late(found.value, command) ?? belowMinimum(level, amountCents, facts);
  if (refusal) return { ok: false, refusal };
  const waiver = found.value.nonContract && level === 'payer-appeal';
  if (waiver && waiverOfLiability !== true)
    return refuse(
      'appeal.waiver-missing',
      'Without a contract the plan hears an appeal only with a waiver of liability.',
      'waiverOfLiability',
    );
  const packet = packetToFile(state, command, facts.packetRequired ?? false);
  if (!packet.ok) return packet;
  const { packetId } = packet.value;
  return accept([
    {
      type: 'AppealFiled',
      data: {
        ...idsOf(state),
        ...{ level, filedOn, filedBy: facts.by },
        ...(packetId === null ? {} : { packetId }),
        ...(method === undefined ? {} : { method }),
        ...(facts.decisionDueOn === undefined ? {} : { decisionDueOn: facts.decisionDueOn }),
        ...(facts.others.length === 0 ? {} : { togetherWith: facts.others.map(({ denialId }) => denialId) }),
        ...(hasMinimum(level) ? { amountCents } : {}),
        ...(waiverOfLiability === undefined ? {} : { waiverOfLiability }),
        ...(filedOn > found.value.statutoryDate && goodCause !== undefined ? { goodCause: goodCause.trim() } : {}),
      },
    },
  ]);
}
