import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus, type ICommand } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { PayerOffice } from '#apps/payer-simulator/payer-office.js';
import { scenarioOf } from '#apps/payer-simulator/scenario/scenario.js';
import { DueWorkJobs } from '#apps/worker/due-work-handlers.js';
import { InboxImporter } from '#apps/worker/import/inbox-importer.js';
import { WorkerCoreModule } from '#apps/worker/worker-core.module.js';
import { ConfigurePractice } from '#libs/commands/claim-path/configure-practice.js';
import type { CommandContext } from '#libs/commands/command-context.js';
import type { CommandOutcome } from '#libs/commands/command-executor.js';
import { policyHandlers } from '#libs/commands/policy-handlers.js';
import { StreamRepository } from '#libs/commands/stream-repository.js';
import { configurationModule } from '#libs/configuration/configuration.module.js';
import { readEnvironment } from '#libs/configuration/environment.js';
import { samplePractice } from '#libs/demo/sample-practice.js';
import { BusinessClock } from '#libs/event-store/business-clock.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { type ExchangeFolders, exchangeFolders, makeFolders } from '#libs/exchange/exchange-folders.js';
import { DueWorkTable, type OpenDueWork } from '#libs/jobs/due-work-table.js';
import { silentLogger } from '#libs/observability/logger.js';
import { observabilityModule } from '#libs/observability/observability.module.js';
import { dueWorkProjection } from '#libs/projections/due-work/due-work-projection.js';
import { Sweep } from '#libs/projections/runner/sweep.js';
import { ViewConsumer } from '#libs/projections/runner/view-consumer.js';
import { anyView } from '#libs/projections/runner/view-projection.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';

export const PRACTICE = samplePractice.practiceId;
export const PAYER = 'BLUE-HARBOR';

/** A worker on a real Postgres and real folders, set to work by hand: no queue and no Kafka, so that each step can be looked at. */
export class WorkerHouse {
  readonly folders: ExchangeFolders;
  readonly table: DueWorkTable;
  private handled = 0;

  private constructor(
    readonly database: TestDatabase,
    readonly root: string,
    readonly app: INestApplicationContext,
  ) {
    this.folders = exchangeFolders(root, PRACTICE, PAYER);
    this.table = new DueWorkTable(database.pool);
  }

  /** The sample practice, whose profile may differ in some things. */
  static async open(changes: Partial<PracticeProfile> = {}): Promise<WorkerHouse> {
    const database = await freshDatabase();
    const root = await mkdtemp(join(tmpdir(), 'worker-'));
    const configuration = readEnvironment({
      DATABASE_URL: database.url,
      REDIS_URL: 'redis://127.0.0.1:1',
      KAFKA_BROKERS: '127.0.0.1:1',
      CLAIMSTREAM_MODE: 'demo',
      // The one that an API on the same store has (`openApi`).
      CLAIMSTREAM_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      EXCHANGE_DIR: root,
    });
    const imports = [configurationModule(configuration), observabilityModule(silentLogger), WorkerCoreModule];
    const app = await Test.createTestingModule({ imports }).compile();
    await app.init();
    const house = new WorkerHouse(database, root, app);
    await makeFolders(house.folders);
    await house.clock.advanceTo(new Date('2026-03-02T22:00:00.000Z'));
    const profile = { ...(samplePractice as unknown as PracticeProfile), ...changes };
    await house.send((context) => new ConfigurePractice(context, { profile }));
    return house;
  }

  get clock(): BusinessClock {
    return this.app.get(BusinessClock);
  }

  get importer(): InboxImporter {
    return this.app.get(InboxImporter);
  }

  async send(command: (context: CommandContext) => ICommand, actor = 'ehr:test'): Promise<CommandOutcome> {
    const commandId = randomUUID();
    const context = { practiceId: PRACTICE, commandId, correlationId: commandId, causationId: null, actor };
    return this.app.get(CommandBus).execute(command({ ...context, occurredAt: await this.clock.current() }));
  }

  /** Lets policies answer all events and what follows from them, and folds what is due. */
  async settle(): Promise<void> {
    const store = this.app.get(EventStore);
    const streams = this.app.get(StreamRepository);
    const handlers = policyHandlers({ bus: this.app.get(CommandBus), streams, clock: this.clock });
    for (;;) {
      const events = await store.readAll({ after: this.handled, limit: 100 });
      if (events.length === 0) break;
      for (const event of events) {
        for (const handler of handlers) if (handler.types.includes(event.type)) await handler.handle(event);
        this.handled = event.position;
      }
    }
    const { pool } = this.database;
    const sweep = new Sweep(pool, store, new ViewConsumer(pool, store, anyView(dueWorkProjection)));
    while (!(await sweep.run(new AbortController().signal)).complete);
  }

  /** Does everything that is due, and what becomes due by that. */
  async doDueWork(): Promise<void> {
    const handlers = this.app.get(DueWorkJobs).handlers();
    for (;;) {
      await this.settle();
      const due = await this.due();
      if (due.length === 0) return;
      for (const work of due) await handlers[work.kind as keyof typeof handlers](work);
    }
  }

  async due(): Promise<readonly OpenDueWork[]> {
    return this.table.page(await this.clock.current(), 100);
  }

  /** Payers work, and what they answered is taken in, until nobody has anything left. */
  async exchange(): Promise<void> {
    this.payers ??= new PayerOffice({ root: this.root, scenarioOf, reference: builtInReference() });
    for (let files = 1; files > 0; ) {
      files = (await this.payers.work(await this.clock.current())) + (await this.importer.importAll());
      await this.doDueWork();
    }
  }

  async types(): Promise<readonly string[]> {
    return (await this.app.get(EventStore).readAll({ after: 0, limit: 1000 })).map(({ type }) => type);
  }

  async filesIn(folder: keyof ExchangeFolders): Promise<readonly string[]> {
    const entries = await readdir(this.folders[folder], { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.drop();
    await rm(this.root, { recursive: true });
  }

  private payers: PayerOffice | null = null;
}
