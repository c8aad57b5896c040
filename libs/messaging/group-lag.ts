import type { KafkaClient } from './kafka-client.js';

/**
 * How many messages of some topics a consumer group has not finished: what is on the brokers beyond its committed offsets. Topics that do
 * not exist count as empty.
 */
export async function groupLag(client: KafkaClient, group: string, topics: readonly string[]): Promise<number> {
  const admin = client.kafka.admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const there = topics.map((topic) => client.physical(topic)).filter((topic) => existing.has(topic));
    if (there.length === 0) return 0;
    const committed = await admin.fetchOffsets({ groupId: client.physical(group), topics: there });
    let lag = 0;
    for (const { topic, partitions } of committed) {
      const ends = new Map(
        (await admin.fetchTopicOffsets(topic)).map(({ partition, low, high }) => [partition, { low, high }]),
      );
      for (const { partition, offset } of partitions) {
        const end = ends.get(partition);
        if (end) lag += Math.max(0, Number(end.high) - Math.max(Number(offset), Number(end.low)));
      }
    }
    return lag;
  } finally {
    await admin.disconnect();
  }
}
