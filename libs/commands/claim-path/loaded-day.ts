import type { SessionEvent } from '#libs/contracts/events/session-events.js';
import { claimStream, ledgerStream, sessionStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { isUnderWay } from '#libs/domain/claim/draft.js';
import type { ClaimState } from '#libs/domain/claim/state.js';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { dayOf, type LedgerState } from '#libs/domain/patient-ledger/state.js';
import { sessionDecider } from '#libs/domain/session/decider.js';
import type { SessionDay, SessionState } from '#libs/domain/session/state.js';
import { fold } from '#libs/kernel/decider.js';
import { yearOf } from '#libs/kernel/local-date.js';
import type { LoadedStream, StreamRepository } from '../stream-repository.js';

/** All streams that the coding of a day reads. */
export interface LoadedDay {
  readonly ledger: LoadedStream<LedgerState>;
  /** In the order in which they were recorded, whatever order they are coded in. */
  readonly sessions: readonly LoadedStream<SessionState>[];
  readonly claims: readonly LoadedStream<ClaimState>[];
  /** True where a claim of the day is released and not rejected. */
  readonly underWay: boolean;
}

async function loadSession(streams: StreamRepository, stream: string) {
  const events = await streams.events(stream);
  const state = fold(sessionDecider, events as unknown as SessionEvent[]);
  return { stream, version: events.length, state, recordedAt: events[0]?.stored.position ?? 0 };
}

/** The ledger, the day's sessions as its day book names them and the one that asks, and the day's claims. */
export async function loadDay(
  streams: StreamRepository,
  practiceId: string,
  day: SessionDay,
  sessionId: string,
): Promise<LoadedDay> {
  const { patientId, dateOfService } = day;
  const ledger = await streams.load(ledgerStream(practiceId, patientId, yearOf(dateOfService)), ledgerDecider);
  const record = dayOf(ledger.state, day);
  const sessionIds = new Set([...(record?.sessions ?? []).map((session) => session.sessionId), sessionId]);
  const sessions = await Promise.all([...sessionIds].map((id) => loadSession(streams, sessionStream(practiceId, id))));
  const claims = await Promise.all(
    (record?.claims ?? []).map(({ claimId }) => streams.load(claimStream(practiceId, claimId), claimDecider)),
  );
  return {
    ledger,
    sessions: sessions.sort((a, b) => a.recordedAt - b.recordedAt),
    claims,
    underWay: claims.some(({ state }) => isUnderWay(state)),
  };
}
