import type { Cents } from '#libs/kernel/money.js';
import type { ProfessionalClaim, Receiver, Submitter } from '../claim.js';
import type { Problem } from '../problem.js';
import type { InterchangeContext } from './envelope.js';

/** A claim as it was read, with what the sender said about it beside. */
export interface ReadClaim {
  readonly claim: ProfessionalClaim;
  /** CLM02 as written; right when it is the sum of the lines. */
  readonly reportedChargeCents: Cents;
  /** Place of the CLM in its transaction, ST is 1. */
  readonly position: number;
}

/** One ST to SE of an 837P. */
export interface ClaimTransaction {
  readonly interchange: InterchangeContext;
  /** GS06, ST02. */
  readonly groupControl: string;
  readonly control: string;
  /** BHT03: what a 277CA names as the trace of its receiver level. */
  readonly batchReference: string;
  readonly submitter: Submitter;
  readonly receiver: Receiver;
  readonly claims: readonly ReadClaim[];
}

export interface ClaimFile {
  readonly interchanges: readonly InterchangeContext[];
  readonly transactions: readonly ClaimTransaction[];
  readonly problems: readonly Problem[];
}
