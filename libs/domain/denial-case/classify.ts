import type { HandlerName } from '#libs/contracts/classification-row.js';
import type { Adjustment, PayerKind } from '#libs/contracts/events/shapes.js';
import { UNPROCESSABLE } from '#libs/contracts/remark-codes.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import {
  type ClassificationRules,
  type ConditionalAction,
  type DenialAction,
  type DenialFact,
  type DenialKey,
  type ResponsibleParty,
  UNKNOWN_REASON,
} from './classification-rules.js';

/** Why something was not paid, and what stands around it. */
export interface DenialReason {
  readonly group: string;
  /** The claim adjustment reason code. */
  readonly reason: string;
  /** Remark codes that apply to it, those of the claim included. */
  readonly remarks: readonly string[];
  /** Modifiers of the denied lines: GA and GY decide who is liable. */
  readonly modifiers: readonly string[];
  /** MA130 applies: the line was not paid. */
  readonly unprocessable: boolean;
  /** The procedure code, where all denied lines have the same. */
  readonly code?: string | undefined;
}

/** Whom the denial comes from, when, and what is known beside it. */
export interface ClassificationContext {
  readonly payerKind: PayerKind;
  /** The payer as the practice names it: its own rows may be for one payer alone. */
  readonly payerId?: string;
  /** The remittance's date: rows in force on it count. */
  readonly on: LocalDate;
  readonly rules: ClassificationRules;
  /** Nothing counts as on file, found or distinct unless it is named here. */
  readonly facts?: ReadonlySet<DenialFact>;
}

export interface Classification {
  readonly category: string;
  readonly action: DenialAction;
  readonly alternatives: readonly DenialAction[];
  /** A corrected claim (new, replacement or reopening) may cure it. */
  readonly correctable: boolean;
  readonly responsible: ResponsibleParty;
  /** What may correct it by itself; null where a person must. */
  readonly handler: HandlerName | null;
}

const NO_REMARKS: readonly string[] = [];
const CORRECTIONS: ReadonlySet<DenialAction> = new Set(['NEW', 'REPL', 'REOPEN']);

/** Frequency 7 does not exist at Medicare Part B, and reopening exists nowhere else. */
function forPayer(action: DenialAction, payerKind: PayerKind): DenialAction {
  if (payerKind === 'MEDICARE_B') return action === 'REPL' ? 'REOPEN' : action;
  return action === 'REOPEN' ? 'REPL' : action;
}

/** The group gate: only what the payer made the patient's share may ever reach the patient, and then only with the modifier that a row asks for. What nobody knows is never written off. */
function mayBe({ action, when }: ConditionalAction, denial: DenialReason, category: string): boolean {
  if (action === 'PT' && denial.group !== 'PR') return false;
  if (action === 'WO' && category === UNKNOWN_REASON.category) return false;
  return when === 'GA' || when === 'GY' ? denial.modifiers.includes(when) : true;
}

function holds({ when }: ConditionalAction, facts: ReadonlySet<DenialFact>): boolean {
  return when === undefined || when === 'GA' || when === 'GY' || facts.has(when);
}

function keyOf(
  { reason, remarks, group, code }: Pick<DenialReason, 'reason' | 'remarks' | 'group' | 'code'>,
  { payerKind, payerId }: Pick<ClassificationContext, 'payerKind' | 'payerId'>,
): DenialKey {
  return { reason, remarks, payerKind, payerId, group, code };
}

/**
 * What a denial is about and what to do next: MA130 first, then the group gate, then the first action of the row
 * whose condition holds; what else the row allows are the alternatives. Where the gate leaves nothing: send records.
 */
export function classifyDenial(denial: DenialReason, context: ClassificationContext): Classification {
  const { payerKind, on, rules, facts = new Set() } = context;
  const found = rules.row(keyOf(denial, context), on);
  // CO-45 that took the whole charge: denied for a reason that is none.
  const row = found.denial ? found : UNKNOWN_REASON;
  const { category, handler } = row;
  const responsible = row.responsible ?? rules.responsible(category);
  if (denial.unprocessable) {
    return { category, action: 'NEW', alternatives: [], correctable: true, responsible, handler };
  }
  const allowed = row.actions.filter((action) => mayBe(action, denial, category));
  const action = forPayer(allowed.find((one) => holds(one, facts))?.action ?? 'DOCS', payerKind);
  const others = new Set(allowed.map((one) => forPayer(one.action, payerKind)));
  others.delete(action);
  const alternatives = [...others];
  const correctable = row.correctable ?? [action, ...alternatives].some((one) => CORRECTIONS.has(one));
  return { category, action, alternatives, correctable, responsible, handler };
}

/** A line of a remittance, as far as denials need it. */
export interface RemittanceLineLike {
  readonly code?: string;
  readonly modifiers: readonly string[];
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  readonly adjustments: readonly Adjustment[];
  readonly remarks: readonly string[];
}

