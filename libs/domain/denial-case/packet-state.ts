import type { ChecklistItem, DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { Cents } from '#libs/kernel/money.js';

type EventNamed<Type extends DenialEvent['type']> = Extract<DenialEvent, { type: Type }>;

/** A packet that was prepared; the newest of a level is the one that may be filed. */
export interface CasePacket {
  readonly packetId: string;
  readonly level: string;
  readonly fileId: string;
  readonly dataFileId: string;
  readonly attachmentIds: readonly string[];
  readonly checklist: readonly ChecklistItem[];
  readonly requestedCents: Cents;
}

export interface WaivedItem {
  readonly level: string;
  readonly kind: string;
}

/** What was put together for the case's appeals. */
export interface CasePackets {
  readonly prepared: readonly CasePacket[];
  readonly waived: readonly WaivedItem[];
}

export const noPackets: CasePackets = { prepared: [], waived: [] };

/** Folds one event into the packets. */
export function evolvePackets(
  packets: CasePackets,
  event: EventNamed<'AppealPacketPrepared' | 'AppealChecklistItemWaived'>,
): CasePackets {
  if (event.type === 'AppealChecklistItemWaived') {
    const { level, kind } = event.data;
    return { ...packets, waived: [...packets.waived, { level, kind }] };
  }
  const { packetId, level, fileId, dataFileId, attachmentIds, checklist, requestedCents } = event.data;
  const packet = { packetId, level, fileId, dataFileId, attachmentIds, checklist, requestedCents };
  return { ...packets, prepared: [...packets.prepared, packet] };
}

/** The newest packet of a level. */
export function newestPacket({ prepared }: CasePackets, level: string): CasePacket | undefined {
  return prepared.findLast((packet) => packet.level === level);
}

interface HeldDocument {
  readonly kind: string;
  readonly servicesOn?: readonly string[] | undefined;
}

/** What a checklist asks for that is neither among the attachments nor waived. An attachment that names no day counts for every day. */
export function missingItems(
  checklist: readonly ChecklistItem[],
  attachments: readonly HeldDocument[],
  waived: readonly string[],
): readonly ChecklistItem[] {
  const has = ({ kind, servicesOn: day }: ChecklistItem) =>
    attachments.some((one) => one.kind === kind && (!day || !one.servicesOn || one.servicesOn.includes(day)));
  return checklist.filter((item) => !waived.includes(item.kind) && !has(item));
}
