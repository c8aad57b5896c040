import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jobId } from '#libs/jobs/job.js';
import { checkEvictionPolicy, requireNoEviction } from '#libs/jobs/redis.js';
import { silentLogger } from '#libs/observability/logger.js';
import { DueWorkHouse, untilHolds } from './fixture.js';

let house: DueWorkHouse;
beforeEach(async () => {
  house = await DueWorkHouse.open();
});
afterEach(() => house.close());

const PAST = '2026-03-02T11:59:00.000Z';

describe('due work', () => {
  it('is done once, however often it is asked for', async () => {
    await house.add('claim-release', 'C1', PAST);
    await Promise.all([1, 2, 3].map(() => house.anotherReconciler().reconcile()));
    house.work();
    house.reconciler.start();
    await untilHolds(async () => expect(await house.openRows()).toBe(0));
    expect(house.done).toEqual(['C1']);
    await house.reconciler.reconcile();
    expect(await house.queues.counts('submissions')).toMatchObject({ waiting: 0, active: 0, delayed: 0, failed: 0 });
  });

  it('waits outside the queue until a quarter of an hour before its time', async () => {
    await house.add('claim-release', 'SOON', '2026-03-02T12:14:00.000Z');
    await house.add('claim-release', 'LATE', '2026-03-02T12:16:00.000Z');
    expect(await house.reconciler.reconcile()).toBe(1);
    expect(await house.queues.counts('submissions')).toMatchObject({ delayed: 1 });
  });

  it('is asked for again when Redis has lost everything', async () => {
    await house.add('claim-release', 'C1', PAST);
    await house.add('deadline-alarm', 'D1', '2026-03-02T12:05:00.000Z');
    expect(await house.reconciler.reconcile()).toBe(2);
    expect(await house.reconciler.reconcile()).toBe(0);
    await house.emptyRedis();
    expect(await house.reconciler.reconcile()).toBe(2);
    house.work();
    await untilHolds(() => expect(house.done).toEqual(['C1']));
  });

  it('is left alone where the row says that it is done, superseded, or due under another revision', async () => {
    for (const intent of ['DONE', 'GONE', 'NEWER']) await house.add('claim-release', intent, PAST);
    await house.reconciler.reconcile();
    await house.add('claim-release', 'DONE', PAST, { state: 'done' });
    await house.add('claim-release', 'GONE', PAST, { state: 'superseded' });
    await house.add('claim-release', 'NEWER', '2026-03-02T18:00:00.000Z', { revision: 2 });
    house.work();
    await untilHolds(async () =>
      expect(await house.queues.counts('submissions')).toMatchObject({ waiting: 0, active: 0 }),
    );
    expect(house.done).toEqual([]);
  });

  it('rings in the order of its times as soon as the business clock is moved past them', async () => {
    const alarms = [
      ['D1-30', '2026-03-02T12:10:00.000Z'],
      ['D1-14', '2026-03-18T12:00:00.000Z'],
      ['D1-7', '2026-03-25T12:00:00.000Z'],
      ['D1-0', '2026-04-01T12:00:00.000Z'],
    ] as const;
    for (const [intent, dueAt] of [...alarms].reverse()) await house.add('deadline-alarm', intent, dueAt);
    house.work();
    house.reconciler.start();
    await untilHolds(async () => expect(await house.queues.counts('alarms')).toMatchObject({ delayed: 1 }));
    expect(house.done).toEqual([]);
    house.clock.set(new Date('2026-03-20T00:00:00.000Z'));
    await untilHolds(() => expect([...house.done].sort()).toEqual(['D1-14', 'D1-30']));
    house.clock.set(new Date('2026-05-01T00:00:00.000Z'));
    await untilHolds(() => expect(house.done.slice(2)).toEqual(['D1-7', 'D1-0']));
  });

  it('is tried again after it failed, and after it failed for good', async () => {
    await house.add('claim-release', 'C1', PAST);
    let attempts = 0;
    house.work(async ({ intent }) => {
      attempts += 1;
      if (attempts <= 3) throw new Error('the disk is full');
      await house.finish(intent);
    });
    house.reconciler.start();
    await untilHolds(() => expect(house.done).toEqual(['C1']));
    expect(attempts).toBe(4);
  });

  it('leaves in Redis no word of what it failed on, which may quote a patient', async () => {
    await house.add('claim-release', 'C1', PAST);
    house.work(async () => {
      throw new Error('invalid input: Zimmermann');
    });
    await house.reconciler.reconcile();
    await untilHolds(async () => expect(await house.queues.counts('submissions')).toMatchObject({ failed: 1 }));
    const id = jobId({ kind: 'claim-release', intent: 'C1', revision: 1 });
    const job = await house.redis.hgetall(`claimstream-${house.namespace}:submissions:${id}`);
    expect(job.failedReason).toMatch(/^Error: /);
    expect(JSON.stringify(job)).not.toContain('Zimmermann');
  });

  it('that a worker held when it died is done by another', async () => {
    await house.add('claim-release', 'C1', PAST);
    await house.reconciler.reconcile();
    // What is left of a worker that was killed: an active job whose lock has run out.
    const { redis, namespace } = house;
    const key = (suffix: string) => `claimstream-${namespace}:submissions:${suffix}`;
    const id = jobId({ kind: 'claim-release', intent: 'C1', revision: 1 });
    await redis.lrem(key('wait'), 1, id);
    await redis.lpush(key('active'), id);
    house.work();
    await untilHolds(() => expect(house.done).toEqual(['C1']));
  }, 30_000);

  it('survives a page boundary: everything that is due is asked for', async () => {
    await house.database.pool.query(
      `insert into work.due_work (practice, kind, intent, due_at, revision, stream, stream_version, state)
       select 'demo', 'claim-release', 'C' || n, '2026-03-02T11:00:00Z', 1, 'demo/claim-C' || n, 1, 'open' from generate_series(1, 2500) as n`,
    );
    expect(await house.reconciler.reconcile()).toBe(2500);
    expect(await house.queues.counts('submissions')).toMatchObject({ waiting: 2500 });
  });
});

describe('the Redis of the queues', () => {
  it('must not evict', async () => {
    await requireNoEviction(house.redis, silentLogger);
    expect(() => checkEvictionPolicy('allkeys-lru')).toThrow('maxmemory-policy is noeviction');
  });
});
