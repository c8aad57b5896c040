import { shortId } from '#libs/kernel/ids.js';
import { addDays, type LocalDate } from '#libs/kernel/local-date.js';
import type { ProfessionalClaim } from '#libs/x12/claim.js';
import { termsOf } from './adjudication/condition.js';
import type { PayerClaim } from './journal/entries.js';
import type { Journal } from './journal/journal.js';
import { chosen, servicesOf } from './scenario/chance.js';
import type { Scenario } from './scenario/scenario.js';

/** Takes a claim into the payer's system, to be decided on a day. The payer's own number is made of the claim's: the same on every run. */
export function takeClaim(
  journal: Journal,
  claim: ProfessionalClaim,
  { receivedOn, sentBefore }: { readonly receivedOn: LocalDate; readonly sentBefore: number },
  scenario: Scenario,
): PayerClaim {
  const first = shortId(13, 'payer-claim', claim.payer.id, claim.patientControlNumber);
  let payerControlNumber = first;
  for (let copy = 2; journal.claim(payerControlNumber); copy += 1) payerControlNumber = `${first}D${copy}`;
  const { chances, seed } = scenario;
  const silence = chosen(chances.silent, seed, 'silent', `${servicesOf(claim)} ${sentBefore}`)?.days ?? 0;
  const taken: PayerClaim = {
    ...{ payerControlNumber, claim, receivedOn, state: 'waiting', decision: null },
    remitOn: addDays(receivedOn, termsOf(scenario, claim).daysToRemittance + silence),
    ...(sentBefore > 0 ? { sentBefore } : {}),
    ...(payerControlNumber === first ? {} : { duplicateOf: first }),
  };
  journal.record({ kind: 'claim', claim: taken });
  return taken;
}
