import { yearOf } from '#libs/kernel/local-date.js';
import { localDateAt } from '#libs/kernel/time-zone.js';
import { claimKey, maySpanDays } from '#libs/rules/claiming/claim-key.js';
import { codeDay } from '#libs/rules/coding/code-day.js';
import { type PracticeProfile, timeZoneOf } from '#libs/rules/practice.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import { finding } from '#libs/rules/rule-catalogue.js';
import { scrubDay } from '#libs/rules/scrubbing/scrub-day.js';
import type { Session } from '#libs/rules/session.js';
import type { RecordDayCoding } from '../patient-ledger/day-coding.js';
import { type DayRecord, dayOf, type LedgerState } from '../patient-ledger/state.js';
import { beginOfDay } from '../practice/close-of-day.js';
import type { RecordCoding } from '../session/decider.js';
import { type SessionDay, type SessionState, sameDay } from '../session/state.js';
import { claimsToJoin } from './claim-placement.js';
import { claimOfGroup, type DayClaim, groupByClaim } from './day-claims.js';
import { balancesBefore, reservationsOf, thresholdsOn } from './day-reservations.js';
import { countsInMonth, monitoredDay } from './monitored-day.js';
import type { PricedRecord } from './priced-record.js';
import { visitsOf, withRecordedFacts } from './recorded-facts.js';

/** A patient's day at one payer, with all that its coding depends on. */
export interface DayToRecord {
  readonly practice: PracticeProfile;
  readonly reference: Reference;
  readonly day: SessionDay;
  readonly ledger: LedgerState;
  /** All sessions that are or were of this day, in the order in which they were recorded. */
  readonly sessions: readonly SessionState[];
  /** True where a claim of the day is released and not rejected: then the day is not coded anew. */
  readonly underWay: boolean;
  /** Claims, of this day and those that it may join, of which nothing has been released yet. */
  readonly unsent: ReadonlySet<string>;
  /** By the business clock: how much time has gone by, and whether the month is over. */
  readonly codedAt: Date;
  /** Last year's ledger, where the day has remote monitoring: its periods and episodes run over the turn of the year. */
  readonly lastYear?: LedgerState;
  /** True where the month's management is billed with another day whose claim is under way. */
  readonly monthBilled: boolean;
}

/** What the ledger and the sessions of the day are to be told. */
export interface RecordedDay {
  readonly ledger: RecordDayCoding;
  /** By internal session id. */
  readonly sessions: ReadonlyMap<string, RecordCoding>;
}

interface CodableSession extends SessionState {
  readonly session: Session;
}

function belongs(state: SessionState, day: SessionDay): state is CodableSession {
  return !state.voided && state.day !== null && sameDay(state.day, day) && Boolean(state.session);
}

/** The claims of other days that this one may join: whether any of it was sent must be known before the day is coded. */
export function joinableClaims({
  practice,
  day,
  ledger,
  sessions,
}: Pick<DayToRecord, 'practice' | 'day' | 'ledger' | 'sessions'>): readonly string[] {
  const grouping = practice.claimGrouping ?? 'day';
  const keys = sessions
    .filter((state) => belongs(state, day))
    .map(({ session }) => withRecordedFacts(session, day.payerId, ledger))
    .filter((session) => maySpanDays(session, grouping))
    .map((session) => claimKey(session, grouping));
  return claimsToJoin({ ledger, day }, new Set(keys));
}

/** The heart of coding: units, modifiers, edits, prices, claims and therapy amounts of one day as a whole. */
export function recordDay(input: DayToRecord): RecordedDay {
  const codable = input.sessions.filter((state) => belongs(state, input.day));
  const { underWay, monthBilled } = input;
  if (underWay) return recordLateComers(input, codable);
  if (codable.length > 0) return recordCodedDay(input, codable);
  return monthBilled && countsInMonth(input) ? recordLateComers(input, codable) : recordEmptyDay(input);
}

function ledgerCommand(
  { day, reference }: DayToRecord,
  record: DayRecord,
  reservations: RecordDayCoding['reservations'],
): RecordDayCoding {
  return {
    type: 'RecordDayCoding',
    patientId: day.patientId,
    year: yearOf(day.dateOfService),
    day: record,
    reservations,
    thresholds: thresholdsOn(day.dateOfService, reference),
  };
}

