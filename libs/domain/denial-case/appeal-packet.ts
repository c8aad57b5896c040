import { ATTACHMENT_KINDS, isAttachmentKind } from '#libs/contracts/attachment-kinds.js';
import type { ChecklistItem, DenialEvent } from '#libs/contracts/events/denial-events.js';
import { accept, type RefusalDetail, type Result, refuse } from '#libs/kernel/result.js';
import { appealable } from './appeal-right.js';
import { missingItems, newestPacket } from './packet-state.js';
import { notOpen } from './refusals.js';
import { type CaseIds, type DenialState, idsOf, stillDeniedCents } from './state.js';

type PreparedData = Extract<DenialEvent, { type: 'AppealPacketPrepared' }>['data'];

/** A packet whose files are stored already. */
export interface PrepareAppealPacket {
  readonly type: 'PrepareAppealPacket';
  readonly packet: Omit<PreparedData, keyof CaseIds>;
}

/** A person lets an appeal go without something that its checklist asks for. */
export interface WaiveChecklistItem {
  readonly type: 'WaiveChecklistItem';
  readonly level: string;
  readonly kind: string;
  readonly reason: string;
  readonly by: string;
}

type Decided = Result<readonly DenialEvent[]>;

/** Whether a packet may be put together for a level now: there is that appeal, and it has not gone out. */
export function packetPossible(state: DenialState, level: string): Result<unknown> {
  if (state.status === 'none') return notOpen(state);
  const right = appealable(state, level);
  if (!right.ok) return right;
  return state.appeals.some((appeal) => appeal.level === level)
    ? refuse('appeal.already-filed', 'The appeal of that level has been filed.', 'level')
    : accept(null);
}

/** Each time anew: a later packet takes the place of the earlier one of its level. */
export function prepareAppealPacket({ packet }: PrepareAppealPacket, state: DenialState): Decided {
  const possible = packetPossible(state, packet.level);
  if (!possible.ok) return possible;
  if (state.packets.prepared.some(({ packetId }) => packetId === packet.packetId)) return accept([]);
  return accept([{ type: 'AppealPacketPrepared', data: { ...idsOf(state), ...packet } }]);
}

/** With a reason, for one level. */
export function waiveChecklistItem({ level, kind, reason, by }: WaiveChecklistItem, state: DenialState): Decided {
  const possible = packetPossible(state, level);
  if (!possible.ok) return possible;
  if (!isAttachmentKind(kind))
    return refuse('appeal-packet.kind', `must be one of ${ATTACHMENT_KINDS.join(', ')}`, 'kind');
  if (reason.trim() === '') return refuse('appeal-packet.reason-missing', 'A waiver needs a reason.', 'reason');
  if (state.packets.waived.some((one) => one.level === level && one.kind === kind)) return accept([]);
  const data = { ...idsOf(state), level, kind, reason: reason.trim(), waivedBy: by };
  return accept([{ type: 'AppealChecklistItemWaived', data }]);
}

/** What people have let go of a level's checklist. */
export function waivedKinds({ packets }: DenialState, level: string): readonly string[] {
  return packets.waived.filter((one) => one.level === level).map(({ kind }) => kind);
}

const nameOf = ({ kind, servicesOn }: ChecklistItem) => (servicesOn ? `${kind} of ${servicesOn}` : kind);

/** The packet that would be filed at a level. */
export interface PacketToFile {
  /** Null where the appeal goes without one. */
  readonly packetId: string | null;
}

/**
 * Which packet an appeal goes out with: the newest of its level, complete and up to date. One that a person names must be that one. Without any, an
 * appeal is filed only where the payer's configuration does not require one.
 */
export function packetToFile(
  state: DenialState,
  { level, packetId }: { readonly level: string; readonly packetId?: string | undefined },
  required: boolean,
): Result<PacketToFile> {
  const packet = newestPacket(state.packets, level);
  const fault = (detail: RefusalDetail) => ({ ok: false, refusal: detail }) as const;
  if (packetId !== undefined && !state.packets.prepared.some((one) => one.packetId === packetId))
    return fault({ code: 'appeal-packet.unknown', message: 'The case has no such packet.', field: 'packetId' });
  if (!packet) {
    if (packetId !== undefined)
      return fault({ code: 'appeal-packet.level', message: 'is of another level', field: 'packetId' });
    return required
      ? fault({ code: 'appeal-packet.missing', message: 'The payer wants a packet; prepare one.', field: 'packetId' })
      : accept({ packetId: null });
  }
  if (packetId !== undefined && packetId !== packet.packetId)
    return fault({ code: 'appeal-packet.stale', message: 'A newer packet was prepared.', field: 'packetId' });
  const held = packet.attachmentIds.flatMap(
    (id) => state.desk.attachments.find((one) => one.attachmentId === id && !one.removed) ?? [],
  );
  if (held.length < packet.attachmentIds.length || packet.requestedCents !== stillDeniedCents(state)) {
    const message = 'What the packet says or holds has changed since; prepare it anew.';
    return fault({ code: 'appeal-packet.stale', message, field: 'packetId' });
  }
  const missing = missingItems(packet.checklist, held, waivedKinds(state, level));
  if (missing.length === 0) return accept({ packetId: packet.packetId });
  const message = `The packet lacks ${missing.map(nameOf).join(', ')}.`;
  return fault({ code: 'appeal.checklist-incomplete', message, field: 'packetId' });
}
