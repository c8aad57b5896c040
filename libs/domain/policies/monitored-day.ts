import type { ChargeLine } from '#libs/contracts/events/shapes.js';
import { lastDayOfMonth } from '#libs/kernel/local-date.js';
import { sameJson } from '#libs/kernel/same-json.js';
import {
  managementMonth,
  managementOf,
  monthMinutes,
  monthOf,
} from '#libs/rules/coding/monitoring/management-month.js';
import {
  type MonitoringEntry,
  type MonitoringHistory,
  type MonthBar,
  monitoringClock,
  monitoringCodes,
  monitoringEntries,
} from '#libs/rules/coding/monitoring/monitoring-entry.js';
import { type PracticeProfile, timeZoneOf } from '#libs/rules/practice.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import type { Session } from '#libs/rules/session.js';
import { type DayRecord, dayOf, type LedgerState } from '../patient-ledger/state.js';
import { closeOfMonth } from '../practice/close-of-day.js';
import type { SessionDay } from '../session/state.js';

/** A day in its patient's year. */
interface DayInLedger {
  readonly day: SessionDay;
  readonly ledger: LedgerState;
  readonly reference: Reference;
}

/** Where days of a payer are looked for. */
interface PayersDays {
  readonly ledger: LedgerState;
  readonly lastYear?: LedgerState;
  readonly day: { readonly payerId: string };
}

/** A day's sessions, with what their remote monitoring is judged by. */
export interface DayToMonitor extends DayInLedger {
  readonly practice: PracticeProfile;
  readonly sessions: readonly Session[];
  readonly lastYear?: LedgerState;
  readonly codedAt: Date;
  /** True where the month's management is billed with another day whose claim is under way. */
  readonly monthBilled: boolean;
}

export interface JudgedMonitoring {
  readonly history: MonitoringHistory;
  /** What the day book keeps of it. */
  readonly kept: Pick<DayRecord, 'monitoring' | 'monthClosesAt'>;
}

/** True where one of the sessions reports remote monitoring. */
export function isMonitored(sessions: readonly (Session | null)[], { codes }: Pick<Reference, 'codes'>): boolean {
  const known = monitoringCodes(codes);
  return sessions.some((session) => session?.procedures.some(({ code }) => known.has(code)));
}

/** Claims that bill the management of the day's month with another day of it. */
export function monthClaims(place: DayInLedger): readonly string[] {
  return carryingDays(place).flatMap(({ claimIds }) => claimIds);
}

/**
 * True where the management that a claim bills is what its month comes to in the book. Else a session came, changed or went, and the day that
 * carries the lines is not coded anew yet.
 */
export function billsWholeMonth(ledger: LedgerState, claimId: string, reference: Pick<Reference, 'codes'>): boolean {
  return Object.values(ledger.days).every((day) => {
    const claim = day.claims.find((one) => one.claimId === claimId);
    const lines = claim?.lines.filter(({ code }) => isManagement(code, reference)) ?? [];
    if (lines.length === 0 || !day.monitoring) return true;
    const entries = monitoredDays({ ledger, day }).flatMap(({ monitoring }) => monitoring ?? []);
    const month = managementMonth(entries.sort(byDate), monthOf(day.dateOfService), reference.codes);
    const billed = lines.reduce((sum, { minutes }) => sum + minutes, 0);
    return month?.carrier.dateOfService === day.dateOfService && monthMinutes(month) === billed;
  });
}

/** True where minutes of the day are among those that are billed with a later day of its month. */
export function countsInMonth(place: DayInLedger): boolean {
  return countedEntries(place).length > 0;
}

/** The patient's remote monitoring as the day is judged by it; undefined where the day has none and had none. */
export function monitoredDay(input: DayToMonitor): JudgedMonitoring | undefined {
  const { ledger, day, reference, sessions } = input;
  const own = sessions.flatMap((session) => monitoringEntries(session, reference));
  const before = dayOf(ledger, day)?.monitoring ?? [];
  if (own.length === 0 && before.length === 0) return undefined;
  const entries = inOrder([...elsewhere(input), ...own], input);
  const barred = monthBar(input, own, entries);
  const monitoring = barred?.why === 'billed' && input.monthBilled ? withCounted(own, input) : own;
  const waits = barred?.why === 'open';
  return {
    history: { entries, ...(barred && { barred }) },
    kept: {
      ...(monitoring.length > 0 && { monitoring }),
      ...(waits && { monthClosesAt: closeOfMonth(day.dateOfService, timeZoneOf(input.practice)).toISOString() }),
    },
  };
}

/**
 * Why the day's management earns nothing now. A month whose claim is under way stays as it was counted. Where another day's draft has the
 * lines that this one is to carry, it gives them up first: so they never stand on two claims at once.
 */
