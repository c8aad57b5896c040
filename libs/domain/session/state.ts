import type { SessionEvent } from '#libs/contracts/events/session-events.js';
import type { ChargeLine, FindingRecord } from '#libs/contracts/events/shapes.js';
import type { Session } from '#libs/rules/session.js';

/* Stream `{practice}/session-{id}`. Events: contracts/events/session-events.ts; their names and fields are storage format. */

/** The day that a session is coded with. */
export interface SessionDay {
  readonly patientId: string;
  readonly payerId: string;
  readonly dateOfService: string;
}

/** What coding made of the session last. */
export type SessionCoding =
  | {
      readonly held: false;
      readonly revision: number;
      readonly claimId: string | null;
      readonly lines: readonly ChargeLine[];
      readonly findings: readonly FindingRecord[];
    }
  | { readonly held: true; readonly revision: number; readonly findings: readonly FindingRecord[] };

export interface SessionState {
  readonly sessionId: string;
  /** The highest revision recorded; 0 while there is none. */
  readonly revision: number;
  readonly day: SessionDay | null;
  /** The day with which it was recorded at first, wherever it has been amended to since. */
  readonly firstDay: SessionDay | null;
  readonly session: Session | null;
  readonly voided: boolean;
  /** Lower revisions that came late. */
  readonly superseded: readonly number[];
  readonly coding: SessionCoding | null;
}

export const noSession: SessionState = {
  sessionId: '',
  revision: 0,
  day: null,
  firstDay: null,
  session: null,
  voided: false,
  superseded: [],
  coding: null,
};

export function sameDay(a: SessionDay, b: SessionDay): boolean {
  return a.patientId === b.patientId && a.payerId === b.payerId && a.dateOfService === b.dateOfService;
}

/** Folds one event into the session. */
export function evolveSession(state: SessionState, event: SessionEvent): SessionState {
  switch (event.type) {
    case 'SessionRecorded':
    case 'SessionAmended': {
      const { sessionId, revision, patientId, payerId, dateOfService, session } = event.data;
      const day = { patientId, payerId, dateOfService };
      const firstDay = state.firstDay ?? day;
      return { ...state, sessionId, revision, day, firstDay, session: session as unknown as Session, voided: false };
    }
    case 'SessionSuperseded':
      return { ...state, superseded: [...state.superseded, event.data.revision] };
    case 'SessionVoided':
      return { ...state, voided: true };
    case 'SessionCoded': {
      const { revision, claimId, lines, findings } = event.data;
      return { ...state, coding: { held: false, revision, claimId, lines, findings } };
    }
    case 'SessionHeld':
      return {
        ...state,
        coding: { held: true, revision: event.data.revision, findings: event.data.findings },
      };
  }
}
