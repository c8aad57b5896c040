import { firstCoverage, type Session } from '#libs/rules/session.js';
import { KeySet } from './key-set.js';

/** One value of the input: a session to be coded, or one that another revision of it makes void. */
export type DayEntry =
  | { readonly kind: 'live'; readonly session: Session; readonly outOfPlace: boolean }
  | { readonly kind: 'superseded'; readonly session: Session; readonly by: number }
  | { readonly kind: 'duplicate'; readonly session: Session };

/** Entries of the input that belong to one day of one patient at one payer, in input order. */
export type InputDay = readonly DayEntry[];

export type LiveEntry = DayEntry & { readonly kind: 'live' };

/** The entries of a day that are to be coded. */
export function liveSessions(entries: InputDay): LiveEntry[] {
  return entries.filter((entry) => entry.kind === 'live');
}

interface Run {
  readonly live: Session;
  readonly entries: readonly DayEntry[];
  /** Other revisions of the session stand further up. */
  readonly returns: boolean;
}

const sessionKey = (session: Session) => JSON.stringify([session.practiceId, session.sessionId]);

const dayKey = (session: Session) =>
  JSON.stringify([
    session.practiceId,
    session.patient.patientId,
    firstCoverage(session).payerId,
    session.dateOfService,
  ]);

/** Of the revisions of one session the highest counts; a lower one is superseded, the same one again a duplicate. */
function entryOf(session: Session, live: Session, outOfPlace: boolean): DayEntry {
  if (session === live) return { kind: 'live', session, outOfPlace };
  if (session.revision === live.revision) return { kind: 'duplicate', session };
  return { kind: 'superseded', session, by: live.revision };
}

const higher = (one: Session, other: Session) => (other.revision > one.revision ? other : one);

function runOf(revisions: readonly Session[], seen: KeySet): Run {
  const live = revisions.reduce(higher);
  const returns = !seen.add(sessionKey(live));
  return { live, returns, entries: revisions.map((session) => entryOf(session, live, returns)) };
}

/** The entries of a day that sessions come back in: each session counts once, by its highest revision, which is out of place. */
function countedOnce(day: InputDay): DayEntry[] {
  const counted = new Map<string, LiveEntry>();
  for (const entry of day) {
    if (entry.kind !== 'live') continue;
    const key = sessionKey(entry.session);
    const other = counted.get(key);
    if (!other) counted.set(key, entry);
    else counted.set(key, { ...entry, session: higher(other.session, entry.session), outOfPlace: true });
  }
  return day.map((entry) => {
    const live = counted.get(sessionKey(entry.session));
    return live ? entryOf(entry.session, live.session, live.outOfPlace) : entry;
  });
}

async function* runs(sessions: AsyncIterable<Session>): AsyncGenerator<Run> {
  const seen = new KeySet();
  let revisions: Session[] = [];
  for await (const session of sessions) {
    const [first] = revisions;
    if (first && sessionKey(first) !== sessionKey(session)) {
      yield runOf(revisions, seen);
      revisions = [];
    }
    revisions.push(session);
  }
  if (revisions.length > 0) yield runOf(revisions, seen);
}

/**
 * Groups the input by day. Sessions of a day, and revisions of a session, must be adjacent: what comes back to a day or session further on
 * is a day of its own, out of place.
 */
export async function* readDays(sessions: AsyncIterable<Session>): AsyncGenerator<InputDay> {
  const seen = new KeySet();
  let key: string | undefined;
  let outOfPlace = false;
  let returns = false;
  let day: DayEntry[] = [];
  for await (const run of runs(sessions)) {
    const next = dayKey(run.live);
    if (next !== key) {
      if (day.length > 0) yield returns ? countedOnce(day) : day;
      key = next;
      day = [];
      returns = false;
      outOfPlace = !seen.add(next);
    }
    returns ||= run.returns;
    for (const entry of run.entries)
      day.push(entry.kind === 'live' ? { ...entry, outOfPlace: entry.outOfPlace || outOfPlace } : entry);
  }
  if (day.length > 0) yield returns ? countedOnce(day) : day;
}
