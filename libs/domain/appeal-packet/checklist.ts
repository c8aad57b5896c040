import type { ChecklistItem } from '#libs/contracts/events/denial-events.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import { holdsFor, type PacketSubject, type PacketTables } from './tables.js';

/** Kinds of which each day of service at issue needs its own. */
const OF_EACH_DAY = new Set(['treatment-notes']);

/** What an appeal's documentation must have: everything that any row asks for, in the order of the table; notes for each day at issue. */
export function checklistFor(
  { checklist }: PacketTables,
  subject: PacketSubject,
  servicesOn: readonly LocalDate[],
): readonly ChecklistItem[] {
  const kinds = new Set(checklist.filter((row) => holdsFor(row, subject)).flatMap((row) => row.kinds));
  return [...kinds].flatMap((kind) =>
    OF_EACH_DAY.has(kind) ? servicesOn.map((date) => ({ kind, servicesOn: date })) : [{ kind }],
  );
}