function recordCodedDay(input: DayToRecord, codable: readonly CodableSession[]): RecordedDay {
  const { practice, reference, ledger, codedAt, day } = input;
  const sessions = codable.map(({ session }) => withRecordedFacts(session, day.payerId, ledger));
  const monitored = monitoredDay({ ...input, sessions });
  const coded = codeDay({ sessions, practice, reference, ...(monitored && { monitoring: monitored.history }) });
  const before = dayOf(ledger, day);
  const asOf = localDateAt(codedAt, timeZoneOf(practice));
  const eligibility = ledger.reports[day.payerId];
  const { sessions: priced } = scrubDay({
    sessions,
    day: coded,
    practice,
    reference,
    balances: balancesBefore(ledger, day.payerId, before),
    asOf,
    visits: visitsOf(sessions[0] as Session, day.payerId, ledger),
    ...(eligibility && { eligibility }),
  });
  const records = codable.map(({ sessionId, firstDay }, place) => ({
    sessionId,
    session: sessions[place] as Session,
    firstDay: firstDay ?? day,
    priced: priced[place] as PricedRecord['priced'],
  }));
  const grouping = practice.claimGrouping ?? 'day';
  const hand = { practiceId: practice.practiceId, day, ledger, unsent: input.unsent };
  const claims = groupByClaim(records, grouping).map((group) => claimOfGroup(group, grouping, hand));
  const record: DayRecord = {
    payerId: day.payerId,
    payerKind: coded.payer.kind,
    dateOfService: day.dateOfService,
    sessions: records.map((one) => ({
      sessionId: one.sessionId,
      revision: one.session.revision,
      held: one.priced.held,
      claimId: claimWith(one.sessionId, claims)?.coded.claimId ?? null,
    })),
    claims: claims.map((claim) => claim.coded),
    contents: claims.map(({ coded: { claimId }, content, findings, groupKey, progressReportOn }) => ({
      claimId,
      content,
      findings: [...findings],
      ...(groupKey !== undefined && { groupKey }),
      ...(progressReportOn !== undefined && { progressReportOn }),
    })),
    ehrSessionIds: Object.fromEntries(records.map(({ sessionId, session }) => [sessionId, session.sessionId])),
    ...monitored?.kept,
    ...(day.dateOfService > asOf && { codeAgainAt: beginOfDay(day.dateOfService, timeZoneOf(practice)).toISOString() }),
  };
  return {
    ledger: ledgerCommand(input, record, reservationsOf(claims, coded.payer, reference)),
    sessions: new Map(records.map((one) => [one.sessionId, codingOf(one, claimWith(one.sessionId, claims))])),
  };
}

function claimWith(sessionId: string, claims: readonly DayClaim[]): DayClaim | undefined {
  return claims.find(({ coded }) => coded.sessionIds.includes(sessionId));
}

function codingOf({ sessionId, session, priced }: PricedRecord, claim: DayClaim | undefined): RecordCoding {
  const { revision } = session;
  if (priced.held) return { type: 'RecordCoding', coding: { held: true, revision, findings: priced.findings } };
  const claimId = claim?.coded.claimId ?? null;
  const lines = claim?.coded.lines.filter((line) => line.sessionId === sessionId) ?? [];
  return { type: 'RecordCoding', coding: { held: false, revision, claimId, lines, findings: priced.findings } };
}

/** Every session left: the day's claims are dropped, and what they reserved is free. */
function recordEmptyDay(input: DayToRecord): RecordedDay {
  const { payerId, dateOfService } = input.day;
  const before = dayOf(input.ledger, input.day);
  const record: DayRecord = {
    payerId,
    payerKind: before?.payerKind ?? 'COMMERCIAL',
    dateOfService,
    sessions: [],
    claims: [],
    contents: [],
    ehrSessionIds: {},
  };
  return { ledger: ledgerCommand(input, record, []), sessions: new Map() };
}

/**
 * The day's claim has gone out: its sessions stay as they were sent. A session that came or changed since is held as
 * `day.already-billed`; one that was taken back is marked, for the void or replacement that it takes.
 */
function recordLateComers(input: DayToRecord, codable: readonly CodableSession[]): RecordedDay {
  // Nothing is left to wait for: no later instant will code the day anew.
  const { monthClosesAt: _closes, codeAgainAt: _again, ...before } = dayOf(input.ledger, input.day) as DayRecord;
  const known = new Map(before.sessions.map((one) => [one.sessionId, one]));
  const late = codable.filter(({ sessionId, revision }) => known.get(sessionId)?.revision !== revision);
  const changed = new Map(late.map(({ sessionId, revision }) => [sessionId, revision]));
  const present = new Set(codable.map(({ sessionId }) => sessionId));
  const record: DayRecord = {
    ...before,
    sessions: [
      ...before.sessions.map((one) => {
        const revision = changed.get(one.sessionId);
        if (revision !== undefined) return { ...one, revision, held: true };
        return present.has(one.sessionId) ? one : { ...one, voided: true };
      }),
      ...late
        .filter(({ sessionId }) => !known.has(sessionId))
        .map(({ sessionId, revision }) => ({ sessionId, revision, held: true, claimId: null })),
    ],
    ehrSessionIds: {
      ...before.ehrSessionIds,
      ...Object.fromEntries(late.map(({ sessionId, session }) => [sessionId, session.sessionId])),
    },
  };
  const findings = [
    finding('day.already-billed', "the day's claim has been sent", { fix: 'send a replacement or reopen' }),
  ];
  return {
    ledger: ledgerCommand(input, record, null),
    sessions: new Map(
      late.map(({ sessionId, revision }) => [
        sessionId,
        { type: 'RecordCoding', coding: { held: true, revision, findings } },
      ]),
    ),
  };
}
