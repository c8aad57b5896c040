import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { payerProfile } from '#libs/rules/payer-profile.js';
import type { Coverage } from '#libs/rules/session.js';
import type { LineAdjudication, OtherPayer, PayerDecision, ProfessionalClaim } from '#libs/x12/claim.js';
import { claimFaults } from '#libs/x12/write/claim-faults.js';
import { effective, lineAdjudications, patientOwes } from './line-adjudications.js';
import { coversClaim, otherPayer } from './other-payers.js';
import type { PriorDecision } from './prior-decisions.js';
import { type ClaimToSend, professionalClaim } from './professional-claim.js';

/** A claim to a payer that is not the first, with the coverage that is billed. `payer` is that coverage's. */
export type LaterClaim = ClaimToSend & { readonly coverage: Coverage };

/** MOA has room for so many. */
const MOST_REMARKS = 5;

/** The coverage of a rank that is in force on the claim's first day. */
export function coverageOfRank(
  { subject, lines }: Pick<ClaimToSend, 'subject' | 'lines'>,
  rank: number,
): Coverage | undefined {
  return subject.coverages.find((coverage) => coverage.rank === rank && coversClaim(coverage, lines));
}

/**
 * The claim to a payer of a later rank: the lines as the first payer got them, with what each payer before decided about them (loops 2320 to
 * 2430). `decisionOf` gives the decision of the payer of a coverage. Refused where one is missing or cannot be tied to the lines, where the last
 * payer has sent the claim on by itself (MA07, MA18, CLP02 19 to 21), and with `cob.unbalanced` where a decision does not add up to the charge.
 */
export function secondaryClaim(
  claim: LaterClaim,
  decisionOf: (coverage: Coverage) => Result<PriorDecision>,
): Result<ProfessionalClaim> {
  const { coverage: billed, subject, lines } = claim;
  const asked = subject.coverages
    .filter((coverage) => coverage.rank < billed.rank && coversClaim(coverage, lines))
    .sort((a, b) => a.rank - b.rank);
  if (asked.length === 0) return refuse('cob.none-before', 'no payer comes before this one');
  let built = professionalClaim(claim);
  const before: OtherPayer[] = [];
  for (const coverage of asked) {
    const decision = decisionOf(coverage);
    if (!decision.ok) return decision;
    if (coverage === asked.at(-1) && decision.value.claim.crossedOver)
      return refuse('cob.crossed-over', 'the payer before has sent it on by itself');
    const added = withDecision(built, claim, coverage, decision.value);
    if (!added.ok) return added;
    built = added.value.claim;
    before.push(added.value.other);
  }
  const whole = { ...built, otherPayers: [...before, ...(built.otherPayers ?? [])] };
  const unbalanced = claimFaults(whole).find((fault) => fault.code === 'cob.unbalanced');
  return unbalanced === undefined ? accept(whole) : { ok: false, refusal: unbalanced };
}

function withDecision(
  built: ProfessionalClaim,
  { subject, practice }: LaterClaim,
  coverage: Coverage,
  decision: PriorDecision,
): Result<{ readonly claim: ProfessionalClaim; readonly other: OtherPayer }> {
  const payer = payerProfile(practice, coverage.payerId);
  if (!payer) return refuse('cob.payer-unknown', 'the practice has no entry for the payer that comes before');
  const other = otherPayer(coverage, payer, subject.patient, payerDecision(decision));
  if (decision.claim.lines.length === 0) return accept({ claim: built, other });
  const own = lineAdjudications(built.lines, decision, payer.x12Id);
  if (!own.ok) return own;
  return accept({
    claim: { ...built, lines: built.lines.map((line, index) => adding(line, own.value[index])) },
    other,
  });
}

function adding(line: ProfessionalClaim['lines'][number], own: readonly LineAdjudication[] = []) {
  return { ...line, adjudications: [...(line.adjudications ?? []), ...own] };
}

/** The day, and what the patient owes, stand here only where the payer decided about no single line. */
function payerDecision({ claim, paidOn }: PriorDecision): PayerDecision {
  const { paidCents, adjustments, payerControlNumber, remarks, lines } = claim;
  return {
    paidCents,
    adjustments: effective(adjustments),
    ...(payerControlNumber !== '' && { payerControlNumber }),
    ...(remarks.length > 0 && { remarks: remarks.slice(0, MOST_REMARKS) }),
    ...(lines.length === 0 && { adjudicatedOn: paidOn, patientOwesCents: patientOwes(adjustments) }),
  };
}
