import { randomUUID } from 'node:crypto';
import type { Pool } from '#libs/event-store/pool.js';
import { BatchConsumer } from '#libs/messaging/batch-consumer.js';
import type { KafkaClient } from '#libs/messaging/kafka-client.js';
import type { ReceivedMessage } from '#libs/messaging/message.js';

export interface SessionRow {
  readonly session_id: string;
  readonly status: string;
  readonly claim_id: string | null;
  readonly rules: readonly string[];
}

/** What the session view shows, by session. */
export async function sessionRows(pool: Pool): Promise<readonly SessionRow[]> {
  const { rows } = await pool.query<SessionRow>(
    'select session_id, status, claim_id, rules from views.session order by session_id',
  );
  return rows;
}

/** How many events of each type the store holds. */
export async function eventCounts(pool: Pool): Promise<Readonly<Record<string, number>>> {
  const { rows } = await pool.query<{ type: string; count: number }>(
    'select type, count(*) as count from store.events group by type order by type',
  );
  return Object.fromEntries(rows.map(({ type, count }) => [type, count]));
}

/** Keeps what comes on a topic, from its beginning. */
export class TopicListener {
  readonly messages: ReceivedMessage[] = [];
  /** Nobody else reads under this name, and nobody has before. */
  readonly group: string;
  private readonly consumer: BatchConsumer;

  constructor(kafka: KafkaClient, topic: string) {
    this.group = `listener-${topic}-${randomUUID()}`;
    this.consumer = new BatchConsumer(kafka, {
      group: this.group,
      topics: [topic],
      handle: async (messages) => {
        this.messages.push(...messages);
      },
    });
    this.consumer.start();
  }

  async stop(): Promise<void> {
    await this.consumer.stop();
  }
}

/** How far the relay has published; 0 before the first. */
export async function publishedPosition(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ position: number }>("select position from work.checkpoints where name = 'relay'");
  return rows[0]?.position ?? 0;
}
