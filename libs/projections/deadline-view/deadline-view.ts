import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { claimEvents } from '#libs/contracts/events/claim-events.js';
import type { denialEvents } from '#libs/contracts/events/denial-events.js';
import { parseStream } from '#libs/contracts/streams.js';
import type { StoredEvent } from '#libs/event-store/event.js';
import type { ViewProjection } from '../runner/view-projection.js';
import { claimClocks } from './claim-clocks.js';
import { type Clock, denialClocks } from './clocks.js';

/** An alarm that rang, or a deadline that was missed: what its owner is to be told. */
export interface Notification {
  readonly type: 'approaching' | 'missed';
  readonly kind: string;
  /** Null where it was missed. */
  readonly daysBefore: number | null;
  readonly statutoryDate: string;
  readonly at: string;
}

/** The deadlines of one claim or denial case, and what was told of them. */
export interface DeadlineWatch {
  readonly claimId: string;
  readonly denialId: string | null;
  readonly patientId: string;
  readonly payerId: string;
  readonly owner: string | null;
  readonly clocks: readonly Clock[];
  readonly notifications: readonly Notification[];
}

type ClaimEvent = ClearPartOf<(typeof claimEvents)[number]>;
type DenialEvent = ClearPartOf<(typeof denialEvents)[number]>;

/** Who looks after claims that were never denied. */
const CLAIMS_OWNER = 'team:billing';

/** Event types that tell their owner something. */
const TOLD: Readonly<Record<string, Notification['type']>> = {
  AppealDeadlineApproaching: 'approaching',
  AppealDeadlineMissed: 'missed',
  TimelyFilingDeadlineApproaching: 'approaching',
  TimelyFilingDeadlineMissed: 'missed',
};

function begun({ stream, data }: StoredEvent): DeadlineWatch {
  const denialId = parseStream(stream).category === 'denial' ? String(data.denialId) : null;
  const ids = { claimId: String(data.claimId), denialId };
  const of = { patientId: String(data.patientId), payerId: String(data.payerId) };
  return { ...ids, ...of, owner: denialId === null ? CLAIMS_OWNER : null, clocks: [], notifications: [] };
}

function notified({ type, data, occurredAt }: StoredEvent): readonly Notification[] {
  const told = TOLD[type];
  if (!told) return [];
  const { kind = 'timely-filing', daysBefore = null, statutoryDate } = data as unknown as Notification;
  return [{ type: told, kind, daysBefore, statutoryDate, at: occurredAt }];
}

function evolve(before: DeadlineWatch | null, stored: StoredEvent): DeadlineWatch {
  const watch = before ?? begun(stored);
  const event: unknown = { type: stored.type, data: stored.data };
  const clocks =
    watch.denialId === null
      ? claimClocks(watch.clocks, event as ClaimEvent)
      : denialClocks(watch.clocks, event as DenialEvent);
  const owner = stored.type === 'DenialAssigned' ? String(stored.data.owner) : watch.owner;
  return { ...watch, owner, clocks, notifications: [...watch.notifications, ...notified(stored)] };
}

/** One row a claim or denial stream, in `views.deadline_watch`; people read `views.deadline`, `views.missed_deadline` and `views.notification`. */
export const deadlineView: ViewProjection<DeadlineWatch> = {
  name: 'deadline',
  foldVersion: 1,
  categories: ['claim', 'denial'],
  table: 'views.deadline_watch',
  evolve,
  columns: ({ claimId }) => ({ claim_id: claimId }),
};
