import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { CodedClaim } from '#libs/contracts/events/ledger-events.js';
import type { ClaimContent, FindingRecord, PayerKind } from '#libs/contracts/events/shapes.js';
import { sumCents } from '#libs/kernel/money.js';
import { accept, type RefusalDetail, type Result, refuse } from '#libs/kernel/result.js';
import { sameJson } from '#libs/kernel/same-json.js';
import { holdsBesideReview } from './review-hold.js';
import { type ClaimState, newestSubmission } from './state.js';

/** What the coding of its day says that the claim consists of. */
export interface DraftClaim {
  readonly type: 'DraftClaim';
  readonly patientId: string;
  readonly payerId: string;
  readonly payerKind: PayerKind;
  readonly dateOfService: string;
  readonly coded: CodedClaim;
  readonly content: ClaimContent;
  /** The findings behind `coded.holds`, with their messages. */
  readonly findings: readonly FindingRecord[];
  /** The practice's close of day, as an instant. */
  readonly closesAt: string;
  /** Where the claim is drawn for a look by a person before it goes out: what it is held with, if nothing else holds it. */
  readonly review?: FindingRecord;
}

/** The day's coding has no such claim any more. */
export interface DropClaim {
  readonly type: 'DropClaim';
  readonly reason: string;
}

/** Something found after coding keeps the draft from going out: what an 837P must have is not there. */
export interface HoldDraft {
  readonly type: 'HoldDraft';
  /** The draft that was looked at: a newer one is looked at anew. */
  readonly draft: number;
  readonly findings: readonly FindingRecord[];
}

type Decided = Result<readonly ClaimEvent[], RefusalDetail>;

/** True where the newest submission is on its way or with the payer: only one that was rejected leaves the claim open to a new draft. */
export function isUnderWay(state: ClaimState): boolean {
  const newest = newestSubmission(state);
  return newest !== undefined && newest.state !== 'rejected';
}

/** True where the claim's newest draft is what the day's coding has. */
export function isDraftOf(state: ClaimState, coded: CodedClaim): boolean {
  return (
    state.draft > 0 &&
    sameJson(
      [state.sessionIds, state.lines, state.placeOfService, state.renderingNpi, state.referringNpi, state.discipline],
      [coded.sessionIds, coded.lines, coded.placeOfService, coded.renderingNpi, coded.referringNpi, coded.discipline],
    ) &&
    sameJson(holdsBesideReview(state), coded.holds)
  );
}

/** The draft's expected payment; undefined where a line has no rate or contract. */
function expectedPaid(coded: CodedClaim): number | undefined {
  const amounts = coded.lines.map((line) => line.expectedPaidCents);
  return amounts.every((amount) => amount !== undefined) ? sumCents(amounts as number[]) : undefined;
}

function draftedFrom(command: DraftClaim, draft: number): ClaimEvent {
  const { patientId, payerId, payerKind, dateOfService, coded, content, closesAt } = command;
  const expectedPaidCents = expectedPaid(coded);
  return {
    type: 'ClaimDrafted',
    data: {
      claimId: coded.claimId,
      patientId,
      payerId,
      draft,
      payerKind,
      dateOfService,
      discipline: coded.discipline,
      placeOfService: coded.placeOfService,
      renderingNpi: coded.renderingNpi,
      ...(coded.referringNpi === undefined ? {} : { referringNpi: coded.referringNpi }),
      sessionIds: coded.sessionIds,
      lines: coded.lines,
      chargeCents: sumCents(coded.lines.map((line) => line.chargeCents)),
      ...(expectedPaidCents === undefined ? {} : { expectedPaidCents }),
      closesAt,
      content,
    },
  };
}

/** A new or changed draft, held where rules hold it, or for a person's look where it is drawn. What is under way is not drafted again: it takes a replacement, void or reopening. */
export function draftClaim(command: DraftClaim, state: ClaimState): Decided {
  const { patientId, payerId, coded, content, findings, review } = command;
  const unchanged = isDraftOf(state, coded) && sameJson(state.content, content);
  if (isUnderWay(state)) {
    if (unchanged) return accept([]);
    return refuse(
      'claim.already-released',
      'The claim is released; a change of it takes a replacement, void or reopening.',
    );
  }
  if (unchanged && state.closed === null && state.submission !== 'rejected') return accept([]);
  const drafted = draftedFrom(command, state.draft + 1);
  const held = { claimId: coded.claimId, patientId, payerId };
  if (coded.holds.length > 0)
    return accept([drafted, { type: 'ClaimHeld', data: { ...held, rules: coded.holds, findings: [...findings] } }]);
  if (!review) return accept([drafted]);
  const { rule, severity } = review;
  return accept([
    drafted,
    { type: 'ClaimHeld', data: { ...held, rules: [{ rule, severity }], findings: [...findings, review] } },
  ]);
}

/** Holds a draft until its day is coded anew. */
export function holdDraft({ draft, findings }: HoldDraft, state: ClaimState): Decided {
  if (state.draft !== draft || state.closed !== null || isUnderWay(state) || state.holds.length > 0) return accept([]);
  const { claimId, patientId, payerId } = state;
  const rules = findings.map(({ rule, severity }) => ({ rule, severity }));
  return accept([{ type: 'ClaimHeld', data: { claimId, patientId, payerId, rules, findings: [...findings] } }]);
}

/** Closes a draft that its day no longer has. */
export function dropClaim({ reason }: DropClaim, state: ClaimState): Decided {
  if (state.draft === 0 || state.closed !== null) return accept([]);
  if (isUnderWay(state)) return refuse('claim.already-released', 'A claim that is released is not dropped but voided.');
  const { claimId, patientId, payerId } = state;
  return accept([{ type: 'ClaimClosed', data: { claimId, patientId, payerId, reason } }]);
}
