import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import type { Problem } from './problem.js';

/*
 * A remittance as an 835 (005010X221A1) carries it, in the words of the `era` command's JSON. Denials are not here: what a denial is and what
 * to do about it is the domain's.
 */

/** One CAS triplet. */
export interface RemittanceAdjustment {
  /** CO, PR, OA or PI. */
  readonly group: string;
  /** A claim adjustment reason code (CARC). */
  readonly reason: string;
  /** + lowers the payment, − raises it. */
  readonly amountCents: Cents;
  readonly quantity?: number;
}

/** REF: qualifier and value. */
export interface Reference {
  readonly qualifier: string;
  readonly value: string;
}

/** AMT: qualifier and amount. B6 allowed, AU covered, KH late charge, I interest, … */
export interface NamedAmount {
  readonly qualifier: string;
  readonly amountCents: Cents;
}

/** QTY: qualifier and number. */
export interface NamedQuantity {
  readonly qualifier: string;
  readonly quantity: number;
}

/** DTM: qualifier and day. */
export interface NamedDate {
  readonly qualifier: string;
  readonly date: LocalDate;
}

/** A segment that this reader gives no meaning to, kept as it came: its elements, the id first. */
export type RawSegment = readonly string[];

/** NM1 as reported: a person or an organization. */
export interface RemittanceParty {
  readonly lastName?: string;
  readonly firstName?: string;
  readonly middleName?: string;
  readonly suffix?: string;
  /** NM108: MI member, MR Medicaid, HN health insurance claim number, XX NPI, PI payer, FI tax, C corrected, … */
  readonly idQualifier?: string;
  readonly id?: string;
}

export interface RemittanceLine {
  readonly code: string;
  /** SVC01-1: HC for CPT and HCPCS. */
  readonly codeQualifier: string;
  readonly modifiers: readonly string[];
  /** SVC06: what was billed, where the payer changed it. */
  readonly billedCode?: string;
  readonly billedModifiers?: readonly string[];
  /** SVC07. */
  readonly billedUnits?: number;
  /** SVC04. */
  readonly revenueCode?: string;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  /** SVC05; 1 where it is left out, as the guide has it. */
  readonly units: number;
  /** DTM*472 or 150, else the claim's statement date. */
  readonly serviceDate?: LocalDate;
  /** DTM*151. */
  readonly serviceDateTo?: LocalDate;
  /** REF*6R: the line control number of our claim. */
  readonly control?: string;
  /** AMT*B6. */
  readonly allowedCents?: Cents;
  readonly adjustments: readonly RemittanceAdjustment[];
  /** LQ*HE: remittance advice remark codes. */
  readonly remarks: readonly string[];
  readonly references?: readonly Reference[];
  readonly amounts?: readonly NamedAmount[];
  readonly quantities?: readonly NamedQuantity[];
  readonly otherSegments?: readonly RawSegment[];
}

/** What identifies or describes a person in a claim's remittance: to be sealed, never logged. */
export interface RemittancePatientData {
  /** NM1*QC. */
  readonly patient?: RemittanceParty;
  /** NM1*IL. */
  readonly subscriber?: RemittanceParty;
  /** NM1*74: name or id as the payer corrected it. */
  readonly corrected?: RemittanceParty;
  /** NM1*GB. */
  readonly otherSubscriber?: RemittanceParty;
  /** Claim-level REFs: medical record numbers, group numbers, … */
  readonly references?: readonly Reference[];
  readonly otherSegments?: readonly RawSegment[];
}

