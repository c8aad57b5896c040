import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { Cents } from '#libs/kernel/money.js';

type EventNamed<Type extends DenialEvent['type']> = Extract<DenialEvent, { type: Type }>;

/** A file that was put to the case; its bytes are among the raw files. */
export type CaseAttachment = Omit<
  EventNamed<'DenialAttachmentAdded'>['data'],
  'denialId' | 'claimId' | 'patientId' | 'payerId'
> & { readonly removed: boolean };

/** What people keep at a case while they work it. */
export interface CaseDesk {
  readonly tags: readonly string[];
  /** Instants (ISO 8601) at which the payer was contacted. */
  readonly contactedAt: readonly string[];
  /** Null while nobody said what to expect. */
  readonly expectedRecoveryCents: Cents | null;
  readonly attachments: readonly CaseAttachment[];
  readonly newestNote: { readonly by: string; readonly note: string | undefined } | null;
  /** A person has noted something about it or has spoken with the payer. */
  readonly lookedAt: boolean;
}

export const emptyDesk: CaseDesk = {
  tags: [],
  contactedAt: [],
  expectedRecoveryCents: null,
  attachments: [],
  newestNote: null,
  lookedAt: false,
};

export type DeskEvent = EventNamed<
  | 'DenialNoted'
  | 'DenialTagged'
  | 'PayerContacted'
  | 'DenialRecoveryExpected'
  | 'DenialAttachmentAdded'
  | 'DenialAttachmentRemoved'
>;

/** Folds one event into what lies on the desk. */
export function evolveDesk(desk: CaseDesk, event: DeskEvent): CaseDesk {
  switch (event.type) {
    case 'DenialNoted': {
      const { notedBy: by, note } = event.data;
      return { ...desk, newestNote: { by, note }, lookedAt: desk.lookedAt || isPerson(by) };
    }
    case 'DenialTagged':
      return { ...desk, tags: event.data.tags };
    case 'PayerContacted': {
      const { contactedAt, contactedBy } = event.data;
      return {
        ...desk,
        contactedAt: [...desk.contactedAt, contactedAt],
        lookedAt: desk.lookedAt || isPerson(contactedBy),
      };
    }
    case 'DenialRecoveryExpected':
      return { ...desk, expectedRecoveryCents: event.data.expectedCents };
    case 'DenialAttachmentAdded': {
      const { denialId: _id, claimId: _claim, patientId: _patient, payerId: _payer, ...attachment } = event.data;
      return { ...desk, attachments: [...desk.attachments, { ...attachment, removed: false }] };
    }
    case 'DenialAttachmentRemoved': {
      const { attachmentId } = event.data;
      return {
        ...desk,
        attachments: desk.attachments.map((one) =>
          one.attachmentId === attachmentId ? { ...one, removed: true } : one,
        ),
      };
    }
  }
}

/** A person, not a policy or a job: `user:{id}`. */
export function isPerson(actor: string): boolean {
  return actor.startsWith('user:');
}
