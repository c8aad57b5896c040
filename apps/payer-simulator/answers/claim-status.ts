import type { AcknowledgementStatus } from '#libs/x12/acknowledgement.js';
import type { ProfessionalClaim } from '#libs/x12/claim.js';
import { termsOf } from '../adjudication/condition.js';
import type { Journal } from '../journal/journal.js';
import type { Scenario } from '../scenario/scenario.js';

/** Accepted into adjudication. */
export const ACCEPTED: AcknowledgementStatus = { category: 'A2', status: '20' };

/** Why a claim is not taken into the payer's system; undefined where it is. */
export function rejectionOf(
  claim: ProfessionalClaim,
  journal: Pick<Journal, 'claim'>,
  scenario: Scenario,
): AcknowledgementStatus | undefined {
  const terms = termsOf(scenario, claim);
  // 562: the provider's NPI; 535: the claim's frequency; 464: the payer's own control number.
  if (terms.referringProviderRequired && !claim.referringProvider)
    return { category: 'A7', status: '562', entity: 'DN' };
  if (!terms.frequencies.includes(claim.frequency)) return { category: 'A7', status: '535' };
  const original = claim.payerControlNumber === undefined ? undefined : journal.claim(claim.payerControlNumber);
  if (claim.frequency !== '1' && !original) return { category: 'A7', status: '464' };
  return undefined;
}
