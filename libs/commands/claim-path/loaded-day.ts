import { claimStream, ledgerStream, sessionStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { isUnderWay } from '#libs/domain/claim/draft.js';
import type { ClaimState } from '#libs/domain/claim/state.js';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { dayOf, type LedgerState } from '#libs/domain/patient-ledger/state.js';
import { joinableClaims } from '#libs/domain/policies/code-day.js';
import { isMonitored, monthClaims } from '#libs/domain/policies/monitored-day.js';
import { sessionDecider } from '#libs/domain/session/decider.js';
import type { SessionDay, SessionState } from '#libs/domain/session/state.js';
import { yearOf } from '#libs/kernel/local-date.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import type { LoadedStream, StreamRepository } from '../stream-repository.js';

/** All streams that the coding of a day reads. */
export interface LoadedDay {
  readonly ledger: LoadedStream<LedgerState>;
  /** In the order in which they were recorded, whatever order they are coded in. */
  readonly sessions: readonly LoadedStream<SessionState>[];
  /** The day's own claims and those of other days that it may join. */
  readonly claims: readonly LoadedStream<ClaimState>[];
  /** True where a claim of the day is released and not rejected. */
  readonly underWay: boolean;
  /** Those of the claims of which nothing has been released yet. */
  readonly unsent: ReadonlySet<string>;
  /** Last year's ledger, where the day has remote monitoring. */
  readonly lastYear?: LoadedStream<LedgerState>;
  /** True where a claim of another day that bills the month's management is under way. */
  readonly monthBilled: boolean;
}

function loadYear(streams: StreamRepository, practiceId: string, patientId: string, year: number) {
  return streams.load(ledgerStream(practiceId, patientId, year), ledgerDecider);
}

/** The ledger, the day's sessions as its day book names them and the one that asks, and the claims that they may go out on. */
export async function loadDay(
  streams: StreamRepository,
  practice: PracticeProfile,
  reference: Reference,
  day: SessionDay,
  sessionId: string,
): Promise<LoadedDay> {
  const { practiceId } = practice;
  const ledger = await loadYear(streams, practiceId, day.patientId, yearOf(day.dateOfService));
  const record = dayOf(ledger.state, day);
  const sessionIds = new Set([...(record?.sessions ?? []).map((session) => session.sessionId), sessionId]);
  const loading = [...sessionIds].map((id) => streams.load(sessionStream(practiceId, id), sessionDecider));
  const sessions = (await Promise.all(loading)).sort((a, b) => a.begins - b.begins);
  const own = new Set((record?.claims ?? []).map(({ claimId }) => claimId));
  const states = sessions.map(({ state }) => state);
  const joinable = joinableClaims({ practice, day, ledger: ledger.state, sessions: states });
  const ofMonth = new Set(monthClaims({ day, ledger: ledger.state, reference }));
  const claimIds = [...new Set([...own, ...joinable, ...ofMonth])];
  const claims = await Promise.all(claimIds.map((id) => streams.load(claimStream(practiceId, id), claimDecider)));
  const isAnyUnderWay = (ids: ReadonlySet<string>) =>
    claims.some(({ state }, place) => ids.has(claimIds[place] as string) && isUnderWay(state));
  const monitored = isMonitored(
    states.map(({ session }) => session),
    reference,
  );
  const lastYear = monitored && (await loadYear(streams, practiceId, day.patientId, yearOf(day.dateOfService) - 1));
  return {
    ledger,
    sessions,
    claims,
    ...(lastYear && { lastYear }),
    underWay: isAnyUnderWay(own),
    monthBilled: isAnyUnderWay(ofMonth),
    unsent: new Set(claimIds.filter((_, place) => claims[place]?.state.submissions.length === 0)),
  };
}
