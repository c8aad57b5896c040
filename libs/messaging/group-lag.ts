import type { KafkaClient } from './kafka-client.js';

/**
 * How many messages of some topics a consumer group has not finished: what is on the brokers beyond its committed offsets. Topics that do
 * not exist count as empty, and partitions without a committed offset as not begun.
 */
export async function groupLag(client: KafkaClient, group: string, topics: readonly string[]): Promise<number> {
  const admin = client.kafka.admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const there = topics.map((topic) => client.physical(topic)).filter((topic) => existing.has(topic));
    if (there.length === 0) return 0;
    const groupId = client.physical(group);
    const committed = await admin.fetchOffsets({ groupId, topics: there });
    let lag = 0;
    for (const topic of there) {
      const done = new Map(
        committed.find((one) => one.topic === topic)?.partitions.map(({ partition, offset }) => [partition, offset]),
      );
      const ends = await admin.fetchTopicOffsets(topic);
      // Brokers that have just started may know a topic and not yet its partitions: nobody can say then that nothing is left.
      if (ends.length === 0) lag += 1;
      for (const { partition, low, high } of ends) {
        lag += Math.max(0, Number(high) - Math.max(Number(done.get(partition) ?? -1), Number(low)));
      }
    }
    return lag;
  } finally {
    await admin.disconnect();
  }
}
