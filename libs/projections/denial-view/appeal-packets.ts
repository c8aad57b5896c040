import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { denialEvents } from '#libs/contracts/events/denial-events.js';

type DenialEvent = ClearPartOf<(typeof denialEvents)[number]>;

/** A packet that was put together for an appeal; the newest of a level is the one that goes out. */
export interface AppealPacketEntry {
  readonly packetId: string;
  readonly level: string;
  readonly pages: number;
  readonly sizeBytes: number;
  readonly attachmentIds: readonly string[];
  readonly requestedCents: number;
  readonly preparedOn: string;
  readonly preparedBy: string;
  /** The day on which it was filed; null while it was not. */
  readonly filedOn: string | null;
}

/** Something that an appeal goes without, by a person's word. */
export interface ChecklistWaiver {
  readonly level: string;
  readonly kind: string;
  readonly waivedBy: string;
}

export interface PacketColumns {
  readonly packets: readonly AppealPacketEntry[];
  readonly checklistWaivers: readonly ChecklistWaiver[];
}

export const NO_PACKETS: PacketColumns = { packets: [], checklistWaivers: [] };

/** What an event changes of it. */
export function packetsOf(row: PacketColumns, event: DenialEvent): Partial<PacketColumns> {
  switch (event.type) {
    case 'AppealPacketPrepared': {
      const { packetId, level, pages, sizeBytes, attachmentIds, requestedCents, preparedOn, preparedBy } = event.data;
      const packet = { packetId, level, pages, sizeBytes, attachmentIds, requestedCents, preparedOn, preparedBy };
      return { packets: [...row.packets, { ...packet, filedOn: null }] };
    }
    case 'AppealChecklistItemWaived': {
      const { level, kind, waivedBy } = event.data;
      return { checklistWaivers: [...row.checklistWaivers, { level, kind, waivedBy }] };
    }
    case 'AppealFiled': {
      const { packetId, filedOn } = event.data;
      if (packetId === undefined) return {};
      return { packets: row.packets.map((one) => (one.packetId === packetId ? { ...one, filedOn } : one)) };
    }
    default:
      return {};
  }
}
