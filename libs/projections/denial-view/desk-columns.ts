import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { denialEvents } from '#libs/contracts/events/denial-events.js';

type DenialEvent = ClearPartOf<(typeof denialEvents)[number]>;
type DataOf<Type extends DenialEvent['type']> = Extract<DenialEvent, { type: Type }>['data'];

/** An attachment of a case, without its name, which may be a patient's. */
export interface AttachmentEntry {
  readonly attachmentId: string;
  readonly kind: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly addedBy: string;
}

/** What people keep at a case. */
export interface DeskColumns {
  readonly tags: readonly string[];
  /** How often the payer was contacted. */
  readonly contacts: number;
  /** Null while nobody said what to expect. */
  readonly expectedRecoveryCents: number | null;
  readonly attachments: readonly AttachmentEntry[];
  /** Null where it does not wait. */
  readonly waitingFor: DataOf<'DenialWaiting'>['waitingFor'] | null;
  readonly waitingUntil: string | null;
  readonly writtenOffCents: number;
  /** How often a later decision denied the same again. */
  readonly repeats: number;
  readonly supersededBy: string | null;
}

export const EMPTY_DESK: DeskColumns = {
  tags: [],
  contacts: 0,
  expectedRecoveryCents: null,
  attachments: [],
  waitingFor: null,
  waitingUntil: null,
  writtenOffCents: 0,
  repeats: 0,
  supersededBy: null,
};

const WAITS_NO_MORE = { waitingFor: null, waitingUntil: null };

function attachmentOf({ attachmentId, kind, contentType, sizeBytes, addedBy }: DataOf<'DenialAttachmentAdded'>) {
  return { attachmentId, kind, contentType, sizeBytes, addedBy };
}

/** What an event changes of it. */
export function deskOf(desk: DeskColumns, event: DenialEvent): Partial<DeskColumns> {
  switch (event.type) {
    case 'DenialTagged':
      return { tags: event.data.tags };
    case 'PayerContacted':
      return { contacts: desk.contacts + 1 };
    case 'DenialRecoveryExpected':
      return { expectedRecoveryCents: event.data.expectedCents };
    case 'DenialAttachmentAdded':
      return { attachments: [...desk.attachments, attachmentOf(event.data)] };
    case 'DenialAttachmentRemoved': {
      const { attachmentId } = event.data;
      return { attachments: desk.attachments.filter((one) => one.attachmentId !== attachmentId) };
    }
    case 'DenialWaiting':
      return { waitingFor: event.data.waitingFor, waitingUntil: event.data.until };
    case 'DenialReturned':
    case 'AppealDecided':
      return WAITS_NO_MORE;
    case 'DenialRepeated':
      return { ...WAITS_NO_MORE, repeats: desk.repeats + 1 };
    case 'DenialResolved':
      return { ...WAITS_NO_MORE, supersededBy: event.data.supersededBy ?? null };
    case 'DenialWrittenOff':
      return {
        ...((event.data.remainingCents ?? 0) > 0 ? {} : WAITS_NO_MORE),
        writtenOffCents: desk.writtenOffCents + event.data.amountCents,
      };
    case 'DenialWriteOffReversed':
      return { writtenOffCents: 0 };
    default:
      return {};
  }
}

/** Whose turn it is; null where nobody's is. */
export type BallWith = 'billing' | 'clinic' | 'therapist' | 'payer' | 'patient';

/** From how the case stands: whom it waits for, the payer that has it, or the team that owns it. */
export function ballWith(row: Pick<DeskColumns, 'waitingFor'> & { status: string; owner: string | null }) {
  if (row.status === 'resolved' || row.status === 'written-off') return null;
  if (row.waitingFor !== null) return row.waitingFor;
  if (row.status === 'resubmitted' || row.status === 'appealed') return 'payer';
  return row.owner === 'team:clinic' ? 'clinic' : 'billing';
}
