import { localDateAt } from '#libs/kernel/time-zone.js';
import type { CrossedOverClaim } from './answers/crossed-over.js';
import type { Journal } from './journal/journal.js';
import { servicesOf } from './scenario/chance.js';
import type { Scenario } from './scenario/scenario.js';
import { takeClaim } from './take-claim.js';

/** Takes a claim that another payer sent on: nobody acknowledges it, its remittance goes to the practice. */
export function takeCrossedOver(
  journal: Journal,
  { fileId, handed: { parties, claim } }: { readonly fileId: string; readonly handed: CrossedOverClaim },
  now: Date,
  scenario: Scenario,
): void {
  if (journal.hasFile(fileId)) return;
  const services = servicesOf(claim);
  const sentBefore = journal.arrivalsOf(services);
  journal.record({ kind: 'file', fileId }, { kind: 'parties', parties }, { kind: 'arrival', services });
  takeClaim(journal, claim, { receivedOn: localDateAt(now, scenario.timeZone), sentBefore }, scenario);
}
