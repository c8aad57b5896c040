import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { samplePractice } from '#libs/demo/sample-practice.js';
import { createPool } from '#libs/event-store/pool.js';
import { derivedId } from '#libs/kernel/ids.js';
import { eventually } from '#libs/testing/eventually.js';
import { type HouseProcess, TestHouse } from './support/house-process.js';
import { eventCounts, sessionRows } from './support/house-watch.js';
import { OwnServer } from './support/own-server.js';
import { goodSession, post, type SentSession, TestEhr } from './support/sessions.js';

jest.setTimeout(120_000);

/** Immediate shutdown: Postgres ends without a checkpoint, as in a crash, and recovers at its next start. */
const IMMEDIATE = 'SIGQUIT';

describe('a house whose Postgres restarts', () => {
  let postgres: OwnServer;
  let house: TestHouse;
  let running: HouseProcess;
  let ehr: TestEhr;
  const sent: SentSession[] = [];

  beforeAll(async () => {
    postgres = await OwnServer.start('postgres');
    const pool = createPool(postgres.address, { applicationName: 'claimstream-test' });
    house = await TestHouse.make({ database: { url: postgres.address, pool, drop: () => pool.end() } });
    ehr = new TestEhr(house.kafka());
  });
  afterAll(async () => {
    await ehr?.close();
    await house?.demolish();
    await postgres?.remove();
  });

  const pool = () => house.database.pool;
  const count = async (type: string) => (await eventCounts(pool()))[type] ?? 0;
  const ready = async () => (await fetch(`${await running.url()}/health/ready`)).status;

  it('starts before its Postgres does, names it, and goes on once it answers', async () => {
    await postgres.crash(IMMEDIATE);
    running = house.start(['--empty']);
    await eventually('the log to name it', () => running.says('Postgres cannot be reached'));
    await postgres.startAgain();
    await eventually('intake to join', () =>
      running.log().some(({ group, msg }) => group === 'intake' && msg === 'joined the group'),
    );
  });

  it('has its sessions come in when the server is shut down at once, and names that in the log', async () => {
    await eventually('readiness', async () => (await ready()) === 200);
    const published = Array.from({ length: 60 }, (_, n) => goodSession(`k${n}`));
    await ehr.publishSessions(...published);
    sent.push(...published);
    const taken = await eventually('some to be taken, not all', async () => {
      const recorded = await count('SessionRecorded');
      return recorded > 15 && recorded;
    });
    await postgres.crash(IMMEDIATE);
    process.stderr.write(`Postgres was shut down after ${taken} of ${sent.length} sessions\n`);
    const named = ['messages cannot be handled now', 'lost the store', 'the sweep failed and comes again'];
    await eventually('the log to name it', () => named.every((message) => running.says(message)));
    expect(running.hasExited).toBe(false);
  });

  it('tells a sender by HTTP to come again, without taking the blame or giving it', async () => {
    const refused = await post(await running.url(), goodSession('http'));
    expect(refused).toEqual({ status: 503, answer: { errors: [{ code: 'store.away', reason: expect.any(String) }] } });
    expect(await ready()).toBe(503);
    expect((await fetch(`${await running.url()}/health/live`)).status).toBe(200);
  });

  it('goes on by itself when the server is back: every session once, each coded, none lost', async () => {
    await postgres.startAgain();
    await eventually('readiness', async () => (await ready()) === 200, { timeoutMs: 40_000 });
    const again = goodSession('http');
    expect(await post(await running.url(), again)).toMatchObject({ status: 202 });
    sent.push(again);
    await eventually(
      'all to be coded and shown',
      async () => {
        const rows = await sessionRows(pool());
        const shown = rows.length >= sent.length && rows.every(({ claim_id }) => claim_id !== null);
        return shown && (await count('ClaimDrafted')) >= sent.length;
      },
      { timeoutMs: 60_000 },
    );
    const ids = sent.map(({ sessionId }) => derivedId('session', samplePractice.practiceId, sessionId)).sort();
    expect((await sessionRows(pool())).map(({ session_id }) => session_id)).toEqual(ids);
    expect(await eventCounts(pool())).toMatchObject({
      SessionRecorded: sent.length,
      SessionCoded: sent.length,
      ClaimDrafted: sent.length,
    });
    expect(running.hasExited).toBe(false);
    const { rows } = await pool().query('select count(*) as parked from work.parked_streams');
    expect(rows).toEqual([{ parked: 0 }]);
    expect(running.everything).not.toContain('Quillfeather');
  });
});