export interface RemittanceClaim {
  /** CLP01: our CLM01. */
  readonly patientControlNumber: string;
  /** CLP07. */
  readonly payerControlNumber: string;
  /** CLP02. */
  readonly status: string;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  /** CLP05, 0 where left out. */
  readonly patientCents: Cents;
  /** CLP02 is 22: an earlier decision taken back, all amounts negated. */
  readonly reversal: boolean;
  /** The claim of the transaction (1-based) that took back the earlier decision which this one replaces. */
  readonly correctsClaim?: number;
  /** CLP06. */
  readonly filingIndicator?: string;
  /** CLP08. */
  readonly placeOfService?: string;
  /** CLP09. */
  readonly frequency?: string;
  /** CAS of the claim itself; those of its lines are the lines'. */
  readonly adjustments: readonly RemittanceAdjustment[];
  /** Remark codes of MIA and MOA. */
  readonly remarks: readonly string[];
  readonly lines: readonly RemittanceLine[];
  /** Sent on to another payer: CLP02 19, 20, 21 or 23, NM1*TT, or remark MA07 or MA18. */
  readonly crossedOver: boolean;
  /** NM1*TT: who got it. */
  readonly crossoverCarrier?: RemittanceParty;
  /** NM1*PR: a payer that the claim should go to first. */
  readonly correctedPayer?: RemittanceParty;
  /** NM1*82. */
  readonly renderingProvider?: RemittanceParty;
  /** REF*F8: the payer's number of the claim that this one replaces or takes back. */
  readonly originalPayerControlNumber?: string;
  /** DTM*232 and 233: statement from and to; 050 received; 036 coverage expired. */
  readonly dates?: readonly NamedDate[];
  readonly amounts?: readonly NamedAmount[];
  readonly quantities?: readonly NamedQuantity[];
  /** LX, TS3 and TS2 that stand before this claim: a provider's sums over a group of claims. */
  readonly precedingSegments?: readonly RawSegment[];
  readonly patientData: RemittancePatientData;
  /** Place of the CLP in its transaction, 1-based as in `problems`. */
  readonly position: number;
}

/** A PLB pair: money taken (+) or given (−) outside any claim. */
export interface ProviderAdjustment {
  /** WO recoupment, FB forwarded balance, 72 return, L6 interest, … */
  readonly reason: string;
  /** May hold a patient's control number: patient data. */
  readonly reference: string;
  readonly amountCents: Cents;
  /** PLB01 and PLB02. */
  readonly providerId?: string;
  readonly fiscalPeriodEnd?: LocalDate;
}

/** N1 with its address, contacts and references, as reported. */
export interface RemittanceOrganization {
  readonly name: string;
  readonly idQualifier?: string;
  readonly id?: string;
  readonly references?: readonly Reference[];
  readonly otherSegments?: readonly RawSegment[];
}

/** What stands before the first claim of a transaction. */
export interface RemittanceHeader {
  /** ST02. */
  readonly control: string;
  /** ISA13, ISA06 and GS08 of what carried it; empty where missing. */
  readonly interchangeControl: string;
  readonly senderId: string;
  readonly version: string;
  /** ISA15 is T: a test file. */
  readonly test: boolean;
  /** TRN02. */
  readonly traceNumber: string;
  /** TRN03: who pays; empty where missing. */
  readonly originatorId: string;
  /** TRN04. */
  readonly supplementalCode?: string;
  /** Name of N1*PR. */
  readonly payer: string;
  readonly payerDetail: RemittanceOrganization;
  /** Name, NPI and references of N1*PE. */
  readonly payee: RemittanceOrganization;
  /** BPR02. */
  readonly paymentCents: Cents;
  /** BPR16, else DTM*405; null where neither is a date. */
  readonly date: LocalDate | null;
  /** BPR01: I with money, H without, C, D, U, X, P. */
  readonly handling: string;
  /** BPR03: C credit, D debit. */
  readonly creditDebit: string;
  /** BPR04: ACH, CHK, NON, FWT, BOP. */
  readonly paymentMethod: string;
  /** DTM*405. */
  readonly productionDate?: LocalDate;
  readonly references?: readonly Reference[];
  readonly otherSegments?: readonly RawSegment[];
}

/** What is known when a transaction has been read to its end. */
export interface RemittanceTrailer {
  /** About money alone: every balance holds and every amount could be read. */
  readonly balanced: boolean;
  readonly providerAdjustments: readonly ProviderAdjustment[];
  readonly problems: readonly Problem[];
  readonly claimCount: number;
}

/** One ST to SE of an 835, whole. */
export interface Remittance extends RemittanceHeader, RemittanceTrailer {
  readonly claims: readonly RemittanceClaim[];
}
