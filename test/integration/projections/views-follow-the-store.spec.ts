import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EVENTS_TOPIC_DEFINITION } from '#libs/contracts/topics.js';
import type { StoredEvent } from '#libs/event-store/event.js';
import { KafkaClient } from '#libs/messaging/kafka-client.js';
import { deleteTopics, ensureTopics } from '#libs/messaging/topics.js';
import { silentLogger } from '#libs/observability/logger.js';
import { isSettled, lagOf } from '#libs/projections/runner/lag.js';
import { StreamSlice, slicesOf } from '#libs/projections/runner/stream-slice.js';
import { ViewConsumer } from '#libs/projections/runner/view-consumer.js';
import { eventually } from '#libs/testing/eventually.js';
import { type House, openHouse } from './house.js';
import { makeTallyTables, tally } from './tally-view.js';

jest.setTimeout(60_000);

describe('a view', () => {
  let house: House;
  let view: ViewConsumer;

  beforeAll(async () => {
    house = await openHouse();
    await makeTallyTables(house.database.pool);
    view = new ViewConsumer(house.database.pool, house.store, tally);
  });
  afterAll(() => house.close());

  const row = async (id: string) => {
    const { rows } = await house.database.pool.query(
      `select version, count, total, array(select amount from views.tally_amount as a where a.stream = t.stream order by 1) as amounts
       from views.tally as t where stream = $1`,
      [`p/claim-${id}`],
    );
    return rows[0];
  };
  const settled = () => eventually('the view to settle', () => isSettled(house.database.pool, house.store, [view]));

  it('takes the next versions, skips old ones, and reads missing ones from the store', async () => {
    const events: StoredEvent[] = [];
    for (const amount of [1, 2, 3, 4]) events.push(await house.append('A', { amount }));
    const [first, second, third, fourth] = events as [StoredEvent, StoredEvent, StoredEvent, StoredEvent];
    expect(await view.apply(slicesOf([first]))).toEqual({ events: 1, parked: [] });
    expect(await row('A')).toEqual({ version: 1, count: 1, total: 1, amounts: [1] });
    expect(await view.apply(slicesOf([fourth]))).toEqual({ events: 3, parked: [] });
    expect(await row('A')).toEqual({ version: 4, count: 4, total: 10, amounts: [2, 3, 4] });
    expect(await view.apply(slicesOf([third, first, second, first]))).toEqual({ events: 0, parked: [] });
    expect(await row('A')).toEqual({ version: 4, count: 4, total: 10, amounts: [2, 3, 4] });
  });

  it('is told by a body left out how far the stream goes', async () => {
    await house.append('B', { amount: 5 });
    await house.append('B', { amount: 6 });
    await view.apply(new Map([['p/claim-B', new StreamSlice().reaches(2)]]));
    expect(await row('B')).toMatchObject({ version: 2, total: 11 });
  });

  it('ends the same whatever many writers do with the same events in any order', async () => {
    const events: StoredEvent[] = [];
    for (let n = 1; n <= 60; n += 1) events.push(await house.append(`C${n % 6}`, { amount: n }));
    const shuffled = (seed: number) =>
      events.map((event, index) => ({ event, at: (index * 7919 + seed * 104_729) % 1009 })).sort((a, b) => a.at - b.at);
    await Promise.all(
      [1, 2, 3, 4, 5].map(async (seed) => {
        const order = shuffled(seed).map(({ event }) => event);
        for (let from = 0; from < order.length; from += 7) await view.apply(slicesOf(order.slice(from, from + 7)));
      }),
    );
    const { rows } = await house.database.pool.query(
      `select sum(count)::int as count, sum(total)::int as total from views.tally where stream like 'p/claim-C%'`,
    );
    expect(rows[0]).toEqual({ count: 60, total: 1830 });
  });

  it('follows through Kafka alone, also where an event was too large for a broker', async () => {
    const relay = house.relay();
    const runner = house.runner([view], { sweepEveryMs: 3_600_000 });
    relay.start();
    runner.start();
    for (let n = 0; n < 20; n += 1) await house.append(`K${n % 5}`, { amount: 1 });
    await house.append('K0', { amount: 5, sealedBytes: 1_200_000 });
    await house.append('L', { amount: 7, sealedBytes: 1_200_000 });
    await settled();
    expect((await row('K0')).total).toBe(9);
    expect((await row('L')).total).toBe(7);
    await Promise.all([relay.stop(), runner.stop()]);
  });

  it('is complete when the topic is deleted under it', async () => {
    const relay = house.relay();
    const runner = house.runner([view]);
    relay.start();
    runner.start();
    for (let n = 0; n < 50; n += 1) await house.append(`D${n % 5}`, { amount: 1 });
    await settled();
    expect((await row('D0')).total).toBe(10);
    // The topic goes while events come; the relay makes it anew, and what was lost comes from the store.
    await deleteTopics(house.kafka, ['claimstream.events']);
    for (let n = 0; n < 50; n += 1) await house.append(`D${n % 5}`, { amount: 1 });
    await settled();
    expect((await row('D0')).total).toBe(20);
    await Promise.all([relay.stop(), runner.stop()]);
    expect(await lagOf(house.database.pool, house.store, view)).toMatchObject({ streams: 0, events: 0 });
  });

  it('says exactly how far it is behind', async () => {
    await house.append('E', { amount: 1 });
    await house.append('E', { amount: 1 });
    await house.append('F', { amount: 1 });
    expect(await lagOf(house.database.pool, house.store, view)).toMatchObject({ streams: 2, events: 3 });
    expect(await isSettled(house.database.pool, house.store, [view])).toBe(false);
  });

  it('is kept complete by the sweep alone while no broker can be reached', async () => {
    const nowhere = new KafkaClient({
      brokers: ['127.0.0.1:1'],
      namespace: 'x',
      clientId: 'test',
      logger: silentLogger,
    });
    const runner = house.runner([view], { kafka: nowhere });
    runner.start();
    for (let n = 0; n < 30; n += 1) await house.append(`G${n}`, { amount: 2 });
    await settled();
    expect((await row('G29')).total).toBe(2);
    expect((await row('F')).total).toBe(1);
    await runner.stop();
  });

  it('heals when the number of partitions grows and streams move between them', async () => {
    await ensureTopics(house.kafka, [{ ...EVENTS_TOPIC_DEFINITION, partitions: 17 }]);
    const relay = house.relay();
    const runner = house.runner([view]);
    relay.start();
    runner.start();
    for (let n = 0; n < 60; n += 1) await house.append(`D${n % 5}`, { amount: 1 });
    await settled();
    expect((await row('D4')).total).toBe(32);
    await Promise.all([relay.stop(), runner.stop()]);
  });
});
