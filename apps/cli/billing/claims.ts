import { claimIdOf, lineControlNumberOf, patientControlNumberOf } from '#libs/contracts/streams.js';
import { subjectOfSession } from '#libs/exchange/claim-subject.js';
import { professionalClaim } from '#libs/exchange/professional-claim.js';
import type { GroupedClaim } from '#libs/rules/claiming/group-claims.js';
import { payerProfile, unknownPayer } from '#libs/rules/payer-profile.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { firstCoverage, type Session } from '#libs/rules/session.js';
import type { ProfessionalClaim } from '#libs/x12/claim.js';
import type { ClaimOptions } from '../options.js';

/** A claim without a store is its first submission; one that replaces or voids it the second. */
function submissionNumber(frequency: ClaimOptions['frequency']): number {
  return frequency === '1' ? 1 : 2;
}

/** The 837P claim of grouped sessions; its number is made from the first session's id. */
export function claimOf(grouped: GroupedClaim, practice: PracticeProfile, options: ClaimOptions): ProfessionalClaim {
  const first = grouped.sessions[0] as Session;
  const claimId = claimIdOf(first.practiceId, first.sessionId);
  const { payerId } = firstCoverage(first);
  return professionalClaim({
    subject: subjectOfSession(first, grouped.diagnoses),
    placeOfService: first.placeOfService,
    practice,
    payer: payerProfile(practice, payerId) ?? unknownPayer(payerId),
    patientControlNumber: patientControlNumberOf(claimId, submissionNumber(options.frequency)),
    frequency: options.frequency,
    ...(options.payerControl !== undefined && { payerControlNumber: options.payerControl }),
    lines: grouped.lines.map((line) => ({
      ...line,
      serviceDate: line.dateOfService,
      lineControlNumber: lineControlNumberOf(claimId, line.line),
    })),
  });
}
