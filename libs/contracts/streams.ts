import { derivedId, shortId } from '#libs/kernel/ids.js';
import type { LocalDate } from '#libs/kernel/local-date.js';

/* Stream ids are storage format. Each begins with the practice. */

export const sessionStream = (practiceId: string, sessionId: string) => `${practiceId}/session-${sessionId}`;
export const ledgerStream = (practiceId: string, patientId: string, year: number) =>
  `${practiceId}/ledger-${patientId}-${year}`;
export const claimStream = (practiceId: string, claimId: string) => `${practiceId}/claim-${claimId}`;
export const denialStream = (practiceId: string, denialId: string) => `${practiceId}/denial-${denialId}`;
export const remittanceStream = (practiceId: string, remittanceId: string) =>
  `${practiceId}/remittance-${remittanceId}`;
export const interchangeStream = (practiceId: string, interchangeId: string) =>
  `${practiceId}/interchange-${interchangeId}`;
/** One number of a payer: see {@link paymentNumberIdOf} and {@link interchangeNumberIdOf}. */
export const numberStream = (practiceId: string, numberId: string) => `${practiceId}/number-${numberId}`;
/** What a payer takes and gives beside the claims of its payments, in one stream a payer. */
export const providerLedgerStream = (practiceId: string, payerId: string) => `${practiceId}/provider-ledger-${payerId}`;
export const practiceStream = (practiceId: string) => `${practiceId}/practice-${practiceId}`;

export type StreamCategory =
  | 'session'
  | 'ledger'
  | 'claim'
  | 'denial'
  | 'remittance'
  | 'interchange'
  | 'practice'
  | 'number'
  | 'provider-ledger';

/** The kind of a stream and its id within the kind: `demo/claim-4K…` → `claim`, `4K…`. */
export function parseStream(stream: string): { practiceId: string; category: StreamCategory; id: string } {
  const match =
    /^([^/]+)\/(session|ledger|claim|denial|remittance|interchange|practice|number|provider-ledger)-(.+)$/.exec(stream);
  if (!match) throw new RangeError('not a stream of this store');
  return { practiceId: match[1] as string, category: match[2] as StreamCategory, id: match[3] as string };
}

/** The internal id of an EHR's session: derived, so that the EHR's own id, which may identify a patient, stands nowhere in clear. */
export const sessionIdOf = (practiceId: string, ehrSessionId: string) => derivedId('session', practiceId, ehrSessionId);

/** 13 characters; a claim is named by the first session that it was drafted for. */
export const claimIdOf = (practiceId: string, firstEhrSessionId: string) =>
  shortId(13, 'claim', practiceId, firstEhrSessionId);

/** The claim that follows a first payer's claim to the coverage of a later rank. */
export const laterClaimIdOf = (practiceId: string, primaryClaimId: string, rank: number) =>
  shortId(13, 'later-claim', practiceId, primaryClaimId, String(rank));

export const denialIdOf = (claimId: string, number: number) => `${claimId}-${number}`;

/** CLM01, at most 17 characters: the claim and the submission, so that a remittance leads back to both. */
export const patientControlNumberOf = (claimId: string, submissionNumber: number) => `${claimId}S${submissionNumber}`;

/** The claim and submission that a returned CLM01 or CLP01 names; null where it is not one of ours. */
export function parsePatientControlNumber(text: string): { claimId: string; submissionNumber: number } | null {
  const match = /^([0-9A-HJKMNP-TV-Z]{13})S(\d{1,3})$/.exec(text.trim().toUpperCase());
  return match ? { claimId: match[1] as string, submissionNumber: Number(match[2]) } : null;
}

/** REF*6R of a charge line: unique over all claims (≤ 30 characters) and readable back. */
export const lineControlNumberOf = (claimId: string, line: number) => `${claimId}L${line}`;

/** Identity of a payment (design: payer, TRN02, TRN03, BPR16, BPR02, and for a zero payment its sorted claims too). */
export function remittanceIdOf(payment: {
  payer: string;
  traceNumber: string;
  originatorId: string;
  paymentDate: LocalDate;
  paymentCents: number;
  claims: readonly { patientControlNumber: string; payerControlNumber: string }[];
}): string {
  const { payer, traceNumber, originatorId, paymentDate, paymentCents } = payment;
  const claims =
    paymentCents === 0
      ? payment.claims.map((claim) => `${claim.patientControlNumber}|${claim.payerControlNumber}`).sort()
      : [];
  return shortId(26, 'remittance', payer, traceNumber, originatorId, paymentDate, String(paymentCents), ...claims);
}

/** Identity of an interchange that came in: sender, control number and the hash of its bytes. */
export const interchangeIdOf = (senderId: string, controlNumber: string, sha256: string) =>
  shortId(26, 'interchange', senderId, controlNumber, sha256);

/** Identity of an interchange of ours: the number that its receiver knows it by, so that it has a stream before it is written. */
export const ownInterchangeIdOf = (receiverId: string, controlNumber: string) =>
  shortId(26, 'own-interchange', receiverId, controlNumber);

/** The number that a payer should give one payment alone: payer, TRN02, TRN03. */
export const paymentNumberIdOf = (payment: { payer: string; traceNumber: string; originatorId: string }) =>
  shortId(26, 'payment-number', payment.payer, payment.traceNumber, payment.originatorId);

/** The number of a check or of an electronic payment as its medium has it: paper does not say who originated it. */
export const checkNumberIdOf = (medium: 'file' | 'paper', payment: { payer: string; traceNumber: string }) =>
  shortId(26, `${medium}-check-number`, payment.payer, payment.traceNumber);

/** The number that a payer gives one claim alone: CLP07, and REF*1K of its 277CA. */
export const claimNumberIdOf = (payerId: string, payerControlNumber: string) =>
  shortId(26, 'claim-number', payerId, payerControlNumber);

/** The number that a sender should give one interchange alone: sender, ISA13. */
export const interchangeNumberIdOf = (senderId: string, controlNumber: string) =>
  shortId(26, 'interchange-number', senderId, controlNumber);
