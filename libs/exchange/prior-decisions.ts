import { UNPROCESSABLE } from '#libs/contracts/remark-codes.js';
import { parsePatientControlNumber } from '#libs/contracts/streams.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import type { Remittance, RemittanceClaim, RemittanceLine } from '#libs/x12/remittance.js';

/** Of a payer's answer, what a later payer is told. */
export type DecidedClaim = Pick<
  RemittanceClaim,
  'paidCents' | 'adjustments' | 'payerControlNumber' | 'remarks' | 'crossedOver'
> & { readonly lines: readonly DecidedLine[] };
export type DecidedLine = Omit<RemittanceLine, 'codeQualifier' | 'remarks' | 'allowedCents'>;

/** What a payer decided about a claim of ours, and the day of its payment. */
export interface PriorDecision {
  readonly claim: DecidedClaim;
  readonly paidOn: LocalDate;
}

interface FiledDecision {
  readonly submissionNumber: number;
  readonly claim: RemittanceClaim;
  readonly paidOn: LocalDate | null;
  readonly balanced: boolean;
}

/** CLP02 of a claim that the payer itself decided: 1 to 3, and 19 to 21 where it was also sent on. */
const DECIDED = /^([123]|19|2[01])$/;
/** RARC of a claim that could not be processed: there is no decision. */

/** The decisions of payers that were asked before, from their 835s, to be looked up by the claim that they are about. */
export class PriorDecisions {
  private readonly filed = new Map<string, FiledDecision[]>();

  add(remittance: Remittance): void {
    for (const claim of remittance.claims) {
      const ours = parsePatientControlNumber(claim.patientControlNumber);
      if (ours === null) continue;
      const { date: paidOn, balanced } = remittance;
      const decision = { submissionNumber: ours.submissionNumber, claim, paidOn, balanced };
      const known = this.filed.get(ours.claimId);
      if (known === undefined) this.filed.set(ours.claimId, [decision]);
      else known.push(decision);
    }
  }

  /**
   * What counts of all that was decided about a claim, of those submissions that went to the payer in question: the decision about the last
   * one, without those that were taken back. Refused where there is none, or none on which a further payer's claim can be built.
   */
  of(claimId: string, wentToPayer: (submissionNumber: number) => boolean): Result<PriorDecision> {
    const filed = (this.filed.get(claimId) ?? []).filter(({ submissionNumber }) => wentToPayer(submissionNumber));
    if (filed.length === 0) return refuse('cob.no-decision', 'no remittance given holds a decision about it');
    if (filed.some(({ balanced }) => !balanced))
      return refuse('cob.remittance-unbalanced', 'the remittance that decides it does not balance');
    const standing = withoutReversed(filed);
    const last = Math.max(...standing.map(({ submissionNumber }) => submissionNumber));
    const [decision, ...others] = standing.filter(({ submissionNumber }) => submissionNumber === last);
    if (decision === undefined) return refuse('cob.taken-back', 'the decision about it was taken back');
    if (others.length > 0) return refuse('cob.ambiguous', `${others.length + 1} decisions about it stand side by side`);
    return usable(decision);
  }
}

function usable({ claim, paidOn }: FiledDecision): Result<PriorDecision> {
  const remarks = [...claim.remarks, ...claim.lines.flatMap((line) => line.remarks)];
  if (remarks.includes(UNPROCESSABLE))
    return refuse(
      'cob.not-adjudicated',
      `the payer could not process it (${UNPROCESSABLE}): correct and send it first`,
    );
  if (!DECIDED.test(claim.status))
    return refuse('cob.not-adjudicated', `the payer has not decided it (claim status ${claim.status})`);
  if (paidOn === null) return refuse('cob.no-date', 'the remittance has no date of payment');
  return accept({ claim, paidOn });
}

/** Each reversal (CLP02 22) takes one decision away: that of the payer's number which it names. */
function withoutReversed(filed: readonly FiledDecision[]): FiledDecision[] {
  const standing: FiledDecision[] = [];
  for (const decision of filed) {
    if (!decision.claim.reversal) {
      standing.push(decision);
      continue;
    }
    const { payerControlNumber, originalPayerControlNumber } = decision.claim;
    const taken = standing.findLastIndex(
      ({ claim }) => claim.payerControlNumber === (originalPayerControlNumber ?? payerControlNumber),
    );
    if (taken !== -1) standing.splice(taken, 1);
  }
  return standing;
}