function monthBar(
  input: DayToMonitor,
  own: readonly MonitoringEntry[],
  entries: readonly MonitoringEntry[],
): MonthBar | undefined {
  const { day, practice } = input;
  const { codes } = input.reference;
  const { dateOfService } = day;
  const managed = managementOf(own, codes);
  if (input.codedAt < closeOfMonth(dateOfService, timeZoneOf(practice)))
    return managed.length > 0 ? { why: 'open', lastDay: lastDayOfMonth(dateOfService) } : undefined;
  const carrying = carryingDays(input).at(-1);
  if (!carrying) return undefined;
  const carrier = managementMonth(entries, monthOf(dateOfService), codes)?.carrier;
  const takesOver = carrier?.dateOfService === dateOfService;
  const isBarred = input.monthBilled ? !sameJson(managed, countedEntries(input)) : takesOver;
  return isBarred ? { why: 'billed', dateOfService: carrying.dateOfService } : undefined;
}

/**
 * The day's management as the month's lines have counted it: the last session with minutes carries them, so a day after it came too late to
 * be among them, though the book may have it.
 */
function countedEntries(place: DayInLedger): MonitoringEntry[] {
  const carrying = carryingDays(place).at(-1);
  if (!carrying || carrying.dateOfService < place.day.dateOfService) return [];
  return managementOf(dayOf(place.ledger, place.day)?.monitoring ?? [], place.reference.codes);
}

/** Other days of the month, at the day's payer, whose claims have lines of management. */
function carryingDays({ day, ledger, reference }: DayInLedger) {
  return monitoredDays({ ledger, day })
    .filter(({ dateOfService }) => dateOfService !== day.dateOfService)
    .filter(({ dateOfService }) => monthOf(dateOfService) === monthOf(day.dateOfService))
    .map(({ dateOfService, claims }) => ({
      dateOfService,
      claimIds: claims
        .filter(({ lines }) => lines.some(({ code }) => isManagement(code, reference)))
        .map(({ claimId }) => claimId),
    }))
    .filter(({ claimIds }) => claimIds.length > 0)
    .sort((a, b) => (a.dateOfService < b.dateOfService ? -1 : 1));
}

function isManagement(code: string, { codes }: Pick<Reference, 'codes'>): boolean {
  const known = codes.get(code);
  return known !== undefined && monitoringClock(known) === 'management';
}

/** Days of the payer with remote monitoring, this year's and, where it is known, last year's. */
function monitoredDays({ ledger, lastYear, day }: PayersDays): DayRecord[] {
  return [...Object.values(lastYear?.days ?? {}), ...Object.values(ledger.days)].filter(
    ({ payerId, monitoring }) => payerId === day.payerId && monitoring,
  );
}

/** What the month has counted of the day, and beside it what the day says of set-ups and devices now. */
function withCounted(own: readonly MonitoringEntry[], input: DayToMonitor): MonitoringEntry[] {
  const managed = new Set(managementOf(own, input.reference.codes));
  return [...own.filter((entry) => !managed.has(entry)), ...countedEntries(input)];
}

function elsewhere(input: DayToMonitor): MonitoringEntry[] {
  return monitoredDays(input)
    .filter(({ dateOfService }) => dateOfService !== input.day.dateOfService)
    .flatMap(({ monitoring }) => monitoring ?? []);
}

/**
 * By date of service; but a set-up or device that has a line on a claim stands before all others, so that one that is recorded late never
 * takes a period away that may be billed already. The day's own keeps that place as long as it is the one that was billed.
 */
function inOrder(entries: readonly MonitoringEntry[], input: DayToMonitor): MonitoringEntry[] {
  const billed = billedEntries(input);
  const rank = (entry: MonitoringEntry) => (billed.some((other) => sameJson(entry, other)) ? 0 : 1);
  const ranked = entries.map((entry) => ({ entry, rank: rank(entry) }));
  return ranked.sort((a, b) => a.rank - b.rank || byDate(a.entry, b.entry)).map(({ entry }) => entry);
}

/** Set-ups and devices in the book that have a line. */
function billedEntries(input: DayToMonitor): MonitoringEntry[] {
  const { codes } = input.reference;
  return monitoredDays(input).flatMap(({ monitoring = [], claims, ehrSessionIds }) => {
    const lines = new Set(claims.flatMap((claim) => claim.lines.map((line) => lineName(ehrSessionIds, line))));
    return monitoring.filter(({ sessionId, code }) => {
      const known = codes.get(code);
      return known && monitoringClock(known) !== 'management' && lines.has(`${code}|${sessionId}`);
    });
  });
}

function lineName(ehrSessionIds: DayRecord['ehrSessionIds'], { sessionId, code }: ChargeLine): string {
  return `${code}|${ehrSessionIds[sessionId]}`;
}

function byDate(a: MonitoringEntry, b: MonitoringEntry): number {
  return a.dateOfService < b.dateOfService ? -1 : Number(a.dateOfService > b.dateOfService);
}
