import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { interchangeEvents } from '#libs/contracts/events/interchange-events.js';

type InterchangeEvent = ClearPartOf<(typeof interchangeEvents)[number]>;

/** One X12 file, sent or received. */
export interface InterchangeRow {
  readonly practice: string;
  readonly interchangeId: string;
  readonly version: number;
  readonly payerId: string;
  readonly direction: 'sent' | 'received';
  readonly controlNumber: string;
  readonly transactionSets: readonly string[];
  readonly claims: readonly { claimId: string; submissionNumber: number }[];
  readonly state: 'sent' | 'acknowledged' | 'rejected' | 'received' | 'refused';
  /** Why nothing of a received file could be used. */
  readonly refused: string | null;
  /** How often the same file came again. */
  readonly duplicates: number;
  readonly bytes: number;
  readonly changedAt: string;
}

export interface InterchangeEventRecord {
  readonly practice: string;
  readonly occurredAt: string;
  readonly event: InterchangeEvent;
}

/** Folds one event of an interchange's stream into its row. */
export function evolveInterchangeRow(
  row: InterchangeRow | null,
  version: number,
  { practice, occurredAt, event }: InterchangeEventRecord,
): InterchangeRow | null {
  const at = { version, changedAt: occurredAt };
  switch (event.type) {
    case 'InterchangeSent': {
      const { interchangeId, payerId, controlNumber, claims, bytes } = event.data;
      const sent = { practice, interchangeId, payerId, controlNumber, claims, bytes };
      return {
        ...sent,
        direction: 'sent',
        transactionSets: ['837'],
        state: 'sent',
        refused: null,
        duplicates: 0,
        ...at,
      };
    }
    case 'InterchangeReceived': {
      const { interchangeId, payerId, controlNumber, transactionSets, bytes, refused } = event.data;
      const received = { practice, interchangeId, payerId, controlNumber, transactionSets, bytes };
      return {
        ...received,
        direction: 'received',
        claims: [],
        state: refused ? 'refused' : 'received',
        refused: refused ?? null,
        duplicates: 0,
        ...at,
      };
    }
    case 'InterchangeAcknowledged':
      return (
        row && { ...row, state: event.data.accepted && row.state !== 'rejected' ? 'acknowledged' : 'rejected', ...at }
      );
    case 'InterchangeDuplicateRefused':
      return row && { ...row, duplicates: row.duplicates + 1, ...at };
  }
}
