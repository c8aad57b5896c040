import type { ClaimContent } from '#libs/contracts/events/shapes.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Coverage } from '#libs/rules/session.js';
import { type ClaimState, newestSubmission, serviceDatesOf } from './state.js';

/** What a coverage in a claim's content must have to be asked; the rest of it is the 837P's business. */
export type KnownCoverage = Pick<Coverage, 'rank' | 'payerId' | 'from' | 'to'>;

function isKnown(coverage: Readonly<Record<string, unknown>>): boolean {
  return typeof coverage.rank === 'number' && typeof coverage.payerId === 'string';
}

function coveragesOf({ coverages }: ClaimContent): readonly KnownCoverage[] {
  return coverages.filter(isKnown).map((coverage) => coverage as unknown as KnownCoverage);
}

/** The claim as it went out last, else as it is drafted. */
export function contentOf(state: ClaimState): ClaimContent {
  return newestSubmission(state)?.content ?? state.content;
}

/** The rank of the coverage that the claim bills; a first payer's is the lowest that it has. */
export function rankOf(state: ClaimState): number {
  return state.rank ?? Math.min(...coveragesOf(contentOf(state)).map(({ rank }) => rank));
}

const inForce = ({ from, to }: KnownCoverage, day: LocalDate) =>
  (from === undefined || from <= day) && (to === undefined || day <= to);

/** The coverages to be asked after this claim's payer, in their order: of those in force on the claim's first day, one a rank. */
export function laterCoverages(state: ClaimState): readonly KnownCoverage[] {
  const [day = state.dateOfService] = serviceDatesOf(state);
  const own = rankOf(state);
  return coveragesOf(contentOf(state))
    .filter((coverage) => coverage.rank > own && inForce(coverage, day))
    .sort((a, b) => a.rank - b.rank)
    .filter(({ rank }, index, sorted) => sorted[index - 1]?.rank !== rank);
}

/** The first of {@link laterCoverages}. */
export function nextCoverage(state: ClaimState): KnownCoverage | undefined {
  return laterCoverages(state)[0];
}
