import type { LocalDate } from '#libs/kernel/local-date.js';
import { finding } from '../../rule-catalogue.js';
import { minutesOf, type Session } from '../../session.js';
import type { CodableProcedure, Treatment } from '../treatment.js';
import { checkedDevices } from './checked-devices.js';
import {
  earnedCode,
  explainMonth,
  type ManagementMonth,
  managementCodes,
  managementMonth,
  monthMinutes,
  monthOf,
  sessionsInWords,
} from './management-month.js';
import type { MonitoredDay } from './monitored-day.js';
import { type MonitoringHistory, type MonthBar, monitoringClock, withOwnEntries } from './monitoring-entry.js';

/**
 * Applies remote monitoring's own clocks to a day. Set-ups and devices that may be billed stay among the procedures; management leaves them
 * and comes back as a treatment of the whole month where the day carries it.
 */
export function monitoredTreatments(
  codable: readonly CodableProcedure[],
  given: Omit<MonitoredDay, 'history'> & { readonly history: MonitoringHistory | undefined },
): { readonly codable: readonly CodableProcedure[]; readonly management: readonly Treatment[] } {
  if (given.history?.barred?.why !== 'billed' && !codable.some(({ entry }) => monitoringClock(entry)))
    return { codable, management: [] };
  const day = { ...given, history: withOwnEntries(given.history, given.sessions, given.reference) };
  const managing = codable.filter(({ entry }) => monitoringClock(entry) === 'management');
  const others = codable.filter(({ entry }) => monitoringClock(entry) !== 'management');
  return { codable: checkedDevices(others, day), management: managementTreatments(managing, day) };
}

function managementTreatments(managing: readonly CodableProcedure[], day: MonitoredDay): Treatment[] {
  const { barred } = day.history;
  if (barred?.why === 'billed') tellBilled(managing, barred, day);
  else if (managing.length > 0) return managed(managing, day);
  return [];
}

/** Where the minutes were taken out of the record there is no procedure to tell it of: the sessions are told. */
function tellBilled(
  managing: readonly CodableProcedure[],
  { dateOfService }: Extract<MonthBar, { why: 'billed' }>,
  { sessions, found }: MonitoredDay,
): void {
  const month = monthOf((sessions[0] as Session).dateOfService);
  const message = `the management of ${month} is billed with ${dateOfService}, and these minutes are not what it counted`;
  const fix = 'bill the month anew by replacing its claim, or restore the record';
  const places = managing.map(({ part }) => ({ session: part.session, at: { procedure: part.procedure, fix } }));
  const told = places.length > 0 ? places : sessions.map((_, session) => ({ session, at: { fix } }));
  for (const { session, at } of told) found.add(session, finding('rtm.month-already-billed', message, at));
}

/** The month's treatment where one of the day's sessions carries it; every other procedure is told where its minutes went. */
function managed(managing: readonly CodableProcedure[], day: MonitoredDay): Treatment[] {
  const { sessions, history, reference, found } = day;
  const on = (sessions[0] as Session).dateOfService;
  const month = managementMonth(history.entries, monthOf(on), reference.codes);
  const say = (at: CodableProcedure, rule: Parameters<typeof finding>[0], message: string, fix?: string) =>
    found.add(
      at.part.session,
      finding(rule, message, { procedure: at.part.procedure, ...(fix !== undefined && { fix }) }),
    );
  if (!month) {
    for (const one of managing) say(one, 'rtm.explained', `${one.entry.code}: no minutes of management, no unit`);
    return [];
  }
  if (history.barred?.why === 'open') {
    const { lastDay } = history.barred;
    for (const one of managing)
      say(one, 'rtm.month-open', openInWords(one, month, lastDay), `nothing to do until ${lastDay}`);
    return [];
  }
  const home = managing.find(({ part }) => sessions[part.session]?.sessionId === month.carrier.sessionId)?.part.session;
  for (const one of managing)
    if (one.part.session !== home) say(one, 'rtm.counted-in-month', countedInWords(one, month));
  const carrying = managing.filter(({ part }) => part.session === home);
  const [first] = carrying;
  if (!first) return [];
  const codes = managementCodes(reference.codes, on);
  say(first, 'rtm.explained', explainMonth(month, codes));
  const earned = earnedCode(monthMinutes(month), codes);
  if (!earned) return [];
  if (!month.interactive)
    say(
      first,
      'rtm.interaction-missing',
      `${earned.code}: no session says that somebody spoke with the patient live in ${month.month}`,
      'record interactiveOn in the session of the call or visit, if there was one',
    );
  return [treatmentOf(carrying, month, earned, day)];
}

function treatmentOf(
  carrying: readonly CodableProcedure[],
  { therapistMinutes, assistantMinutes }: ManagementMonth,
  entry: Treatment['entry'],
  { sessions }: MonitoredDay,
): Treatment {
  const parts = carrying.map(({ part }) => part);
  const { discipline } = sessions[(parts[0] as (typeof parts)[number]).session] as Session;
  return { code: entry.code, entry, discipline, parts, therapistMinutes, assistantMinutes };
}

function soFar(month: ManagementMonth): string {
  return `${monthMinutes(month)} minutes in ${sessionsInWords(month.sessions)}`;
}

function openInWords({ entry }: CodableProcedure, month: ManagementMonth, lastDay: LocalDate): string {
  return `${entry.code} counts over ${month.month}, so far ${soFar(month)}; the month is coded at the close of ${lastDay}`;
}

function countedInWords({ part }: CodableProcedure, month: ManagementMonth): string {
  const { sessionId, dateOfService } = month.carrier;
  return `${minutesOf(part.record)} minutes count in ${month.month}: ${soFar(month)}, billed with session ${sessionId} of ${dateOfService}`;
}
