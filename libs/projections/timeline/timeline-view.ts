import type { StoredEvent } from '#libs/event-store/event.js';
import type { Json } from '#libs/kernel/json.js';
import type { ViewProjection } from '../runner/view-projection.js';

/** One event as people read it. */
export interface TimelineEntry {
  readonly version: number;
  readonly position: number;
  readonly at: string;
  readonly type: string;
  readonly actor: string;
  readonly detail: Readonly<Record<string, Json>>;
}

/** All that happened in one stream of a claim: the claim's own, or a denial case's. */
export interface Timeline {
  readonly claimId: string;
  readonly entries: readonly TimelineEntry[];
}

/** The row names these. */
const SAID_BY_THE_ROW = new Set(['claimId', 'patientId', 'payerId']);

/** The plain fields in clear, and which rules hold the claim: an event that is added later shows without a change here. */
function detailOf(data: StoredEvent['data']): Record<string, Json> {
  const plain = Object.entries(data).filter(
    ([field, value]) => typeof value !== 'object' && !SAID_BY_THE_ROW.has(field),
  );
  const detail: Record<string, Json> = Object.fromEntries(plain);
  if (Array.isArray(data.rules)) detail.rules = data.rules.map((found) => (found as { rule: string }).rule);
  return detail;
}

function evolve(before: Timeline | null, { version, position, occurredAt, type, actor, data }: StoredEvent): Timeline {
  const entry = { version, position, at: occurredAt, type, actor, detail: detailOf(data) };
  return { claimId: before?.claimId ?? String(data.claimId), entries: [...(before?.entries ?? []), entry] };
}

/** One row a claim or denial stream, in `views.timeline`; people read `views.claim_timeline`. */
export const timelineView: ViewProjection<Timeline> = {
  name: 'timeline',
  foldVersion: 1,
  categories: ['claim', 'denial'],
  table: 'views.timeline',
  evolve,
  // The entries stand in the state alone: they are the bulk of the row.
  columns: ({ claimId }) => ({ claim_id: claimId }),
};
