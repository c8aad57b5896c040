import type { SessionEvent } from '#libs/contracts/events/session-events.js';
import type { RuleFound } from '#libs/contracts/events/shapes.js';
import type { Decider } from '#libs/kernel/decider.js';
import { accept, type RefusalDetail, type Result, refuse } from '#libs/kernel/result.js';
import { sameJson } from '#libs/kernel/same-json.js';
import { firstCoverage, type Session } from '#libs/rules/session.js';
import { evolveSession, noSession, type SessionCoding, type SessionState, sameDay } from './state.js';

/** The EHR's record. `sessionId` and `patientId` are the internal ids; `session` keeps the EHR's own. */
export interface RecordSession {
  readonly type: 'RecordSession';
  readonly sessionId: string;
  readonly patientId: string;
  readonly source: string;
  readonly session: Session;
}

/** The EHR takes the session back: it never took place, or belongs elsewhere. */
export interface VoidSession {
  readonly type: 'VoidSession';
  readonly source: string;
  readonly reason?: string;
}

/** What the coding of its day made of the session. */
export interface RecordCoding {
  readonly type: 'RecordCoding';
  readonly coding: SessionCoding;
}

export type SessionCommand = RecordSession | VoidSession | RecordCoding;
type Decided = Result<readonly SessionEvent[], RefusalDetail>;

/** The revision decides: a higher one amends (and revives a voided session), the same one is a duplicate, a lower one came late. */
function record({ sessionId, patientId, source, session }: RecordSession, state: SessionState): Decided {
  const { revision, dateOfService } = session;
  if (revision === state.revision) return accept([]);
  if (revision < state.revision) {
    if (state.superseded.includes(revision)) return accept([]);
    const data = { sessionId, patientId, revision, currentRevision: state.revision, source, session: { ...session } };
    return accept([{ type: 'SessionSuperseded', data }]);
  }
  const day = { patientId, payerId: firstCoverage(session).payerId, dateOfService };
  const data = {
    sessionId,
    revision,
    ...day,
    discipline: session.discipline,
    placeOfService: session.placeOfService,
    source,
    procedureCodes: session.procedures.map((procedure) => procedure.code),
    session: { ...session },
  };
  if (!state.day) return accept([{ type: 'SessionRecorded', data }]);
  const previous = sameDay(state.day, day) ? {} : { previous: state.day };
  return accept([{ type: 'SessionAmended', data: { ...data, ...previous } }]);
}

function voidSession({ source, reason }: VoidSession, state: SessionState): Decided {
  if (!state.day) return refuse('session.unknown', 'No such session was ever recorded.', 'sessionId');
  if (state.voided) return accept([]);
  const data = { sessionId: state.sessionId, ...state.day, source, ...(reason === undefined ? {} : { reason }) };
  return accept([{ type: 'SessionVoided', data }]);
}

/** What may stand in clear of a finding: its rule, never its message. */
function ruleOf({ rule, severity, procedure, line }: RuleFound): RuleFound {
  return {
    rule,
    severity,
    ...(procedure === undefined ? {} : { procedure }),
    ...(line === undefined ? {} : { line }),
  };
}

function recordCoding({ coding }: RecordCoding, state: SessionState): Decided {
  if (!state.day) return refuse('session.unknown', 'No such session was ever recorded.', 'sessionId');
  if (coding.revision !== state.revision)
    return refuse('session.other-revision', 'The coding is of another revision than the one on record.', 'revision');
  if (sameJson(coding, state.coding)) return accept([]);
  const { revision, findings } = coding;
  const outcome = {
    sessionId: state.sessionId,
    revision,
    ...state.day,
    rules: findings.map(ruleOf),
    findings: [...findings],
  };
  if (coding.held) return accept([{ type: 'SessionHeld', data: outcome }]);
  return accept([{ type: 'SessionCoded', data: { ...outcome, claimId: coding.claimId, lines: [...coding.lines] } }]);
}

export const sessionDecider: Decider<SessionState, SessionCommand, SessionEvent> = {
  initial: noSession,
  evolve: evolveSession,
  decide(command, state) {
    switch (command.type) {
      case 'RecordSession':
        return record(command, state);
      case 'VoidSession':
        return voidSession(command, state);
      case 'RecordCoding':
        return recordCoding(command, state);
    }
  },
};
