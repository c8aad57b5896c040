import { readdir } from 'node:fs/promises';
import type pg from 'pg';
import { INTAKE_GROUP, SESSIONS_TOPIC } from '#libs/contracts/topics.js';
import { type BusinessClock, CLOCK_FRESH_MS } from '#libs/event-store/business-clock.js';
import type { EventStore } from '#libs/event-store/event-store.js';
import { readAnsweredUntil } from '#libs/exchange/answered-until.js';
import { appealFolders } from '#libs/exchange/appeal-files.js';
import { exchangeFolders, exchangePartners } from '#libs/exchange/exchange-folders.js';
import { DueWorkTable } from '#libs/jobs/due-work-table.js';
import { derivedId } from '#libs/kernel/ids.js';
import { fromEpochDay, type LocalDate, toEpochDay } from '#libs/kernel/local-date.js';
import { pause } from '#libs/messaging/back-off.js';
import { groupLag } from '#libs/messaging/group-lag.js';
import type { KafkaClient } from '#libs/messaging/kafka-client.js';
import { MessageProducer } from '#libs/messaging/message-producer.js';
import { readCheckpoint } from '#libs/projections/runner/checkpoints.js';
import { SettledWatch } from '#libs/projections/runner/lag.js';
import type { StreamConsumer } from '#libs/projections/runner/stream-consumer.js';
import type { House } from './feed.js';
import type { EhrMessage } from './sample-practice.js';
import { type StillBusy, settle } from './settling.js';

export interface DemoHouseOptions {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly clock: BusinessClock;
  readonly kafka: KafkaClient;
  /** Every view and policy: none may have anything left to do. */
  readonly consumers: readonly StreamConsumer[];
  readonly exchangeDir: string;
  readonly timeZone: string;
  /** Names the feed's progress in the store, so that a restart goes on where it was. */
  readonly name: string;
  readonly signal?: AbortSignal;
}

const SETTLE_TIMEOUT_MS = 120_000;

/** A demo store seen from outside: what a feed publishes to and waits for. */
export class DemoHouse implements House {
  readonly timeZone: string;
  private readonly producer: MessageProducer;
  /** Where the clock was moved to last. */
  private movedTo = new Date(0);
  /** Everything that was published has been taken in; nobody else publishes. */
  private isTakenIn = false;
  private readonly followers: SettledWatch;

  constructor(private readonly options: DemoHouseOptions) {
    this.timeZone = options.timeZone;
    this.producer = new MessageProducer(options.kafka);
    this.followers = new SettledWatch(options.pool, options.store, options.consumers);
  }

  clock(): Promise<Date> {
    return this.options.clock.current();
  }

  /** Resolves when no process reads the time before: one that did would hold the new day's first sessions as lying in the future. */
  async moveClock(to: Date): Promise<void> {
    await this.options.clock.advanceTo(to);
    await pause(CLOCK_FRESH_MS, this.options.signal ?? new AbortController().signal);
    this.movedTo = to;
  }

  async publish(messages: readonly EhrMessage[]): Promise<void> {
    this.isTakenIn = false;
    await this.producer.send(
      SESSIONS_TOPIC,
      messages.map(({ type, patientId, data }) => {
        const value = JSON.stringify(data);
        const headers = {
          ce_specversion: '1.0',
          ce_type: type,
          ce_source: '/demo-ehr',
          ce_id: derivedId('demo-message', type, value),
        };
        return { key: patientId, value, headers: { ...headers, 'content-type': 'application/json' } };
      }),
    );
  }

  settled(): Promise<void> {
    const { signal } = this.options;
    return settle(this.checks(), { timeoutMs: SETTLE_TIMEOUT_MS, ...(signal ? { signal } : {}) });
  }

  async lastDay(): Promise<LocalDate | null> {
    const day = await readCheckpoint(this.options.pool, this.checkpoint);
    return day === 0 ? null : fromEpochDay(day);
  }

  async rememberDay(day: LocalDate): Promise<void> {
    await this.options.pool.query(
      `insert into work.checkpoints (name, position) values ($1, $2)
       on conflict (name) do update set position = excluded.position, updated_at = clock_timestamp()`,
      [this.checkpoint, toEpochDay(day)],
    );
  }

  async close(): Promise<void> {
    await this.producer.close();
  }

  private get checkpoint(): string {
    return `feed:${this.options.name}`;
  }

  /** From the cheapest to ask to the dearest; a chain of work passes from one to the next, so all must be quiet in one round. */
  private checks(): readonly StillBusy[] {
    const { pool, exchangeDir, clock } = this.options;
    const due = new DueWorkTable(pool);
    return [
      async () => {
        const answered = await readAnsweredUntil(exchangeDir);
        return answered && answered >= this.movedTo ? null : 'payers have not looked since the clock moved';
      },
      async () => {
        const count = await due.count(await clock.current());
        return count > 0 ? `${count} pieces of work are due` : null;
      },
      async () => {
        const files = await filesUnderWay(exchangeDir);
        return files > 0 ? `${files} files in outboxes and inboxes` : null;
      },
      async () => ((await this.followers.isSettled()) ? null : 'views and policies are behind the store'),
      () => this.notTakenIn(),
    ];
  }

  private async notTakenIn(): Promise<string | null> {
    if (this.isTakenIn) return null;
    const lag = await groupLag(this.options.kafka, INTAKE_GROUP, [SESSIONS_TOPIC]);
    this.isTakenIn = lag === 0;
    return this.isTakenIn ? null : `${lag} messages not taken in`;
  }
}

/** Files that a payer has not taken or that we have not; what was refused lies elsewhere and counts for nothing. */
async function filesUnderWay(exchangeDir: string): Promise<number> {
  let count = 0;
  for (const { practiceId, payerId } of await exchangePartners(exchangeDir)) {
    const folders = exchangeFolders(exchangeDir, practiceId, payerId);
    const appeals = appealFolders(folders);
    for (const box of [folders.outbox, folders.inbox, appeals.outbox, appeals.inbox]) {
      const entries = await readdir(box, { withFileTypes: true }).catch(() => []);
      count += entries.filter((entry) => entry.isFile()).length;
    }
  }
  return count;
}
