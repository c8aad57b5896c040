import { INTAKE_GROUP } from '#libs/contracts/topics.js';
import type { KafkaClient } from '#libs/messaging/kafka-client.js';

/** True where somebody takes in what is published: without that a feed would wait for nothing. */
export async function intakeRuns(client: KafkaClient): Promise<boolean> {
  const admin = client.kafka.admin();
  await admin.connect();
  try {
    const { groups } = await admin.describeGroups([client.physical(INTAKE_GROUP)]);
    return groups.some(({ members }) => members.length > 0);
  } finally {
    await admin.disconnect();
  }
}
