import { INTAKE_GROUP } from '#libs/contracts/topics.js';
import type { KafkaClient } from '#libs/messaging/kafka-client.js';
import { settle } from './settling.js';

/** An app that has just been started needs this long to join its group. */
const JOINING_MS = 15_000;
const LOOK_AGAIN_MS = 500;

/** Waits until somebody takes in what is published; without that a feed would wait for nothing. Throws `NotSettled` where nobody comes. */
export async function intakeRuns(client: KafkaClient, signal: AbortSignal, timeoutMs = JOINING_MS): Promise<void> {
  const admin = client.kafka.admin();
  await admin.connect();
  try {
    const joined = async () => {
      const { groups } = await admin.describeGroups([client.physical(INTAKE_GROUP)]);
      return groups.some(({ members }) => members.length > 0) ? null : 'nobody takes in what is published';
    };
    await settle([joined], { timeoutMs, everyMs: LOOK_AGAIN_MS, signal });
  } finally {
    await admin.disconnect();
  }
}
