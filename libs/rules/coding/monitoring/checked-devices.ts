import { compareRatios, ratio, roundHalfUp } from '#libs/kernel/ratio.js';
import type { Finding } from '../../finding.js';
import { finding } from '../../rule-catalogue.js';
import type { Session } from '../../session.js';
import type { CodableProcedure } from '../treatment.js';
import { billedFor, codeForDays, daysFit, periodInWords, periodStartOf } from './device-period.js';
import type { MonitoredDay } from './monitored-day.js';
import { isEntryOf, type MonitoringEntry, monitoringClock } from './monitoring-entry.js';

/** Keeps the set-ups and devices that earn a line; of the others each is told why it does not. */
export function checkedDevices(codable: readonly CodableProcedure[], day: MonitoredDay): CodableProcedure[] {
  return codable.filter((one) => {
    const clock = monitoringClock(one.entry);
    if (!clock) return true;
    const own = entryOf(one, day);
    const { periodStart } = one.part.record.rtm ?? {};
    if (clock === 'device' && periodStart === undefined) {
      const message = `${one.entry.code} does not say when its 30 days began: ${own.dateOfService} is taken`;
      day.found.add(one.part.session, finding('rtm.period-missing', message, at(one, 'record rtm.periodStart')));
    }
    const system = systemMismatch(one, day);
    if (system) day.found.add(one.part.session, system);
    const against = clock === 'device' ? deviceProblem(one, own, day) : setUpProblem(one, own, day);
    if (against) day.found.add(one.part.session, against);
    return !against;
  });
}

function at({ part }: CodableProcedure, fix?: string): { procedure: number; fix?: string } {
  return { procedure: part.procedure, ...(fix !== undefined && { fix }) };
}

function entryOf({ part }: CodableProcedure, { sessions, history }: MonitoredDay): MonitoringEntry {
  const { sessionId } = sessions[part.session] as Session;
  return history.entries.find((entry) => isEntryOf(entry, sessionId, part.procedure)) as MonitoringEntry;
}

/** Why a device earns no line: its 30 days are billed elsewhere, or its days with data do not fit its code. */
function deviceProblem(one: CodableProcedure, own: MonitoringEntry, day: MonitoredDay): Finding | undefined {
  const { code, system } = one.entry;
  const { codes } = day.reference;
  const billed = billedFor(own, system, day.history.entries, codes);
  if (billed === own) return undefined;
  const days = own.daysWithData;
  if (billed && days === undefined) {
    const message = `${code}: ${inSession(billed)} reports the days with data and bills ${periodInWords(periodStartOf(billed))}`;
    return finding('rtm.counted-in-period', message, at(one));
  }
  if (billed && daysFit(days, one.entry)) {
    const message = `${code}: ${periodInWords(periodStartOf(billed))} are billed as ${billed.code} in ${inSession(billed)}`;
    return finding('rtm.period-billed', message, at(one, 'report the days of a period once, at its end'));
  }
  const { from, to } = one.entry.days as { from: number; to: number };
  const message = `${code} needs ${from} to ${to} days with data and has ${days ?? 'no figure'}`;
  if (days === undefined) return finding('rtm.days', message, at(one, 'record rtm.daysWithData'));
  const fitting = codeForDays(days, system, own.dateOfService, codes);
  return finding('rtm.days', message, at(one, fitting && `bill ${fitting.code}, which stands for ${days} days`));
}

/** Why a set-up earns no line: the episode has one already, or too few days were monitored. */
function setUpProblem(one: CodableProcedure, own: MonitoringEntry, day: MonitoredDay): Finding | undefined {
  const { codes } = day.reference;
  const first = day.history.entries.find((entry) => {
    const code = codes.get(entry.code);
    return code !== undefined && monitoringClock(code) === 'set-up' && entry.episode === own.episode;
  });
  const { code } = one.entry;
  if (first && first !== own)
    return finding('rtm.set-up-repeated', `${code} is billed once an episode, and ${inSession(first)} has it`, at(one));
  const least = day.reference.amount('monitoring-set-up-days', own.dateOfService);
  const days = own.daysWithData;
  if (days === undefined || !least || compareRatios(ratio(days), least) >= 0) return undefined;
  return finding('rtm.days', `${code} needs ${roundHalfUp(least)} days with data and has ${days}`, at(one));
}

function inSession({ sessionId, dateOfService }: MonitoringEntry): string {
  return `session ${sessionId} of ${dateOfService}`;
}

/** A stated body system that is another code's; what is no name of a system is left alone. */
function systemMismatch(one: CodableProcedure, { reference }: MonitoredDay): Finding | undefined {
  const stated = one.part.record.rtm?.system?.toLowerCase();
  const { code, system } = one.entry;
  if (stated === undefined || system === undefined || stated === system) return undefined;
  if (![...reference.codes.values()].some((other) => other.system === stated)) return undefined;
  return finding('rtm.system', `${code} is for the ${system} system; ${stated} is stated`, at(one));
}
