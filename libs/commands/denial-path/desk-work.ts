import type { ContactPayer } from '#libs/domain/denial-case/contact.js';
import type { DenialCommand } from '#libs/domain/denial-case/decider.js';
import type { PracticeCalendar, WaitOnDenial } from '#libs/domain/denial-case/wait.js';
import type { ReverseWriteOff, WriteOffDenial } from '#libs/domain/denial-case/write-off.js';
import { localDateAt } from '#libs/kernel/time-zone.js';
import { alarmPlanOf, type PracticeProfile, timeZoneOf } from '#libs/rules/practice.js';
import { writeOffLimit } from '#libs/rules/write-off-limit.js';
import type { CommandContext } from '../command-context.js';

/** What a person asks of a case that depends on the practice's calendar and limits, which are looked up here. */
export type DeskWork =
  | Omit<WaitOnDenial, 'calendar'>
  | Omit<ContactPayer, 'calendar' | 'at' | 'by'>
  | Omit<WriteOffDenial, 'limitCents' | 'at' | 'by'>
  | Omit<ReverseWriteOff, 'at' | 'by'>;

const TYPES: readonly DeskWork['type'][] = ['WaitOnDenial', 'ContactPayer', 'WriteOffDenial', 'ReverseWriteOff'];

export const isDeskWork = (work: { readonly type: string }): work is DeskWork =>
  (TYPES as readonly string[]).includes(work.type);

/** The whole command: with the practice's day and limits, the instant, and whose it is. */
export function deskCommand(
  work: DeskWork,
  { occurredAt, actor: by }: Pick<CommandContext, 'occurredAt' | 'actor'>,
  practice: PracticeProfile,
): DenialCommand {
  const at = occurredAt.toISOString();
  const calendar: PracticeCalendar = {
    today: localDateAt(occurredAt, timeZoneOf(practice)),
    alarms: alarmPlanOf(practice),
  };
  switch (work.type) {
    case 'WaitOnDenial':
      return { ...work, calendar };
    case 'ContactPayer':
      return { ...work, calendar, at, by };
    case 'WriteOffDenial':
      return { ...work, limitCents: writeOffLimit(practice, work.role), at, by };
    case 'ReverseWriteOff':
      return { ...work, at, by };
  }
}
