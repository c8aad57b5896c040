import type { LocalDate } from '#libs/kernel/local-date.js';
import { type PayerProfile, payerProfile } from '#libs/rules/payer-profile.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import type { Coverage } from '#libs/rules/session.js';
import type { OtherPayer, PayerDecision } from '#libs/x12/claim.js';
import { coverageTerms, holderOf, personName, postalAddress, relationshipOf } from './claim-people.js';
import type { ClaimSubject } from './claim-subject.js';

/** The claim as far as its other payers depend on it. */
interface CoveredClaim {
  readonly subject: Pick<ClaimSubject, 'patient' | 'coverages'>;
  readonly practice: Pick<PracticeProfile, 'payers'>;
  readonly lines: readonly { readonly serviceDate: LocalDate }[];
}

/** True where the coverage is in force on the claim's first day. */
export function coversClaim({ from, to }: Coverage, lines: CoveredClaim['lines']): boolean {
  const [day] = lines.map((line) => line.serviceDate).sort();
  return day === undefined || ((from === undefined || from <= day) && (to === undefined || day <= to));
}

/** Another payer of the patient, with what it decided where it was asked before. */
export function otherPayer(
  coverage: Coverage,
  payer: Pick<PayerProfile, 'name' | 'x12Id' | 'claimFilingIndicator'>,
  patient: ClaimSubject['patient'],
  decision?: PayerDecision,
): OtherPayer {
  const holder = holderOf(coverage, patient);
  return {
    ...coverageTerms(coverage, payer),
    payer: { name: payer.name, id: payer.x12Id },
    subscriber: {
      ...personName(holder),
      memberId: coverage.memberId ?? '',
      ...(holder.address && { address: postalAddress(holder.address) }),
    },
    relationship: relationshipOf(coverage),
    ...(decision && { decision }),
  };
}

/**
 * The payers that may be asked after the one that is billed: the guide wants them named (2320). One whose entry or member id nobody has
 * recorded is left out, since the claim's own payer does not need it.
 */
export function otherPayers({ subject, practice, lines }: CoveredClaim, billed: Coverage): OtherPayer[] {
  const ranks = new Set([billed.rank]);
  return subject.coverages.flatMap((coverage) => {
    const payer = payerProfile(practice, coverage.payerId);
    const isLater = coverage.rank > billed.rank && !ranks.has(coverage.rank);
    if (!isLater || !payer || coverage.memberId === undefined || !coversClaim(coverage, lines)) return [];
    ranks.add(coverage.rank);
    return [otherPayer(coverage, payer, subject.patient)];
  });
}
