import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { interchangeEvents } from '#libs/contracts/events/interchange-events.js';

/** One submission of a claim and the file that carried it. */
export interface SentClaim {
  readonly claimId: string;
  readonly submissionNumber: number;
  readonly payerId: string;
  readonly receiverId: string;
  /** ISA13. */
  readonly controlNumber: number;
  readonly interchangeId: string;
  readonly fileName: string;
}

type InterchangeEvent = ClearPartOf<(typeof interchangeEvents)[number]>;

/** The submissions that an interchange of ours carried; none of one that came in. */
export function sentClaims(sent: readonly SentClaim[], event: InterchangeEvent): readonly SentClaim[] {
  if (event.type !== 'InterchangeSent') return sent;
  const { claims, controlNumber, payerId, receiverId, interchangeId, fileName } = event.data;
  return claims.map((claim) => ({
    ...claim,
    payerId,
    receiverId,
    controlNumber: Number(controlNumber),
    interchangeId,
    fileName,
  }));
}
