import type { PayerProfile } from '../payer-profile.js';
import type { Reference } from '../reference/reference.js';
import { finding } from '../rule-catalogue.js';
import type { Session } from '../session.js';
import { billedCode } from './code-validity.js';
import type { DayFindings } from './day-findings.js';
import { monitoringClock } from './monitoring/monitoring-entry.js';
import { contradiction, oddities } from './procedure-checks.js';
import type { CodableProcedure } from './treatment.js';

/** Sorts out what can be coded of a day's procedures; everything else gets a finding that says why not. */
export function codableProcedures(
  sessions: readonly Session[],
  payer: PayerProfile,
  reference: Reference,
  found: DayFindings,
): CodableProcedure[] {
  const codable: CodableProcedure[] = [];
  sessions.forEach((session, place) => {
    session.procedures.forEach((record, index) => {
      const procedure = index + 1;
      const billed = billedCode(record.code, procedure, session.dateOfService, payer, reference);
      if (billed.finding) found.add(place, billed.finding);
      if (!billed.entry) return;
      const against = contradiction(record, billed.entry, procedure);
      if (against) {
        found.add(place, against);
        return;
      }
      for (const oddity of oddities(record, billed.entry, procedure)) found.add(place, oddity);
      codable.push({ part: { session: place, procedure, record }, entry: billed.entry });
    });
  });
  return withoutLoneAddOns(sessions, codable, found);
}

/**
 * An add-on code counts only with its base code in the same discipline of the day. Remote monitoring's minutes make their codes over the
 * month, whichever of them is stated.
 */
function withoutLoneAddOns(
  sessions: readonly Session[],
  codable: readonly CodableProcedure[],
  found: DayFindings,
): CodableProcedure[] {
  const disciplineOf = (one: CodableProcedure) => (sessions[one.part.session] as Session).discipline;
  const stated = new Set(codable.map((one) => `${one.entry.code}|${disciplineOf(one)}`));
  return codable.filter((one) => {
    const { entry, part } = one;
    if (monitoringClock(entry)) return true;
    if (!entry.behaviour.endsWith('-more') || stated.has(`${entry.partner}|${disciplineOf(one)}`)) return true;
    const message = `${entry.code} is billed only together with ${entry.partner}`;
    found.add(part.session, finding('code.add-on-alone', message, { procedure: part.procedure }));
    return false;
  });
}
