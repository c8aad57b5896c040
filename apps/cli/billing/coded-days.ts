import { type CodedDay, codeDay } from '#libs/rules/coding/code-day.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import { finding } from '#libs/rules/rule-catalogue.js';
import type { Session } from '#libs/rules/session.js';
import { type DayEntry, type InputDay, type LiveEntry, liveSessions, readDays } from '../input/read-days.js';
import { readPractice } from '../input/read-practice.js';
import { openReference } from '../input/read-reference.js';
import { readSessions } from '../input/read-sessions.js';
import { monitoredDays } from './monitored-days.js';

/** What every command over SESSIONS works with. */
export interface Billing {
  readonly practice: PracticeProfile | undefined;
  readonly reference: Reference;
}

/** A day of the input, coded: its entries in input order, and the live ones as the day's sessions. */
export interface BilledDay {
  readonly entries: InputDay;
  readonly sessions: readonly Session[];
  readonly day: CodedDay;
}

export async function openBilling(options: {
  readonly practice?: string;
  readonly reference?: string;
}): Promise<Billing> {
  const practice = await readPractice(options.practice);
  return { practice, reference: openReference(options.reference, practice) };
}

/** A session that comes back to a day or session further on is coded for information and held. */
function withSplitInput(day: CodedDay, entries: readonly LiveEntry[]): CodedDay {
  if (!entries.some((entry) => entry.outOfPlace)) return day;
  const message = 'sessions of a day, and revisions of a session, must be adjacent in the file; this one stands apart';
  const sessions = day.sessions.map((session, place) =>
    entries[place]?.outOfPlace
      ? { ...session, held: true, findings: [...session.findings, finding('day.split-input', message)] }
      : session,
  );
  return { ...day, sessions };
}

/** Reads and codes a file day by day. */
export async function* codedDays(file: string, { practice, reference }: Billing): AsyncGenerator<BilledDay> {
  const days = readDays(readSessions(file, practice?.practiceId));
  for await (const { entries, monitoring } of monitoredDays(days, reference)) {
    const live = liveSessions(entries);
    const sessions = live.map((entry) => entry.session);
    const day = codeDay({ sessions, ...(practice && { practice }), reference, ...(monitoring && { monitoring }) });
    yield { entries, sessions, day: withSplitInput(day, live) };
  }
}

/** The result of an entry that counts no longer. */
function setAside(entry: Exclude<DayEntry, { kind: 'live' }>) {
  const { sessionId, revision } = entry.session;
  const nothing = { held: false, lines: [], findings: [] };
  return entry.kind === 'superseded'
    ? { sessionId, revision, supersededBy: entry.by, ...nothing }
    : {
        sessionId,
        revision,
        duplicate: true,
        ...nothing,
        findings: [finding('day.duplicate', 'this revision came before')],
      };
}

export type SetAside = ReturnType<typeof setAside>;

/** Results of a day in input order: those of its live sessions, and a note for each entry that counts no longer. */
export function* inInputOrder<Result>(entries: InputDay, results: readonly Result[]): Generator<Result | SetAside> {
  let place = 0;
  for (const entry of entries) {
    if (entry.kind === 'live') {
      yield results[place] as Result;
      place += 1;
    } else yield setAside(entry);
  }
}
