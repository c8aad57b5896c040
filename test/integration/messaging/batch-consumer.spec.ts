import { randomBytes } from 'node:crypto';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { deadLetterTopicOf, SESSIONS_TOPIC, topicDefinitions } from '#libs/contracts/topics.js';
import { BatchConsumer } from '#libs/messaging/batch-consumer.js';
import { sendDeadLetter } from '#libs/messaging/dead-letter.js';
import { KafkaClient } from '#libs/messaging/kafka-client.js';
import { MessageTooLarge, type ReceivedMessage } from '#libs/messaging/message.js';
import { MessageProducer } from '#libs/messaging/message-producer.js';
import { deleteTopics, ensureTopics, kafkaReadiness } from '#libs/messaging/topics.js';
import { createLogger, silentLogger } from '#libs/observability/logger.js';
import { eventually } from '#libs/testing/eventually.js';
import { brokersOfTest } from '../projections/house.js';

jest.setTimeout(60_000);

const definitions = topicDefinitions([], true).filter(({ name }) => name.startsWith(SESSIONS_TOPIC));

describe('messages', () => {
  const namespace = `t${randomBytes(6).toString('hex')}`;
  const client = new KafkaClient({ brokers: brokersOfTest(), namespace, clientId: 'test', logger: silentLogger });
  const producer = new MessageProducer(client);
  const topics = definitions.map(({ name }) => name);

  beforeAll(() => ensureTopics(client, definitions));
  afterAll(async () => {
    await producer.close();
    await deleteTopics(client, topics);
  });

  const values = (messages: readonly ReceivedMessage[]) => messages.map(({ value }) => value?.toString());

  it('come in the order of their key, and are committed when they have been handled', async () => {
    const sent = Array.from({ length: 100 }, (_, n) => ({ key: 'patient', value: `${n}` }));
    await producer.send(SESSIONS_TOPIC, sent);
    const first: ReceivedMessage[] = [];
    const handle = async (messages: readonly ReceivedMessage[]) => {
      first.push(...messages);
    };
    const consumer = new BatchConsumer(client, { group: 'g', topics: [SESSIONS_TOPIC], handle });
    consumer.start();
    await eventually('all messages', () => first.length >= 100);
    await consumer.stop();
    expect(values(first)).toEqual(sent.map(({ value }) => value));
    expect(first[0]).toMatchObject({ topic: SESSIONS_TOPIC, key: 'patient' });

    await producer.send(SESSIONS_TOPIC, [{ key: 'patient', value: 'next' }]);
    const second: ReceivedMessage[] = [];
    const again = new BatchConsumer(client, {
      group: 'g',
      topics: [SESSIONS_TOPIC],
      handle: async (messages) => {
        second.push(...messages);
      },
    });
    again.start();
    await eventually('the next message', () => second.length > 0);
    await again.stop();
    expect(values(second)).toEqual(['next']);
  });

  it('come again until the surroundings that handling needs are whole', async () => {
    await producer.send(SESSIONS_TOPIC, [{ key: 'p', value: 'needs the store' }]);
    let tries = 0;
    const done: string[] = [];
    const consumer = new BatchConsumer(client, {
      group: 'retry',
      topics: [SESSIONS_TOPIC],
      handle: async (messages) => {
        tries += 1;
        if (tries < 3) throw new Error('the store is down');
        done.push(...messages.map(({ value }) => value?.toString() ?? ''));
      },
    });
    consumer.start();
    await eventually('the message', () => done.includes('needs the store'));
    await consumer.stop();
    expect(tries).toBeGreaterThanOrEqual(3);
  });

  it('over the limit are named and not sent', async () => {
    const large = { key: 'p', value: Buffer.alloc(1_100_000) };
    await expect(producer.send(SESSIONS_TOPIC, [large])).rejects.toThrow(MessageTooLarge);
    const many = Array.from({ length: 5 }, () => ({ key: 'p', value: Buffer.alloc(600_000) }));
    await producer.send(SESSIONS_TOPIC, many);
  });

  it('that cannot be taken go to the dead letters with reason and place, without their key', async () => {
    await sendDeadLetter(producer, {
      message: { topic: SESSIONS_TOPIC, partition: 3, offset: '17' },
      code: 'session.invalid',
      reason: 'minutes must not be negative',
      field: 'procedures.0.minutes',
      body: { sealed: Buffer.alloc(1_040_000, 7), keyId: 'p/file-1' },
    });
    const letters: ReceivedMessage[] = [];
    const consumer = new BatchConsumer(client, {
      group: 'letters',
      topics: [deadLetterTopicOf(SESSIONS_TOPIC)],
      handle: async (messages) => {
        letters.push(...messages);
      },
    });
    consumer.start();
    await eventually('the dead letter', () => letters.length > 0);
    await consumer.stop();
    expect(letters[0]?.key).toBeNull();
    expect(letters[0]?.value?.length).toBe(1_040_000);
    expect(letters[0]?.headers).toEqual({
      'dlq-code': 'session.invalid',
      'dlq-reason': 'minutes must not be negative',
      'dlq-field': 'procedures.0.minutes',
      'dlq-topic': SESSIONS_TOPIC,
      'dlq-partition': '3',
      'dlq-offset': '17',
      'dlq-key-id': 'p/file-1',
    });
  });

  it('topics that are there already are left as they are, and lacking partitions are added', async () => {
    await ensureTopics(client, definitions);
    await ensureTopics(client, [{ name: SESSIONS_TOPIC, partitions: 8, retentionMs: 1000 }]);
    const admin = client.kafka.admin();
    await admin.connect();
    const metadata = await admin.fetchTopicMetadata({ topics: [client.physical(SESSIONS_TOPIC)] });
    await admin.disconnect();
    expect(metadata.topics[0]?.partitions).toHaveLength(8);
  });
});

describe('a broker that is down at start', () => {
  it('is named in the log and waited for, and everything begins when it is there', async () => {
    const lines: string[] = [];
    const logger = createLogger({ app: 'test', level: 'info', destination: { write: (line) => lines.push(line) } });
    const closed = await freePort();
    const brokers = [`127.0.0.1:${closed}`];
    const namespace = `t${randomBytes(6).toString('hex')}`;
    const away = new KafkaClient({ brokers, namespace, clientId: 'test', logger });
    expect(await kafkaReadiness(away)).toMatch(/^KafkaJS/);
    const received: ReceivedMessage[] = [];
    const consumer = new BatchConsumer(away, {
      group: 'g',
      topics: [SESSIONS_TOPIC],
      prepare: () => ensureTopics(away, definitions),
      handle: async (messages) => {
        received.push(...messages);
      },
    });
    consumer.start();
    const named = await eventually('a line that names the broker', () =>
      lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'Kafka cannot be reached'),
    );
    expect(named).toMatchObject({ level: 'warn', brokers, attempt: 1 });
    expect(consumer.isMember).toBe(false);
    const door = await openDoor(closed);
    await eventually('the consumer to join its group', () => consumer.isMember);
    const producer = new MessageProducer(away);
    await producer.send(SESSIONS_TOPIC, [{ key: null, value: 'hello' }]);
    await eventually('the message', () => received.length > 0);
    await Promise.all([consumer.stop(), producer.close()]);
    await deleteTopics(
      away,
      definitions.map(({ name }) => name),
    );
    await door.close();
  });
});

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** Listens on a port and passes everything on to the real broker. */
async function openDoor(port: number): Promise<{ close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const [host, target] = (brokersOfTest()[0] as string).split(':');
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    const onward = connect(Number(target), host);
    sockets.add(onward);
    for (const one of [socket, onward]) one.on('error', () => {});
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
