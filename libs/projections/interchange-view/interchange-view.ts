import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { interchangeEvents } from '#libs/contracts/events/interchange-events.js';
import { type EventRecord, rowView } from '../row-view.js';

type InterchangeEvent = ClearPartOf<(typeof interchangeEvents)[number]>;

/** One X12 file, sent or received. */
export interface InterchangeRow {
  readonly interchangeId: string;
  readonly payerId: string;
  readonly direction: 'sent' | 'received';
  readonly controlNumber: string;
  readonly transactionSets: readonly string[];
  readonly claims: readonly { claimId: string; submissionNumber: number }[];
  readonly status: 'planned' | 'sent' | 'acknowledged' | 'rejected' | 'received' | 'refused';
  /** Why nothing of a received file could be used. */
  readonly refused: string | null;
  /** How often the same file came again. */
  readonly duplicates: number;
  readonly bytes: number;
  readonly changedAt: string;
}

/** What is the same of a file of ours from its plan on. */
function ours({
  interchangeId,
  payerId,
  controlNumber,
  claims,
}: Pick<InterchangeRow, 'interchangeId' | 'payerId' | 'controlNumber' | 'claims'>) {
  return {
    interchangeId,
    payerId,
    controlNumber,
    claims: claims.map(({ claimId, submissionNumber }) => ({ claimId, submissionNumber })),
    direction: 'sent' as const,
    transactionSets: ['837'],
    refused: null,
    duplicates: 0,
  };
}

/** Folds one event of an interchange's stream into its row. */
export function evolveInterchangeRow(
  row: InterchangeRow | null,
  { occurredAt, event }: EventRecord<InterchangeEvent>,
): InterchangeRow | null {
  const at = { changedAt: occurredAt };
  switch (event.type) {
    case 'InterchangePlanned':
      return { ...ours(event.data), bytes: 0, status: 'planned', ...at };
    case 'InterchangeSent':
      return { ...ours(event.data), bytes: event.data.bytes, status: 'sent', ...at };
    case 'InterchangeReceived': {
      const { interchangeId, payerId, controlNumber, transactionSets, bytes, refused } = event.data;
      const received = { interchangeId, payerId, controlNumber, transactionSets, bytes };
      return {
        ...received,
        direction: 'received',
        claims: [],
        status: refused ? 'refused' : 'received',
        refused: refused ?? null,
        duplicates: 0,
        ...at,
      };
    }
    case 'InterchangeAcknowledged':
      return (
        row && { ...row, status: event.data.accepted && row.status !== 'rejected' ? 'acknowledged' : 'rejected', ...at }
      );
    case 'InterchangeDuplicateRefused':
      return row && { ...row, duplicates: row.duplicates + 1, ...at };
  }
}

/** One row a interchange stream, in `views.interchange`. */
export const interchangeView = rowView<InterchangeRow, InterchangeEvent>({
  name: 'interchange',
  foldVersion: 1,
  category: 'interchange',
  table: 'views.interchange',
  evolve: evolveInterchangeRow,
});
