import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import type { CaseAttachment } from './desk-state.js';
import { unknownCase } from './refusals.js';
import { type DenialState, idsOf } from './state.js';

/** A file that is stored already is put to the case. */
export interface AttachToDenial {
  readonly type: 'AttachToDenial';
  readonly attachment: Omit<CaseAttachment, 'removed'>;
}

export interface RemoveAttachment {
  readonly type: 'RemoveAttachment';
  readonly attachmentId: string;
  readonly reason: string;
  readonly by: string;
}

type Decided = Result<readonly DenialEvent[]>;

/** Once under its id; the same bytes twice are one attachment, and the second is refused by the name of the first. */
export function attachToDenial({ attachment }: AttachToDenial, state: DenialState): Decided {
  if (state.status === 'none') return unknownCase();
  const { attachments } = state.desk;
  if (attachments.some((one) => one.attachmentId === attachment.attachmentId)) return accept([]);
  const same = attachments.find((one) => !one.removed && one.sha256 === attachment.sha256);
  if (same) return refuse('attachment.already-there', `The case has this file as ${same.attachmentId}.`, 'file');
  return accept([{ type: 'DenialAttachmentAdded', data: { ...idsOf(state), ...attachment } }]);
}

/** With a reason; the file itself is kept, since appeals may have been sent with it. */
export function removeAttachment({ attachmentId, reason, by }: RemoveAttachment, state: DenialState): Decided {
  if (state.status === 'none') return unknownCase();
  const found = state.desk.attachments.find((one) => one.attachmentId === attachmentId);
  if (!found) return refuse('attachment.unknown', 'The case has no such attachment.', 'attachmentId');
  if (reason.trim() === '') return refuse('attachment.reason-missing', 'A removal needs a reason.', 'reason');
  if (found.removed) return accept([]);
  const data = { ...idsOf(state), attachmentId, reason: reason.trim(), removedBy: by };
  return accept([{ type: 'DenialAttachmentRemoved', data }]);
}
