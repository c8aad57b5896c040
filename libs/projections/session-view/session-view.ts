import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { sessionEvents } from '#libs/contracts/events/session-events.js';
import type { RuleFound } from '#libs/contracts/events/shapes.js';

type SessionEvent = ClearPartOf<(typeof sessionEvents)[number]>;

/** One recorded session and what became of it. */
export interface SessionRow {
  readonly practice: string;
  readonly sessionId: string;
  readonly version: number;
  readonly revision: number;
  readonly patientId: string;
  readonly payerId: string;
  readonly dateOfService: string;
  readonly discipline: string;
  readonly placeOfService: string;
  readonly source: string;
  readonly state: 'recorded' | 'coded' | 'held' | 'voided';
  readonly claimId: string | null;
  readonly rules: readonly RuleFound[];
  readonly changedAt: string;
}

export interface SessionEventRecord {
  readonly practice: string;
  readonly occurredAt: string;
  readonly event: SessionEvent;
}

function changed(event: Exclude<SessionEvent, { type: 'SessionRecorded' | 'SessionAmended' }>): Partial<SessionRow> {
  switch (event.type) {
    case 'SessionSuperseded':
      return {};
    case 'SessionVoided':
      return { state: 'voided', claimId: null };
    case 'SessionCoded':
      return { state: 'coded', claimId: event.data.claimId, rules: event.data.rules };
    case 'SessionHeld':
      return { state: 'held', claimId: null, rules: event.data.rules };
  }
}

/** Folds one event of a session's stream into its row. */
export function evolveSessionRow(
  row: SessionRow | null,
  version: number,
  { practice, occurredAt, event }: SessionEventRecord,
): SessionRow | null {
  if (event.type !== 'SessionRecorded' && event.type !== 'SessionAmended')
    return row && { ...row, ...changed(event), version, changedAt: occurredAt };
  const { sessionId, revision, patientId, payerId, dateOfService, discipline, placeOfService, source } = event.data;
  const recorded = { sessionId, revision, patientId, payerId, dateOfService, discipline, placeOfService, source };
  return {
    practice,
    ...recorded,
    state: 'recorded',
    claimId: row?.claimId ?? null,
    rules: [],
    version,
    changedAt: occurredAt,
  };
}
