import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { claimEvents } from '#libs/contracts/events/claim-events.js';
import type { denialEvents } from '#libs/contracts/events/denial-events.js';
import type { interchangeEvents } from '#libs/contracts/events/interchange-events.js';
import type { ledgerEvents } from '#libs/contracts/events/ledger-events.js';
import { parseStream } from '#libs/contracts/streams.js';
import type { StoredEvent } from '#libs/event-store/event.js';
import type { FoldedStream, Row, ViewProjection } from '../runner/view-projection.js';
import { claimDueWork } from './claim-due-work.js';
import { denialDueWork } from './denial-due-work.js';
import type { DueItems } from './due-item.js';
import { ledgerDueWork } from './ledger-due-work.js';
import { type SentClaim, sentClaims } from './sent-claims.js';

/** What one stream asks to be done later, and which submissions a sent file carried. */
export interface DueWorkState {
  readonly items: DueItems;
  readonly sent: readonly SentClaim[];
}

type EventOfUnion<Definitions extends readonly unknown[]> = ClearPartOf<Definitions[number]>;

const NOTHING: DueWorkState = { items: [], sent: [] };

function evolve(before: DueWorkState | null, stored: StoredEvent): DueWorkState {
  const state = before ?? NOTHING;
  const event: unknown = { type: stored.type, data: stored.data };
  switch (parseStream(stored.stream).category) {
    case 'claim':
      return { ...state, items: claimDueWork(state.items, event as EventOfUnion<typeof claimEvents>) };
    case 'denial':
      return { ...state, items: denialDueWork(state.items, event as EventOfUnion<typeof denialEvents>) };
    case 'ledger':
      return { ...state, items: ledgerDueWork(state.items, event as EventOfUnion<typeof ledgerEvents>) };
    case 'interchange':
      return { ...state, sent: sentClaims(state.sent, event as EventOfUnion<typeof interchangeEvents>) };
    default:
      return state;
  }
}

const dueRows = ({ items }: DueWorkState, { stream, version }: FoldedStream): Row[] =>
  items.map(({ kind, intent, dueAt, revision, state, detail }) => ({
    kind,
    intent,
    due_at: dueAt,
    revision,
    state,
    detail,
    stream,
    stream_version: version,
  }));

const sentRows = ({ sent }: DueWorkState, { stream, version }: FoldedStream): Row[] =>
  sent.map((claim) => ({
    claim_id: claim.claimId,
    submission_number: claim.submissionNumber,
    payer_id: claim.payerId,
    receiver_id: claim.receiverId,
    control_number: claim.controlNumber,
    interchange_id: claim.interchangeId,
    file_name: claim.fileName,
    stream,
    stream_version: version,
  }));

/** Everything that is to be done later, folded like a view: what is due stands in Postgres, queues only wake somebody up. */
export const dueWorkProjection: ViewProjection<DueWorkState> = {
  name: 'due-work',
  foldVersion: 4,
  categories: ['claim', 'denial', 'interchange', 'ledger'],
  table: 'work.due_work_streams',
  evolve,
  columns: () => ({}),
  rowTables: [
    { table: 'work.due_work', key: ['kind', 'intent'], rows: dueRows },
    { table: 'work.sent_claims', key: ['claim_id', 'submission_number'], rows: sentRows },
  ],
};
