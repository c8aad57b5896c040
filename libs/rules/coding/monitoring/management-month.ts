import type { LocalDate } from '#libs/kernel/local-date.js';
import type { CatalogueCode } from '../../reference/code-catalogue.js';
import type { Reference } from '../../reference/reference.js';
import { listed } from '../../words.js';
import { type MonitoringEntry, monitoringClock } from './monitoring-entry.js';

/** `2026-03` of any day in March 2026. */
export function monthOf(date: LocalDate): string {
  return date.slice(0, 7);
}

/** What was done of management in a calendar month, over all sessions of the patient. */
export interface ManagementMonth {
  /** `2026-03`. */
  readonly month: string;
  readonly therapistMinutes: number;
  readonly assistantMinutes: number;
  /** Sessions that have management minutes. */
  readonly sessions: number;
  /** The month's last session with management minutes: it carries the lines, at the first of its management procedures. */
  readonly carrier: Pick<MonitoringEntry, 'sessionId' | 'procedure' | 'dateOfService'>;
  /** True where somebody spoke with the patient live in the month. */
  readonly interactive: boolean;
}

/** Sums a month's management minutes; undefined where it has none. */
export function managementMonth(
  entries: readonly MonitoringEntry[],
  month: string,
  codes: Reference['codes'],
): ManagementMonth | undefined {
  const managed = managementOf(entries, codes).filter((entry) => monthOf(entry.dateOfService) === month);
  const last = managed.at(-1);
  if (!last) return undefined;
  return {
    month,
    therapistMinutes: managed.reduce((sum, entry) => sum + entry.therapistMinutes, 0),
    assistantMinutes: managed.reduce((sum, entry) => sum + entry.assistantMinutes, 0),
    sessions: new Set(managed.map((entry) => entry.sessionId)).size,
    carrier: managed.find((entry) => entry.sessionId === last.sessionId) as MonitoringEntry,
    interactive: entries.some(({ interactiveOn }) => interactiveOn !== undefined && monthOf(interactiveOn) === month),
  };
}

/** The entries of management that have minutes. */
export function managementOf(entries: readonly MonitoringEntry[], codes: Reference['codes']): MonitoringEntry[] {
  return entries.filter(({ code, therapistMinutes, assistantMinutes }) => {
    const known = codes.get(code);
    return known && monitoringClock(known) === 'management' && therapistMinutes + assistantMinutes > 0;
  });
}

export function monthMinutes({ therapistMinutes, assistantMinutes }: ManagementMonth): number {
  return therapistMinutes + assistantMinutes;
}

/** The codes of management on a date: the short one does not exist on every date. */
export interface ManagementCodes {
  readonly short: CatalogueCode | undefined;
  readonly base: CatalogueCode;
}

export function managementCodes(codes: Reference['codes'], on: LocalDate): ManagementCodes {
  const all = [...codes.values()];
  const short = all.find((code) => code.behaviour === 'rtm-management-short');
  return {
    short: short && short.from <= on ? short : undefined,
    base: all.find((code) => code.behaviour === 'rtm-management') as CatalogueCode,
  };
}

/** The code that the month's minutes earn, under which its lines are drafted; full minutes count, no midpoints. */
export function earnedCode(minutes: number, { short, base }: ManagementCodes): CatalogueCode | undefined {
  if (minutes >= fullMinutes(base)) return base;
  return short && minutes >= fullMinutes(short) ? short : undefined;
}

/** Minutes that one unit of the code takes, from its row of the catalogue. */
export function fullMinutes({ minutes }: CatalogueCode): number {
  return minutes as number;
}

/** Units that the base code and its add-on have together. */
export function managementUnits(minutes: number, base: CatalogueCode): number {
  return Math.floor(minutes / fullMinutes(base));
}

/** The month's sum in a sentence, with its figures. */
export function explainMonth(month: ManagementMonth, codes: ManagementCodes): string {
  const minutes = monthMinutes(month);
  const sum = `${minutes} minutes of management in ${month.month} (${sessionsInWords(month.sessions)})`;
  const { short, base } = codes;
  const earned = earnedCode(minutes, codes);
  if (!earned) return `${sum} earn nothing: ${(short ?? base).code} needs ${fullMinutes(short ?? base)}`;
  if (earned !== base) return `${sum} make ${earned.code} ×1: ${base.code} needs ${fullMinutes(base)}`;
  const more = managementUnits(minutes, base) - 1;
  const lines = more > 0 ? [`${base.code} ×1`, `${base.partner} ×${more}`] : [`${base.code} ×1`];
  const over = minutes % fullMinutes(base);
  const rest = over === 0 ? '' : `, and ${over} over that make no further ${fullMinutes(base)}`;
  return `${sum} make ${listed(lines)}${rest}`;
}

export function sessionsInWords(sessions: number): string {
  return sessions === 1 ? '1 session' : `${sessions} sessions`;
}
