import type { RemittanceTransactionClaim } from '#libs/contracts/remittance-transaction.js';
import { parsePatientControlNumber } from '#libs/contracts/streams.js';
import type { Cents } from '#libs/kernel/money.js';

/** One sending of a claim, as far as a remittance may name it. */
export interface SentSubmission {
  readonly number: number;
  readonly chargeCents: Cents;
  /** REF*6R of its lines. */
  readonly lineControlNumbers: readonly string[];
  /** The payer's number for it as its 277CA has it. */
  readonly payerControlNumber?: string;
}

/** What is known of a claim of ours that a remittance may mean. */
export interface KnownClaim {
  readonly claimId: string;
  readonly patientId: string;
  readonly payerId: string;
  /** The submissions that went out, oldest first. */
  readonly sentSubmissions: readonly SentSubmission[];
  /** Payer control numbers under which it was adjudicated before. */
  readonly decisions: readonly { readonly payerControlNumber: string; readonly submissionNumber: number }[];
  /** Claims to later payers whom this claim's payer has sent it on to: they answer under this one's number. */
  readonly crossedOverTo?: readonly { readonly payerId: string; readonly claimId: string }[];
}

/** Our claims that a remittance may mean. */
export interface KnownClaims {
  readonly byId: ReadonlyMap<string, KnownClaim>;
  /** Ids of the claims that the payer has used a control number for. */
  readonly byPayerNumber: ReadonlyMap<string, readonly string[]>;
}

export interface Match {
  readonly claim: KnownClaim;
  readonly submissionNumber: number;
  readonly how: 'payer-control-number' | 'patient-control-number' | 'person';
  readonly matchedBy?: string;
}

export type Unmatched =
  | 'patient-control-number-unknown'
  | 'claim-unknown'
  | 'submission-unknown'
  | 'other-payer'
  | 'control-numbers-disagree';

/** The claims whose streams must be looked at before matching, as far as patient control numbers name them. */
export function claimIdsNamedBy(claims: readonly RemittanceTransactionClaim[]): readonly string[] {
  const ids = claims.map((claim) => parsePatientControlNumber(claim.patientControlNumber)?.claimId);
  return [...new Set(ids.filter((id) => id !== undefined))];
}

/** The payer's numbers by which claims may be found: CLP07, and REF*F8 where it takes back or replaces a decision. */
export function payerNumbersOf(claim: RemittanceTransactionClaim): readonly string[] {
  const { payerControlNumber, originalPayerControlNumber } = claim;
  return [payerControlNumber, originalPayerControlNumber].filter((one) => one !== undefined && one !== '') as string[];
}

/** The submission that a payer's number stands for: what was decided under it, acknowledged under it, or sent last. */
function submissionUnder(claim: KnownClaim, numbers: readonly string[]): number | undefined {
  const decided = claim.decisions.findLast((one) => numbers.includes(one.payerControlNumber));
  const acknowledged = claim.sentSubmissions.findLast(
    ({ payerControlNumber: number }) => number !== undefined && numbers.includes(number),
  );
  return decided?.submissionNumber ?? acknowledged?.number ?? claim.sentSubmissions.at(-1)?.number;
}

/** The claim to this payer that the payer before has sent on: its answer names the claim as that payer got it. */
function claimSentOn(
  origin: KnownClaim | undefined,
  payerId: string,
  byId: ReadonlyMap<string, KnownClaim>,
): KnownClaim | undefined {
  if (!origin || origin.payerId === payerId) return undefined;
  const sentOn = origin.crossedOverTo?.find((one) => one.payerId === payerId);
  return sentOn && byId.get(sentOn.claimId);
}

/**
 * The claim and submission that a remittance's claim is about: a payer control number that the payer has used for a claim before, then the
 * patient control number exactly. Never by name; what is not certain, or where both numbers name different claims, waits for a person.
 */
export function matchClaim(
  remitted: RemittanceTransactionClaim,
  payerId: string,
  { byId, byPayerNumber }: KnownClaims,
): Match | Unmatched {
  const named = parsePatientControlNumber(remitted.patientControlNumber);
  const numbers = payerNumbersOf(remitted);
  const ids = new Set(numbers.flatMap((number) => byPayerNumber.get(number) ?? []));
  const origin = named ? byId.get(named.claimId) : undefined;
  const sentOn = claimSentOn(origin, payerId, byId);
  const byName = sentOn ?? origin;
  const [id, another] = [...ids];
  const disagree = another !== undefined || (id !== undefined && byName !== undefined && byName.claimId !== id);
  if (disagree) return 'control-numbers-disagree';
  const claim = byName ?? (id === undefined ? undefined : byId.get(id));
  if (!claim) return named ? 'claim-unknown' : 'patient-control-number-unknown';
  if (claim.payerId !== payerId) return 'other-payer';
  const meant = sentOn ? sentOn.sentSubmissions.at(-1)?.number : named?.submissionNumber;
  const isSent = byName && claim.sentSubmissions.some(({ number }) => number === meant);
  const isKnown = id !== undefined || claim.decisions.some((one) => numbers.includes(one.payerControlNumber));
  const submissionNumber = isSent ? meant : isKnown ? submissionUnder(claim, numbers) : undefined;
  if (submissionNumber === undefined) return 'submission-unknown';
  return { claim, submissionNumber, how: isKnown ? 'payer-control-number' : 'patient-control-number' };
}
