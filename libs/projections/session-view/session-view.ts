import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { sessionEvents } from '#libs/contracts/events/session-events.js';
import type { RuleFound } from '#libs/contracts/events/shapes.js';
import { type EventRecord, rowView } from '../row-view.js';

type SessionEvent = ClearPartOf<(typeof sessionEvents)[number]>;

/** One recorded session and what became of it. */
export interface SessionRow {
  readonly sessionId: string;
  readonly revision: number;
  readonly patientId: string;
  readonly payerId: string;
  readonly dateOfService: string;
  readonly discipline: string;
  readonly placeOfService: string;
  readonly source: string;
  readonly status: 'recorded' | 'coded' | 'held' | 'voided';
  readonly claimId: string | null;
  readonly rules: readonly RuleFound[];
  readonly changedAt: string;
}

function changed(event: Exclude<SessionEvent, { type: 'SessionRecorded' | 'SessionAmended' }>): Partial<SessionRow> {
  switch (event.type) {
    case 'SessionSuperseded':
      return {};
    case 'SessionVoided':
      return { status: 'voided', claimId: null };
    case 'SessionCoded':
      return { status: 'coded', claimId: event.data.claimId, rules: event.data.rules };
    case 'SessionHeld':
      return { status: 'held', claimId: null, rules: event.data.rules };
  }
}

/** Folds one event of a session's stream into its row. */
export function evolveSessionRow(
  row: SessionRow | null,
  { occurredAt, event }: EventRecord<SessionEvent>,
): SessionRow | null {
  if (event.type !== 'SessionRecorded' && event.type !== 'SessionAmended')
    return row && { ...row, ...changed(event), changedAt: occurredAt };
  const { sessionId, revision, patientId, payerId, dateOfService, discipline, placeOfService, source } = event.data;
  const recorded = { sessionId, revision, patientId, payerId, dateOfService, discipline, placeOfService, source };
  return {
    ...recorded,
    status: 'recorded',
    claimId: row?.claimId ?? null,
    rules: [],
    changedAt: occurredAt,
  };
}

/** One row a session stream, in `views.session`. */
export const sessionView = rowView<SessionRow, SessionEvent>({
  name: 'session',
  foldVersion: 1,
  category: 'session',
  table: 'views.session',
  evolve: evolveSessionRow,
});
