import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import type { ClaimPayer, CoverageTerms, PersonName, PostalAddress } from './claim-party.js';
import type { RemittanceAdjustment } from './remittance.js';

/*
 * Coordination of benefits in an 837P: the patient's other payers, and what those that were asked before decided. The writer holds a claim to
 * 005010X222A1 §1.4.4: a line's charge is what the payer paid of it plus its adjustments, and so is the claim's.
 */

/** Who holds the coverage with another payer (2330A). */
export interface OtherSubscriber extends PersonName {
  readonly memberId: string;
  readonly address?: PostalAddress;
}

/** What another payer decided about the claim as a whole, from its remittance. */
export interface PayerDecision {
  /** AMT*D. */
  readonly paidCents: Cents;
  /** CAS of the claim itself; those of its lines stand in their adjudications. */
  readonly adjustments: readonly RemittanceAdjustment[];
  /** AMT*EAF: what the patient still owes; only where the payer decided about no single line. */
  readonly patientOwesCents?: Cents;
  /** DTP*573; only where the payer decided about no single line. */
  readonly adjudicatedOn?: LocalDate;
  /** REF*F8: the payer's own number of the claim. */
  readonly payerControlNumber?: string;
  /** MOA03 to MOA07: at most five. */
  readonly remarks?: readonly string[];
}

/** Another payer of the patient (loops 2320, 2330A and 2330B). */
export interface OtherPayer extends CoverageTerms {
  /** Its id ties a line's adjudication to it. */
  readonly payer: ClaimPayer;
  readonly subscriber: OtherSubscriber;
  /** SBR02: the patient is 18 the subscriber, 01 spouse, 19 child, G8 other. */
  readonly relationship: string;
  /** OI03: Y by default. */
  readonly benefitsAssigned?: 'Y' | 'N' | 'W';
  /** OI06: Y by default. */
  readonly releaseOfInformation?: 'Y' | 'I';
  /** AMT*A8: the whole charge, where this payer need not be asked since it is known not to cover the service. */
  readonly nonCoveredCents?: Cents;
  /** Absent where the payer has not been asked. */
  readonly decision?: PayerDecision;
}

/** What another payer decided about a line (loop 2430). */
export interface LineAdjudication {
  /** SVD01: the id of one of the claim's other payers. */
  readonly payerId: string;
  /** SVD02. */
  readonly paidCents: Cents;
  /** SVD03: what was adjudicated, which the payer may have changed. */
  readonly code: string;
  readonly modifiers: readonly string[];
  /** SVD05: units paid. */
  readonly units: number;
  readonly adjustments: readonly RemittanceAdjustment[];
  /** DTP*573: the day of the payment. */
  readonly adjudicatedOn: LocalDate;
  /** AMT*EAF: what the patient still owes of the line. */
  readonly patientOwesCents?: Cents;
}
