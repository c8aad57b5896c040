import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EVENTS_TOPIC, EVENTS_TOPIC_DEFINITION } from '#libs/contracts/topics.js';
import type { StoredEvent } from '#libs/event-store/event.js';
import { BatchConsumer } from '#libs/messaging/batch-consumer.js';
import { fromCloudEvent, headOf } from '#libs/messaging/cloud-event.js';
import type { ReceivedMessage } from '#libs/messaging/message.js';
import { ensureTopics } from '#libs/messaging/topics.js';
import { eventually } from '#libs/testing/eventually.js';
import { type House, openHouse } from '../projections/house.js';

jest.setTimeout(60_000);

describe('the relay', () => {
  let house: House;
  const received: ReceivedMessage[] = [];
  let listener: BatchConsumer;

  beforeAll(async () => {
    house = await openHouse();
    listener = new BatchConsumer(house.kafka, {
      group: 'listener',
      topics: [EVENTS_TOPIC],
      prepare: () => ensureTopics(house.kafka, [EVENTS_TOPIC_DEFINITION]),
      handle: async (messages) => {
        received.push(...messages);
      },
    });
    listener.start();
  });
  afterAll(async () => {
    await listener.stop();
    await house.close();
  });
  afterEach(() => {
    received.length = 0;
  });

  const all = (count: number) =>
    eventually(
      `${count} events on the topic`,
      () => new Set(received.map((one) => headOf(one).position)).size >= count,
    );

  it('publishes exactly what the store holds, each stream in order', async () => {
    const relay = house.relay();
    relay.start();
    const stored: StoredEvent[] = [];
    await Promise.all(
      [0, 1, 2, 3].map(async (writer) => {
        for (let n = 0; n < 50; n += 1)
          stored.push(await house.append(`W${writer}-${n % 3}`, { amount: n, sealedBytes: 9 }));
      }),
    );
    await all(200);
    await relay.stop();
    const published = received.map((message) => fromCloudEvent(message) as StoredEvent);
    const byPosition = (a: StoredEvent, b: StoredEvent) => a.position - b.position;
    expect([...published].sort(byPosition)).toEqual([...(await house.store.readAll({ after: 0, limit: 1000 }))]);
    expect(stored).toHaveLength(200);
    const partitions = new Map<string, Set<number>>();
    const last = new Map<string, number>();
    for (const [index, { stream, position }] of published.entries()) {
      expect(position).toBeGreaterThan(last.get(stream) ?? 0);
      last.set(stream, position);
      const seen = partitions.get(stream) ?? new Set();
      partitions.set(stream, seen.add((received[index] as ReceivedMessage).partition));
    }
    for (const [, seen] of partitions) expect(seen.size).toBe(1);
  });

  it('goes on where it was stopped, and publishes nothing twice after a proper stop', async () => {
    await house.append('S', { amount: 1 });
    const relay = house.relay();
    relay.start();
    await all(1);
    await relay.stop();
    expect(received.map((one) => headOf(one).stream)).toEqual(['p/claim-S']);
  });

  it('has one leader, and a standby that goes on when the leader has lost its connection', async () => {
    const first = house.relay();
    first.start();
    await house.append('L', { amount: 1 });
    await all(1);
    const second = house.relay();
    second.start();
    const leaders = async () => {
      const { rows } = await house.database.pool.query<{ pid: number }>(
        `select l.pid from pg_locks as l join pg_database as d on d.oid = l.database
         where l.locktype = 'advisory' and l.classid = 5104 and l.objsubid = 2 and l.granted and d.datname = current_database()`,
      );
      return rows.map(({ pid }) => pid);
    };
    const [leader] = await leaders();
    await first.stop();
    await house.append('L', { amount: 2 });
    await all(2);
    const [next] = await leaders();
    expect(next).not.toBe(leader);
    // A leader whose connection is cut stops leading, and leads again or leaves it to another; nothing is lost.
    await house.database.pool.query('select pg_terminate_backend($1)', [next]);
    await house.append('L', { amount: 3 });
    await all(3);
    expect((await leaders()).length).toBe(1);
    await second.stop();
    expect(new Set(received.map((one) => headOf(one).version))).toEqual(new Set([1, 2, 3]));
  });
});
