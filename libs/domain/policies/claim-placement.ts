import { claimIdOf } from '#libs/contracts/streams.js';
import { yearOf } from '#libs/kernel/local-date.js';
import { fitOneClaim } from '#libs/rules/claiming/claim-limits.js';
import { type ClaimPart, partsOf } from '../patient-ledger/claim-parts.js';
import { dayKey, dayOf, type LedgerState } from '../patient-ledger/state.js';
import type { SessionDay } from '../session/state.js';
import type { PricedRecord } from './priced-record.js';

/** Where a day's sessions may find a claim to go out on. */
export interface ClaimsAtHand {
  readonly practiceId: string;
  readonly day: SessionDay;
  readonly ledger: LedgerState;
  /** Claims, of this day and those that it may join, of which nothing has been released yet. */
  readonly unsent: ReadonlySet<string>;
}

/** The claim that a day's sessions go out on, with the line numbers that its other days have. */
export interface Placement {
  readonly claimId: string;
  readonly takenLines: ReadonlySet<number>;
}

/** Claims of the patient's year that sessions with one of these keys may join, beside those of their own day. */
export function claimsToJoin(
  { ledger, day }: Pick<ClaimsAtHand, 'ledger' | 'day'>,
  groupKeys: ReadonlySet<string>,
): readonly string[] {
  const found = Object.values(ledger.days)
    .filter(({ payerId, dateOfService }) => payerId === day.payerId && dateOfService !== day.dateOfService)
    .flatMap(({ contents }) => contents ?? [])
    .filter(({ groupKey }) => groupKey !== undefined && groupKeys.has(groupKey))
    .map(({ claimId }) => claimId);
  return [...new Set(found)];
}

function otherDays({ ledger, day }: ClaimsAtHand, claimId: string): readonly ClaimPart[] {
  return partsOf(ledger, claimId).filter((part) => dayKey(part.day) !== dayKey(day));
}

function fits(parts: readonly ClaimPart[], group: readonly PricedRecord[]): boolean {
  return fitOneClaim([
    ...parts.map(({ coded, contents }) => ({ lines: coded.lines, diagnoses: contents?.content.diagnoses ?? [] })),
    ...group.map(({ session, priced }) => ({ lines: priced.lines, diagnoses: session.diagnoses })),
  ]);
}

/**
 * A claim of other days that the group goes out with, if it has room. A held day neither joins an unsent claim nor keeps it back; from a
 * rejected one no day leaves or joins, so that nothing sends it again before it is corrected.
 */
function claimToJoin(group: readonly PricedRecord[], groupKey: string, hand: ClaimsAtHand): string | undefined {
  const own = dayOf(hand.ledger, hand.day)?.contents?.filter((each) => each.groupKey === groupKey) ?? [];
  const held = group.some(({ priced }) => priced.findings.some(({ severity }) => severity === 'error'));
  const candidates = [...own.map(({ claimId }) => claimId), ...claimsToJoin(hand, new Set([groupKey]))];
  return candidates.find((claimId, place) => {
    const parts = otherDays(hand, claimId);
    if (parts.length === 0 || !fits(parts, group)) return false;
    if (!hand.unsent.has(claimId)) return place < own.length;
    return !held && parts.every(({ coded }) => coded.holds.length === 0);
  });
}

function sameLedger(a: SessionDay, b: SessionDay): boolean {
  return a.patientId === b.patientId && yearOf(a.dateOfService) === yearOf(b.dateOfService);
}

/**
 * A claim is named by its first session. A session that was amended to another day, payer, year or patient may have left a claim of that name
 * behind, perhaps a sent one: from then on its claims are named by the revision too, and a revision is of one day alone.
 */
function ownName({ sessionId, session, firstDay }: PricedRecord, hand: ClaimsAtHand): string {
  const before = dayOf(hand.ledger, hand.day)?.claims.find((claim) => claim.sessionIds[0] === sessionId);
  const names = [
    ...(before ? [before.claimId] : []),
    ...(sameLedger(firstDay, hand.day) ? [claimIdOf(hand.practiceId, session.sessionId)] : []),
  ];
  const free = names.find((name) => otherDays(hand, name).length === 0);
  return free ?? claimIdOf(hand.practiceId, `${session.sessionId}|${session.revision}`);
}

/** Finds the claim of a group of the day's sessions; `groupKey` is undefined where the claim is the day's alone. */
export function placeGroup(
  group: readonly PricedRecord[],
  groupKey: string | undefined,
  hand: ClaimsAtHand,
): Placement {
  const joined = groupKey === undefined ? undefined : claimToJoin(group, groupKey, hand);
  const claimId = joined ?? ownName(group[0] as PricedRecord, hand);
  const lines = otherDays(hand, claimId).flatMap(({ coded }) => coded.lines.map(({ line }) => line));
  return { claimId, takenLines: new Set(lines) };
}
