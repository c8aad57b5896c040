import { daysBetween, type LocalDate } from '#libs/kernel/local-date.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import type { ClaimLine, ProfessionalClaim } from '#libs/x12/claim.js';
import { happens, servicesOf } from '../scenario/chance.js';
import type { Condition } from '../scenario/condition.js';
import type { DenialRule, PayerTerms, Scenario } from '../scenario/scenario.js';

/** A claim as the payer took it. */
export interface TakenClaim {
  readonly payerControlNumber: string;
  readonly claim: ProfessionalClaim;
  readonly receivedOn?: LocalDate;
  /** How often the same services had come before. */
  readonly sentBefore?: number;
}

/** True where everything that the condition names is so: by the text of the claim, the day it came, and the line where one is given. */
export function holds(
  condition: Condition,
  { claim, receivedOn }: Pick<TakenClaim, 'claim' | 'receivedOn'>,
  at?: { readonly line: ClaimLine; readonly reference: Reference },
): boolean {
  const { payerIds, filingIndicators, withoutAuthorization, diagnoses, renderingNpis, daysToReceiptAbove } = condition;
  const { withoutOtherPayersDecision, withoutAttachment } = condition;
  const ofClaim =
    (payerIds?.includes(claim.payer.id) ?? true) &&
    (filingIndicators?.includes(claim.subscriber.claimFilingIndicator) ?? true) &&
    (!withoutAuthorization || claim.priorAuthorization === undefined) &&
    (!withoutOtherPayersDecision || !claim.otherPayers?.some(({ decision }) => decision !== undefined)) &&
    (!withoutAttachment || (claim.attachments ?? []).length === 0) &&
    (diagnoses?.some((listed) => claim.diagnoses.some((code) => code.replace('.', '').startsWith(listed))) ?? true) &&
    (renderingNpis?.includes(claim.renderingProvider?.npi ?? claim.billingProvider.npi) ?? true) &&
    (daysToReceiptAbove === undefined || daysToReceipt(claim, receivedOn) > daysToReceiptAbove);
  return ofClaim && (at === undefined || holdsOfLine(condition, claim, at));
}

function daysToReceipt({ lines }: ProfessionalClaim, receivedOn: LocalDate | undefined): number {
  const first = lines.map(({ serviceDate }) => serviceDate).sort()[0];
  return first === undefined || receivedOn === undefined ? 0 : daysBetween(first, receivedOn);
}

function holdsOfLine(
  { codes, besideCodes, secondOfPair, withoutModifiers, unitsAbove }: Condition,
  claim: ProfessionalClaim,
  { line, reference }: { readonly line: ClaimLine; readonly reference: Reference },
): boolean {
  const sameDay = claim.lines.filter((other) => other !== line && other.serviceDate === line.serviceDate);
  return (
    (codes?.includes(line.code) ?? true) &&
    (besideCodes === undefined || sameDay.some((other) => besideCodes.includes(other.code))) &&
    !withoutModifiers?.some((modifier) => line.modifiers.includes(modifier)) &&
    (unitsAbove === undefined || line.units > unitsAbove) &&
    (!secondOfPair || sameDay.some(({ code }) => isSecond(line, code, reference)))
  );
}

function isSecond({ code, serviceDate }: ClaimLine, beside: string, reference: Reference): boolean {
  return code !== beside && reference.unbundledPair(code, beside, serviceDate)?.column2 === code;
}

/** The rule that denies a line; undefined where none does. */
export function denialOf(
  taken: TakenClaim,
  line: ClaimLine,
  { scenario, reference }: { readonly scenario: Scenario; readonly reference: Reference },
): DenialRule | undefined {
  return scenario.denials.find(
    (rule) => holds(rule.when, taken, { line, reference }) && strikes(rule, taken, line, scenario.seed),
  );
}

/** The same services are struck again however often they are sent, unless the rule strikes only once. */
function strikes({ name, share, once, eachLine }: DenialRule, taken: TakenClaim, line: ClaimLine, seed: string) {
  const { claim, sentBefore = 0 } = taken;
  if (once && (sentBefore > 0 || claim.frequency === '7')) return false;
  if (share >= 10_000) return true;
  const services = servicesOf(claim);
  const key = eachLine ? `${services} ${claim.lines.indexOf(line)}` : services;
  return happens(share, seed, `denial ${name}`, key);
}

/** How the payer of a claim behaves. */
export function termsOf(scenario: Scenario, claim: ProfessionalClaim): PayerTerms {
  const terms = scenario.payers.find((payer) => holds(payer.when, { claim }));
  if (!terms) throw new Error('the scenario has no payer without a condition');
  return terms;
}
