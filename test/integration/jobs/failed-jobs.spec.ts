import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FailedJobs } from '#libs/jobs/failed-jobs.js';
import { queueBoard } from '#libs/jobs/queue-board.js';
import { DueWorkHouse, PRACTICE, plan, untilHolds } from './fixture.js';

let house: DueWorkHouse;
beforeEach(async () => {
  house = await DueWorkHouse.open();
});
afterEach(() => house.close());

const PAST = '2026-03-02T11:59:00.000Z';

/** Two jobs whose attempts are used up, and what becomes of them when somebody tries again. */
async function twoFailed(): Promise<{ mend(): void; failed: FailedJobs }> {
  let broken = true;
  for (const intent of ['C1', 'C2']) await house.add('claim-release', intent, PAST);
  house.work(async ({ intent }) => {
    if (broken) throw new Error('invalid input: Zimmermann');
    await house.finish(intent);
  });
  await house.reconciler.reconcile();
  await untilHolds(async () => expect(await house.queues.counts('submissions')).toMatchObject({ failed: 2 }));
  const mend = () => {
    broken = false;
  };
  return { mend, failed: new FailedJobs(house.redis, house.namespace) };
}

describe('jobs that failed for good', () => {
  it('are listed with their ids and the kind of error, and no word of what it quoted', async () => {
    const { failed } = await twoFailed();
    const listed = await failed.list();
    expect(listed.map(({ intent }) => intent).sort()).toEqual(['C1', 'C2']);
    expect(listed[0]).toMatchObject({
      ...{ queue: 'submissions', kind: 'claim-release', practice: PRACTICE, revision: 1, attempts: 2 },
      ...{ failedAt: expect.any(String), reason: expect.stringMatching(/^Error: /) },
    });
    expect(JSON.stringify(listed)).not.toContain('Zimmermann');
    expect(await failed.list({ queue: 'alarms' })).toEqual([]);
  });

  it('are done when they are replayed, the one that is named or all', async () => {
    const { mend, failed } = await twoFailed();
    mend();
    expect(await failed.replay({ jobId: 'claim-release-C2-r1' })).toMatchObject([{ intent: 'C2' }]);
    await untilHolds(() => expect(house.done).toEqual(['C2']));
    expect(await failed.replay()).toMatchObject([{ intent: 'C1' }]);
    await untilHolds(() => expect(house.done).toEqual(['C2', 'C1']));
    expect(await failed.list()).toEqual([]);
    expect(await failed.replay()).toEqual([]);
  });

  it('have all their attempts again when they are replayed', async () => {
    const { failed } = await twoFailed();
    await failed.replay({ jobId: 'claim-release-C1-r1' });
    await untilHolds(async () => expect(await failed.list()).toHaveLength(2));
    expect((await failed.list()).map(({ attempts }) => attempts)).toEqual([2, 2]);
  });

  it('are none in an installation of another name', async () => {
    await twoFailed();
    expect(await new FailedJobs(house.redis, `${house.namespace}-other`).list()).toEqual([]);
  });
});

describe('the operators’ board', () => {
  let server: Server;
  afterEach(async () => {
    server.close();
    await once(server, 'close');
  });

  it('shows every queue of the plan with its counts, and the jobs that failed', async () => {
    await twoFailed();
    const board = queueBoard(house.redis, plan, house.namespace, '/queues');
    const answer: Parameters<typeof createServer>[1] = (request, response) => {
      board.handler(
        Object.assign(request, { url: (request.url ?? '').replace(/^\/queues/, '') || '/' }),
        response,
        () => {
          response.writeHead(404).end();
        },
      );
    };
    server = createServer(answer as never);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/queues`;
    const page = await fetch(`${url}/`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Claimstream queues')]);
    const told = (await (await fetch(`${url}/api/queues?activeQueue=submissions&status=failed&page=1`)).json()) as {
      queues: { name: string; counts: { failed: number }; jobs: { id: string }[] }[];
    };
    expect(told.queues.map(({ name, counts }) => [name, counts.failed])).toEqual([
      ['submissions', 2],
      ['alarms', 0],
    ]);
    expect(told.queues[0]?.jobs.map(({ id }) => id).sort()).toEqual(['claim-release-C1-r1', 'claim-release-C2-r1']);
    expect(JSON.stringify(told)).not.toContain('Zimmermann');
    await board.close();
  });
});

describe('workers that are stopped', () => {
  it('finish the job in hand and take no other', async () => {
    for (const intent of ['C1', 'C2', 'C3', 'C4', 'C5']) await house.add('claim-release', intent, PAST);
    let begun = 0;
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    house.work(async ({ intent }) => {
      begun += 1;
      await held;
      await house.finish(intent);
    });
    await house.reconciler.reconcile();
    await untilHolds(() => expect(begun).toBe(4));
    const stopped = house.workers?.close();
    release();
    await stopped;
    expect(house.done).toHaveLength(4);
    expect(begun).toBe(4);
    expect(await house.queues.counts('submissions')).toMatchObject({ waiting: 1, active: 0 });
  });
});
