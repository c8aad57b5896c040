import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { SAMPLE_FIRST_DAY, sampleMessages, samplePractice } from '#libs/demo/sample-practice.js';
import { derivedId } from '#libs/kernel/ids.js';
import { eventually } from '#libs/testing/eventually.js';
import { type HouseProcess, TestHouse } from './support/house-process.js';
import { eventCounts, publishedPosition, sessionRows } from './support/house-watch.js';
import { OwnServer } from './support/own-server.js';
import { goodSession, post, type SentSession, TestEhr } from './support/sessions.js';

jest.setTimeout(150_000);

const sessions = (names: string, count: number) => Array.from({ length: count }, (_, n) => goodSession(`${names}${n}`));
const idsOf = (list: readonly SentSession[]) =>
  list.map(({ sessionId }) => derivedId('session', samplePractice.practiceId, sessionId)).sort();

describe('a house whose Kafka is away', () => {
  let kafka: OwnServer;
  let house: TestHouse;
  let running: HouseProcess;
  let ehr: TestEhr;
  const sent: SentSession[] = [];

  beforeAll(async () => {
    kafka = await OwnServer.start('kafka');
    await kafka.crash('SIGKILL');
    house = await TestHouse.make({ brokers: kafka.address });
    ehr = new TestEhr(house.kafka());
    running = house.start(['--empty']);
  });
  afterAll(async () => {
    await ehr?.close();
    await house?.demolish({ brokersToo: false });
    await kafka?.remove();
  });

  const pool = () => house.database.pool;
  const count = async (type: string) => (await eventCounts(pool()))[type] ?? 0;
  const ready = async () => (await fetch(`${await running.url()}/health/ready`)).status;

  async function allCoded(): Promise<void> {
    await eventually(
      `${sent.length} sessions to be coded and shown`,
      async () => {
        const rows = await sessionRows(pool());
        const shown = rows.length >= sent.length && rows.every(({ claim_id }) => claim_id !== null);
        return shown && (await count('ClaimDrafted')) >= sent.length;
      },
      { timeoutMs: 60_000 },
    );
    expect((await sessionRows(pool())).map(({ session_id }) => session_id)).toEqual(idsOf(sent));
    const { SessionRecorded, ClaimDrafted } = await eventCounts(pool());
    expect({ SessionRecorded, ClaimDrafted }).toEqual({ SessionRecorded: sent.length, ClaimDrafted: sent.length });
  }

  it('starts all the same, names it in the log with the brokers, and is alive but not ready', async () => {
    const url = await running.url();
    const line = await eventually('the log to name it', () =>
      running.log().find(({ msg }) => msg === 'Kafka cannot be reached'),
    );
    expect(line).toMatchObject({ level: 'warn', brokers: [kafka.address], attempt: expect.any(Number) });
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect(await ready()).toBe(503);
  });

  it('takes sessions by HTTP into the store, where they are coded, for Kafka is a wake-up and no more', async () => {
    await eventually('the practice to be configured', async () => (await count('PracticeConfigured')) === 1);
    for (const session of sessions('away', 10)) {
      expect(await post(await running.url(), session)).toMatchObject({ status: 202 });
      sent.push(session);
    }
    expect(await count('SessionRecorded')).toBe(10);
    await allCoded();
    expect(await publishedPosition(pool())).toBe(0);
  });

  it('publishes everything once the broker is up, and takes what comes on Kafka', async () => {
    await kafka.startAgain();
    await eventually('readiness', async () => (await ready()) === 200, { timeoutMs: 60_000 });
    const batch = sessions('up', 10);
    await eventually('the topic to be there', () => ehr.publishSessions(...batch).then(() => true), {
      timeoutMs: 30_000,
    });
    sent.push(...batch);
    await allCoded();
    const head = async () => (await pool().query('select max(position) as head from store.events')).rows[0].head;
    await eventually('all to be published', async () => (await publishedPosition(pool())) === (await head()));
  });

  it('loses and doubles nothing when the broker is killed while sessions come in, and comes up again', async () => {
    const before = sessions('before', 40);
    await ehr.publishSessions(...before);
    sent.push(...before);
    const atKill = await eventually('some to be taken, not all', async () => {
      const taken = await count('SessionRecorded');
      return taken > 20 && taken;
    });
    await kafka.crash('SIGKILL');
    process.stderr.write(`the broker was killed after ${atKill} of ${sent.length} sessions\n`);
    const meanwhile = sessions('meanwhile', 5);
    for (const session of meanwhile) expect(await post(await running.url(), session)).toMatchObject({ status: 202 });
    sent.push(...meanwhile);
    await eventually('not ready', async () => (await ready()) === 503);
    await kafka.startAgain();
    await eventually('readiness', async () => (await ready()) === 200, { timeoutMs: 60_000 });
    await allCoded();
    expect(running.hasExited).toBe(false);
  });

  it('lives through the sample when the broker comes up after the house', async () => {
    await kafka.crash('SIGKILL');
    const sample = await TestHouse.make({ brokers: kafka.address });
    try {
      const living = sample.start(['--once', '--until', SAMPLE_FIRST_DAY]);
      await eventually('the log to name it', () => living.says('the sample waits for a server'), { timeoutMs: 60_000 });
      await kafka.startAgain();
      expect(await living.exited).toBe(0);
      expect(living.says('a message was put into the dead letters')).toBe(false);
      const { SessionRecorded = 0 } = await eventCounts(sample.database.pool);
      const recorded = sampleMessages(SAMPLE_FIRST_DAY).filter(({ type }) => type === 'ehr.session.recorded.v1');
      expect(SessionRecorded).toBe(recorded.length);
    } finally {
      await sample.demolish({ brokersToo: false });
    }
  });
});