/** A claim of a remittance, as far as denials need it. */
export interface RemittanceClaimLike {
  readonly reversal: boolean;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  /** Adjustments of the claim itself, without those of its lines. */
  readonly adjustments: readonly Adjustment[];
  readonly remarks: readonly string[];
  readonly lines: readonly RemittanceLineLike[];
}

/** A denied amount as the remittance has it. */
export interface FoundDenial extends DenialReason {
  /** 1-based line of the remittance's claim; absent for a denial of the whole claim. */
  readonly line?: number;
  /** Remark codes of the line, or of the claim for a denial of the whole claim. */
  readonly ownRemarks: readonly string[];
  readonly deniedCents: Cents;
}

/** CO-45 that takes the whole charge pays nothing at all: not a contractual amount but a denial without a reason. */
function takesWholeCharge(part: Omit<RemittanceLineLike, 'modifiers' | 'remarks' | 'code'>): boolean {
  if (part.chargeCents <= 0 || part.paidCents !== 0) return false;
  if (part.adjustments.some((one) => one.group === 'PR')) return false;
  return part.chargeCents === contractual(part.adjustments);
}

function contractual(adjustments: readonly Adjustment[]): Cents {
  let total = 0;
  for (const one of adjustments) if (one.group === 'CO' && one.reason === '45') total += one.amountCents;
  return total;
}

/** Most lines are paid, and are told from denied ones here, by their reasons alone; a remark makes no denial of what is none. */
function mayDeny(
  { amountCents, reason, group }: Adjustment,
  code: string | undefined,
  context: Omit<ClassificationContext, 'facts'>,
) {
  if (amountCents <= 0) return false;
  return context.rules.row(keyOf({ reason, remarks: NO_REMARKS, group, code }, context), context.on).denial;
}

function denialsIn(
  part: RemittanceLineLike,
  claimRemarks: readonly string[],
  place: { line?: number },
  context: Omit<ClassificationContext, 'facts'>,
): FoundDenial[] {
  const whole = takesWholeCharge(part);
  const { code } = part;
  const isUnprocessable = part.remarks.includes(UNPROCESSABLE) || claimRemarks.includes(UNPROCESSABLE);
  if (!whole && !isUnprocessable && !part.adjustments.some((one) => mayDeny(one, code, context))) return [];
  const remarks = [...new Set([...part.remarks, ...claimRemarks])];
  const common = {
    ...place,
    remarks,
    ownRemarks: part.remarks,
    modifiers: part.modifiers,
    ...(code === undefined ? {} : { code }),
    unprocessable: part.paidCents <= 0 && remarks.includes(UNPROCESSABLE),
  };
  if (whole) return [{ ...common, group: 'CO', reason: '45', deniedCents: part.chargeCents }];
  return part.adjustments
    .filter((one) => one.amountCents > 0)
    .filter(
      ({ reason, group }) => context.rules.row(keyOf({ reason, remarks, group, code }, context), context.on).denial,
    )
    .map((one) => ({ ...common, group: one.group, reason: one.reason, deniedCents: one.amountCents }));
}

/** Every denied amount of a remittance's claim, by its adjustments and never by its status: those of the claim first, then line by line. */
export function findDenials(
  claim: RemittanceClaimLike,
  context: Omit<ClassificationContext, 'facts'>,
): readonly FoundDenial[] {
  if (claim.reversal) return [];
  const whole = {
    chargeCents: claim.lines.length === 0 ? claim.chargeCents : 0,
    paidCents: claim.paidCents,
    modifiers: [],
    adjustments: claim.adjustments,
    remarks: claim.remarks,
  };
  return [
    ...denialsIn(whole, [], {}, context),
    ...claim.lines.flatMap((line, index) => denialsIn(line, claim.remarks, { line: index + 1 }, context)),
  ];
}

/** A denial as the `era` command shows it. */
export interface ClassifiedDenial {
  readonly line?: number;
  readonly group: string;
  readonly reason: string;
  readonly remarks: readonly string[];
  readonly category: string;
  readonly action: DenialAction;
  readonly alternatives: readonly DenialAction[];
}

/** The denials of a remittance's claim, classified; an empty list where nothing of it was denied. */
export function denialsOf(claim: RemittanceClaimLike, context: ClassificationContext): readonly ClassifiedDenial[] {
  return findDenials(claim, context).map((denial) => {
    const { category, action, alternatives } = classifyDenial(denial, context);
    return {
      ...(denial.line === undefined ? {} : { line: denial.line }),
      group: denial.group,
      reason: denial.reason,
      remarks: denial.ownRemarks,
      category,
      action,
      alternatives,
    };
  });
}

/** The payer's kind by CLP06, where no practice's file names the payer. */
export function payerKindOfFilingIndicator(indicator: string | undefined): PayerKind {
  if (indicator === 'MB') return 'MEDICARE_B';
  if (indicator === '16') return 'MEDICARE_ADVANTAGE';
  return indicator === 'MC' ? 'MEDICAID' : 'COMMERCIAL';
}
