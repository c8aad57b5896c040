import { claimIdOf, lineControlNumberOf, patientControlNumberOf } from '#libs/contracts/streams.js';
import { subjectOfSession } from '#libs/exchange/claim-subject.js';
import type { PriorDecisions } from '#libs/exchange/prior-decisions.js';
import { professionalClaim } from '#libs/exchange/professional-claim.js';
import { coverageOfRank, secondaryClaim } from '#libs/exchange/secondary-claim.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import type { GroupedClaim } from '#libs/rules/claiming/group-claims.js';
import { type PayerProfile, payerProfile, unknownPayer } from '#libs/rules/payer-profile.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { firstCoverage, type Session } from '#libs/rules/session.js';
import type { ProfessionalClaim } from '#libs/x12/claim.js';
import { claimFaults } from '#libs/x12/write/claim-faults.js';
import type { ClaimOptions } from '../options.js';
import { submissionNumber, wentTo } from './submission-numbers.js';

/** A claim that can be written, and whom it is for. */
export interface BilledClaim {
  readonly claim: ProfessionalClaim;
  readonly payer: PayerProfile;
}

/**
 * The 837P claim of grouped sessions to the payer of the rank asked for; its number is made from the first session's id. Refused where the
 * payer takes no claim of that frequency, where the claims to the payers before do not allow it, and with all that the format lacks.
 */
export function billedClaim(
  grouped: GroupedClaim,
  practice: PracticeProfile,
  options: ClaimOptions,
  decisions: PriorDecisions,
): Result<BilledClaim> {
  const first = grouped.sessions[0] as Session;
  const claimId = claimIdOf(first.practiceId, first.sessionId);
  const subject = subjectOfSession(first, grouped.diagnoses);
  const lines = grouped.lines.map((line) => ({
    ...line,
    serviceDate: line.dateOfService,
    lineControlNumber: lineControlNumberOf(claimId, line.line),
  }));
  const coverage = options.rank === 1 ? firstCoverage(subject) : coverageOfRank({ subject, lines }, options.rank);
  if (!coverage) return refuse('cob.no-coverage', `the patient has no payer of rank ${options.rank} on that day`);
  const payer = payerProfile(practice, coverage.payerId) ?? unknownPayer(coverage.payerId);
  if (!payer.frequencyCodes.includes(options.frequency))
    return refuse('claim.frequency', `${payer.payerId} takes no claim of frequency ${options.frequency}`);
  const claim = {
    ...{ subject, lines, coverage, payer, practice },
    placeOfService: first.placeOfService,
    patientControlNumber: patientControlNumberOf(claimId, submissionNumber(options)),
    frequency: options.frequency,
    ...(options.payerControl !== undefined && { payerControlNumber: options.payerControl }),
  };
  const built =
    options.rank === 1
      ? accept(professionalClaim(claim))
      : secondaryClaim(claim, ({ rank }) => decisions.of(claimId, (number) => wentTo(rank, number)));
  return built.ok ? writable(built.value, payer) : built;
}

/** What the format cannot carry, all of it named. */
function writable(claim: ProfessionalClaim, payer: PayerProfile): Result<BilledClaim> {
  const faults = claimFaults(claim);
  const [first] = faults;
  if (first === undefined) return accept({ claim, payer });
  return refuse(first.code, faults.map(({ message }) => message).join('; '));
}
