import kafkajs from 'kafkajs';
import type { TopicDefinition } from '#libs/contracts/topics.js';
import type { KafkaClient } from './kafka-client.js';

/** Makes the topics that are not there and adds partitions that are missing. May be called by several at once. Throws where Kafka is down. */
export async function ensureTopics(client: KafkaClient, definitions: readonly TopicDefinition[]): Promise<void> {
  await asAdmin(client, async (admin) => {
    const wanted = new Map(definitions.map((definition) => [client.physical(definition.name), definition]));
    const existing = new Set(await admin.listTopics());
    const missing = [...wanted].filter(([name]) => !existing.has(name));
    if (missing.length > 0) await create(client, admin, missing);
    await addPartitions(client, admin, wanted, existing);
  });
}

async function create(client: KafkaClient, admin: kafkajs.Admin, missing: readonly [string, TopicDefinition][]) {
  const { brokers } = await admin.describeCluster();
  // Three copies where there are three brokers, two of which must have a message before it counts.
  const replicationFactor = Math.min(3, brokers.length);
  await admin.createTopics({
    waitForLeaders: true,
    topics: missing.map(([topic, { partitions, retentionMs, maxMessageBytes }]) => ({
      topic,
      numPartitions: partitions,
      replicationFactor,
      configEntries: [
        { name: 'retention.ms', value: String(retentionMs) },
        { name: 'min.insync.replicas', value: replicationFactor === 3 ? '2' : '1' },
        ...(maxMessageBytes === undefined ? [] : [{ name: 'max.message.bytes', value: String(maxMessageBytes) }]),
      ],
    })),
  });
  client.logger.info({ topics: missing.map(([name]) => name) }, 'topics made');
}

async function addPartitions(
  client: KafkaClient,
  admin: kafkajs.Admin,
  wanted: ReadonlyMap<string, TopicDefinition>,
  existing: ReadonlySet<string>,
) {
  const topics = [...wanted.keys()].filter((name) => existing.has(name));
  if (topics.length === 0) return;
  const metadata = await admin.fetchTopicMetadata({ topics });
  const short = metadata.topics
    .map(({ name, partitions }) => ({ topic: name, has: partitions.length, count: wanted.get(name)?.partitions ?? 0 }))
    .filter(({ has, count }) => has < count);
  if (short.length === 0) return;
  await admin.createPartitions({ topicPartitions: short.map(({ topic, count }) => ({ topic, count })) });
  client.logger.info({ topics: short.map(({ topic }) => topic) }, 'partitions added');
}

/** Deletes topics that are there: for tests and for taking an installation down. */
export async function deleteTopics(client: KafkaClient, names: readonly string[]): Promise<void> {
  await asAdmin(client, async (admin) => {
    const existing = new Set(await admin.listTopics());
    const topics = names.map((name) => client.physical(name)).filter((name) => existing.has(name));
    if (topics.length > 0) await admin.deleteTopics({ topics });
  });
}

/** Null where a broker answers; otherwise the error's code. */
export async function kafkaReadiness(client: KafkaClient): Promise<string | null> {
  try {
    await asAdmin(client, (admin) => admin.describeCluster());
    return null;
  } catch (error) {
    return error instanceof kafkajs.KafkaJSError ? error.name : 'unreachable';
  }
}

async function asAdmin<Value>(client: KafkaClient, work: (admin: kafkajs.Admin) => Promise<Value>): Promise<Value> {
  const admin = client.kafka.admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}
