import type { LocalDate } from '#libs/kernel/local-date.js';

/** A claim status (STC composite), or of a TA1 or 999 the acknowledgement code and its note or error code. */
export interface AcknowledgementStatus {
  /** 277CA: A0 to A8. 999: IK501 or AK901. TA1: TA104. */
  readonly category: string;
  /** 277CA: claim status code. 999: IK502 and following, one status each. TA1: TA105. Empty where none is given. */
  readonly status: string;
  /** 277CA: whom it is about, e.g. DN, 82, 85, QC. */
  readonly entity?: string;
}

/** A fault that a 999 found, as IK3, IK4 and CTX name it. */
export interface SyntaxFault {
  readonly segmentId: string;
  /** IK302: the segment's place in the refused transaction, ST is 1. */
  readonly position: number;
  /** IK303. */
  readonly loop?: string;
  /** IK401-1; absent for a fault of the whole segment. */
  readonly element?: number;
  /** IK401-2, of a composite element. */
  readonly component?: number;
  /** IK304 or IK403. */
  readonly code: string;
  /** CTX, as reported: names the claim where the payer says it. May hold a patient control number. */
  readonly context?: readonly string[];
}

/** One answer of a payer or clearinghouse, in the normal form of the `ack` command. */
export interface Acknowledgement {
  readonly kind: 'TA1' | '999' | '277CA';
  readonly level: 'interchange' | 'group' | 'transaction' | 'batch' | 'claim';
  /**
   * Of what it answers. TA1: ISA13. 999: GS06 for the group, ST02 for a transaction. 277CA: BHT03 of the 837 (TRN02 of the receiver level),
   * for a batch and for its claims alike.
   */
  readonly control: string;
  /** 999: GS06 of the group that the transaction stood in (AK102). */
  readonly groupControl?: string;
  /** CLM01 of our claim. */
  readonly patientControlNumber?: string;
  /** REF*1K: the payer's number of the claim. */
  readonly payerControlNumber?: string;
  /** A 999 group that was taken in part (AK9 P) counts as accepted: its transactions say which were not. */
  readonly accepted: boolean;
  readonly statuses: readonly AcknowledgementStatus[];
  /** STC02, TA102; absent where not given. */
  readonly effectiveDate?: LocalDate;
  /** Number in the file of the segment that says so (STC, IK5, AK9, TA1). */
  readonly segment: number;
  /** 277CA: STC03, WQ accepted or U rejected. */
  readonly action?: string;
  /** 277CA: STC12 and the like, the payer's own words. May hold patient data. */
  readonly message?: string;
  /** 277CA: name of the level's sender (NM1*PR or AY). */
  readonly source?: string;
  /** 277CA: who the level's sender says it is: the payer (NM1*PR), or a clearinghouse (NM1*AY and anybody else). */
  readonly sourceKind?: 'payer' | 'clearinghouse';
  /** 999 only. */
  readonly errors?: readonly SyntaxFault[];
  /** 277CA: statuses of single lines, by REF*FJ line control number. */
  readonly lines?: readonly { readonly control: string; readonly statuses: readonly AcknowledgementStatus[] }[];
}
