import { addDays, dayOfWeek, type LocalDate } from '#libs/kernel/local-date.js';
import { instantOf } from '#libs/kernel/time-zone.js';
import type { EhrMessage } from './sample-practice.js';

/** What a feed needs of the house: a clock to move, a topic to publish to, to know when all is done, and a place to remember how far it came. */
export interface House {
  readonly timeZone: string;
  clock(): Promise<Date>;
  moveClock(to: Date): Promise<void>;
  publish(messages: readonly EhrMessage[]): Promise<void>;
  settled(): Promise<void>;
  /** The last day that was lived through to its end; null before the first. */
  lastDay(): Promise<LocalDate | null>;
  rememberDay(day: LocalDate): Promise<void>;
}

export interface FeedPlan {
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
  messages(day: LocalDate): readonly EhrMessage[];
  /** What the practice's people do on a day, once its sessions have settled; on days without sessions too. */
  people?(day: LocalDate): Promise<void>;
}

/** Sessions reach the practice in the afternoon; shortly after eight its day is closed and claims leave. */
const SESSIONS_AT = 17;
const CLOSED_AT = { hour: 20, minute: 5 };

/**
 * Lives through the plan's days as a practice would: each day's messages are published to Kafka and done with before the clock goes on. A feed
 * that was cut off goes on with the day that it was in: that day is published again, and what had arrived changes nothing.
 */
export async function feed(
  house: House,
  plan: FeedPlan,
  onDay: (day: LocalDate) => void = () => {},
  signal?: AbortSignal,
): Promise<void> {
  const done = await house.lastDay();
  for (let day = done ? addDays(done, 1) : plan.firstDay; day <= plan.lastDay; day = addDays(day, 1)) {
    const messages = plan.messages(day);
    const people = isWeekday(day) ? plan.people : undefined;
    if (messages.length > 0 || people) {
      await moveForward(house, instantOf(day, SESSIONS_AT, 0, house.timeZone));
      if (messages.length > 0) await house.publish(messages);
      await house.settled();
      await people?.(day);
    }
    await moveForward(house, instantOf(day, CLOSED_AT.hour, CLOSED_AT.minute, house.timeZone));
    await house.settled();
    await house.rememberDay(day);
    onDay(day);
    signal?.throwIfAborted();
  }
}

const isWeekday = (day: LocalDate) => dayOfWeek(day) <= 5;

async function moveForward(house: House, to: Date): Promise<void> {
  if ((await house.clock()) < to) await house.moveClock(to);
}
