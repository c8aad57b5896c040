import { openCommands } from '#apps/cli/servers/open-commands.js';
import { readEnvironment } from '#libs/configuration/environment.js';
import { type GeneratedPracticeOptions, generatedProfile } from '#libs/demo/generated-practice.js';
import { samplePractice } from '#libs/demo/sample-practice.js';
import { BusinessClock } from '#libs/event-store/business-clock.js';
import { EventStore } from '#libs/event-store/event-store.js';
import type { Pool } from '#libs/event-store/pool.js';
import { instantOf } from '#libs/kernel/time-zone.js';
import type { KafkaClient } from '#libs/messaging/kafka-client.js';
import { migrate } from '#libs/migrations/migrate.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { TestHouse } from '#test/scenarios/support/house-process.js';
import { APPS, App, type AppName } from './app.js';

import { OwnServers } from './own-servers.js';

const BEGINS_AT = 8;

export interface FaultHouseOptions {
  /** How many processes of each app; the payer simulator, which is no part of the product, runs once. */
  readonly copies: number;
  /** Whether disks may be filled. */
  readonly smallDisks: boolean;
  readonly load: GeneratedPracticeOptions;
}

/** A whole installation with servers of its own, each app a process of its own: what faults are inflicted on. */
export class FaultHouse {
  readonly store: EventStore;
  readonly clock: BusinessClock;
  private readonly apps: App[] = [];

  private constructor(
    readonly servers: OwnServers,
    private readonly house: TestHouse,
  ) {
    this.store = new EventStore(servers.pool);
    this.clock = new BusinessClock(servers.pool);
  }

  static async build(options: FaultHouseOptions): Promise<FaultHouse> {
    const servers = await OwnServers.start(options);
    const { postgres, kafka, redis, pool } = servers;
    // The server goes as a whole, so there is nothing to drop.
    const database = { url: postgres.address, pool, drop: () => pool.end() };
    const house = await TestHouse.make({ database, brokers: kafka.address, redisUrl: redis.address });
    const built = new FaultHouse(servers, house);
    try {
      await built.furnish(options);
      return built;
    } catch (error) {
      await built.demolish();
      throw error;
    }
  }

  get pool(): Pool {
    return this.servers.pool;
  }

  get exchangeDir(): string {
    return this.house.exchangeDir;
  }

  kafka(): KafkaClient {
    return this.house.kafka();
  }

  /** All processes of an app; the first is there also where there is one alone. */
  copiesOf(name: AppName): readonly [App, ...App[]] {
    return this.apps.filter((app) => app.name === name) as [App, ...App[]];
  }

  /** One more process of an app, which nobody starts again. */
  startOneMore(name: AppName) {
    return this.house.startApp(name);
  }

  /** Apps that have ended although nobody killed them, with their last words. */
  endedByThemselves(): readonly string[] {
    return this.apps
      .filter(({ process }) => process.hasExited)
      .map(({ name, process }) => `${name} ended by itself: ${process.everything.slice(-2_000)}`);
  }

  /** Some running app has named this in its log. */
  says(words: string): boolean {
    return this.apps.some(({ process }) => process.everything.includes(words));
  }

  async demolish(): Promise<void> {
    await this.house.demolish({ brokersToo: false });
    await this.servers.remove();
  }

  /** A store with its practice, and every app up. */
  private async furnish({ copies, load }: FaultHouseOptions): Promise<void> {
    await migrate({ databaseUrl: this.servers.postgres.address, mode: 'demo' });
    await this.clock.advanceTo(instantOf(load.firstDay, BEGINS_AT, 0, samplePractice.timeZone));
    const configuration = readEnvironment(this.house.environment());
    const commands = await openCommands({ pool: this.pool, store: this.store, mode: 'demo' }, configuration);
    await commands.configurePractice(generatedProfile(samplePractice as unknown as PracticeProfile, load));
    for (const name of APPS) {
      const count = name === 'payer-simulator' ? 1 : copies;
      for (let copy = 0; copy < count; copy += 1) this.apps.push(new App(name, () => this.house.startApp(name)));
    }
    await Promise.all(this.apps.map((app) => app.url()));
  }
}
