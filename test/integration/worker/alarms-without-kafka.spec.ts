import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { DueWorkJobs } from '#apps/worker/due-work-handlers.js';
import { jobPlan } from '#apps/worker/job-plan.js';
import { CommandExecutor } from '#libs/commands/command-executor.js';
import { StreamRepository } from '#libs/commands/stream-repository.js';
import { denialStream } from '#libs/contracts/streams.js';
import { denialDecider } from '#libs/domain/denial-case/decider.js';
import { open, startAt } from '#libs/domain/denial-case/testing/case-fixtures.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { DueWorkEngine } from '#libs/jobs/due-work-engine.js';
import { redisPrefix } from '#libs/jobs/job-queues.js';
import { connectRedis } from '#libs/jobs/redis.js';
import { KafkaClient } from '#libs/messaging/kafka-client.js';
import { silentLogger } from '#libs/observability/logger.js';
import { dueWorkProjection } from '#libs/projections/due-work/due-work-projection.js';
import { runnerMetrics } from '#libs/projections/runner/runner-metrics.js';
import { StreamRunner } from '#libs/projections/runner/stream-runner.js';
import { ViewConsumer } from '#libs/projections/runner/view-consumer.js';
import { anyView } from '#libs/projections/runner/view-projection.js';
import { eventually } from '#libs/testing/eventually.js';
import { redisUrl } from '../jobs/fixture.js';
import { PRACTICE, WorkerHouse } from './worker-house.js';

const namespace = `t-${randomUUID().slice(0, 8)}`;
const command = open({ start: startAt('2026-03-02T22:00:00Z') });
const stream = denialStream(PRACTICE, command.opened.denialId);

let house: WorkerHouse;
let runner: StreamRunner;
let engine: DueWorkEngine;
beforeAll(async () => {
  house = await WorkerHouse.open();
  const { pool } = house.database;
  const source = new EventStore(pool);
  // No relay runs, and nobody listens where Kafka should be.
  const kafka = new KafkaClient({ brokers: ['127.0.0.1:1'], namespace: '', clientId: 'test', logger: silentLogger });
  runner = new StreamRunner({
    ...{ group: 'test', pool, source, kafka, logger: silentLogger, metrics: runnerMetrics(new Registry()) },
    consumers: [new ViewConsumer(pool, source, anyView(dueWorkProjection))],
  });
  engine = new DueWorkEngine({
    ...{
      redisUrl: redisUrl(),
      namespace,
      plan: jobPlan,
      db: pool,
      logger: silentLogger,
    },
    clock: house.clock,
    handlers: house.app.get(DueWorkJobs).handlers(),
  });
  runner.start();
  await engine.start();
}, 60_000);
afterAll(async () => {
  await engine?.stop();
  await runner?.stop();
  const redis = connectRedis(redisUrl(), { name: 'test', logger: silentLogger });
  const keys = await redis.keys(`${redisPrefix(namespace)}:*`);
  if (keys.length > 0) await redis.unlink(...keys);
  await redis.quit();
  await house?.close();
}, 60_000);

async function rung(): Promise<readonly unknown[]> {
  const events = await house.app.get(StreamRepository).events(stream);
  return events.flatMap(({ type, data }) => (type === 'AppealDeadlineApproaching' ? [data.daysBefore] : []));
}

it('an alarm rings from the store alone: no relay, no Kafka', async () => {
  const decided = denialDecider.decide(command, denialDecider.initial);
  if (!decided.ok) throw new Error(decided.refusal.message);
  const context = { practiceId: PRACTICE, commandId: stream, correlationId: stream, causationId: null };
  const occurredAt = await house.clock.current();
  await house.app.get(CommandExecutor).execute({ ...context, actor: 'user:test', occurredAt }, async () => ({
    ok: true,
    value: { appends: [{ stream, version: 0, events: decided.value }] },
  }));
  await eventually('the deadline to be due work', async () => {
    const { rows } = await house.database.pool.query(`select 1 from work.due_work where kind = 'deadline-alarm'`);
    return rows.length === 6;
  });
  await house.clock.advanceTo(new Date('2026-07-08T12:30:00Z'));
  await eventually('the first alarm', async () => (await rung()).length > 0);
  expect(await rung()).toEqual([30]);
  await house.clock.advanceTo(new Date('2026-08-08T12:00:00Z'));
  await eventually('all alarms', async () => (await rung()).length === 6);
  expect(await rung()).toEqual([30, 14, 7, 3, 1, 0]);
}, 90_000);
