import type { Cents } from '#libs/kernel/money.js';
import type { Finding } from './finding.js';
import type { UnitMethod } from './practice.js';

/** One claim line as coded. `minutes` is the line's total, `assistantMinutes` the assistant's share of it. */
export interface CodedLine {
  readonly line: number;
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units: number;
  readonly minutes: number;
  readonly assistantMinutes: number;
  readonly diagnosisPointers: readonly number[];
  /** Unlisted codes only: what was done, in the clinician's words (patient data). */
  readonly description?: string;
  /** Absent where the practice has no charge for the code. */
  readonly chargeCents?: Cents;
}

/** What a payer is expected to do with a line, in cents. */
export interface LinePrice {
  /** Units at the full fee, before the multiple-procedure cut and the charge cap. */
  readonly fullFeeCents: Cents;
  /** The multiple-procedure cut: the full fee (at most the charge) less the allowed amount. */
  readonly mpprCents: Cents;
  readonly allowedCents: Cents;
  readonly deductibleCents: Cents;
  readonly coinsuranceCents: Cents;
  readonly assistantCutCents: Cents;
  readonly sequestrationCents: Cents;
  readonly paidCents: Cents;
  /** The pool of the line's therapy ledger after the line. */
  readonly accruedCents: Cents;
}

/** A line with its expected payment; unpriced lines (no contract, carrier-priced, a missing rate) carry no money fields. */
export type PricedLine = CodedLine & Partial<LinePrice>;

/** A procedure of this session whose minutes went into a line of another session of the same day. */
export interface MergedProcedure {
  readonly procedure: number;
  readonly sessionId: string;
  readonly line: number;
}

export interface CodedSession<Line extends CodedLine = CodedLine> {
  readonly sessionId: string;
  readonly revision: number;
  readonly payerId: string;
  readonly unitMethod: UnitMethod;
  /** The day's timed minutes and units in the session's discipline. */
  readonly timedMinutes: number;
  readonly timedUnits: number;
  readonly held: boolean;
  readonly lines: readonly Line[];
  readonly mergedInto?: readonly MergedProcedure[];
  readonly findings: readonly Finding[];
}

export type PricedSession = CodedSession<PricedLine>;
