import type { ClaimLine, ProfessionalClaim } from '#libs/x12/claim.js';
import type { Condition, DenialRule, PayerTerms, Scenario } from '../scenario.js';

/** True where everything that the condition names is so: by the text of the claim, and of the line where one is given. */
export function holds(condition: Condition, claim: ProfessionalClaim, line?: ClaimLine): boolean {
  const { payerIds, filingIndicators, withoutAuthorization, diagnoses, renderingNpis } = condition;
  const ofClaim =
    (payerIds?.includes(claim.payer.id) ?? true) &&
    (filingIndicators?.includes(claim.subscriber.claimFilingIndicator) ?? true) &&
    (!withoutAuthorization || claim.priorAuthorization === undefined) &&
    (diagnoses?.some((listed) => claim.diagnoses.some((code) => code.replace('.', '').startsWith(listed))) ?? true) &&
    (renderingNpis?.includes(claim.renderingProvider?.npi ?? claim.billingProvider.npi) ?? true);
  return ofClaim && (line === undefined || holdsOfLine(condition, claim, line));
}

function holdsOfLine(
  { codes, besideCodes, withoutModifiers, unitsAbove }: Condition,
  claim: ProfessionalClaim,
  line: ClaimLine,
): boolean {
  const sameDay = claim.lines.filter((other) => other !== line && other.serviceDate === line.serviceDate);
  return (
    (codes?.includes(line.code) ?? true) &&
    (besideCodes === undefined || sameDay.some((other) => besideCodes.includes(other.code))) &&
    !withoutModifiers?.some((modifier) => line.modifiers.includes(modifier)) &&
    (unitsAbove === undefined || line.units > unitsAbove)
  );
}

/** The rule that denies a line; undefined where none does. */
export function denialOf(scenario: Scenario, claim: ProfessionalClaim, line: ClaimLine): DenialRule | undefined {
  return scenario.denials.find((rule) => holds(rule.when, claim, line));
}

/** How the payer of a claim behaves. */
export function termsOf(scenario: Scenario, claim: ProfessionalClaim): PayerTerms {
  const terms = scenario.payers.find((payer) => holds(payer.when, claim));
  if (!terms) throw new Error('the scenario has no payer without a condition');
  return terms;
}
