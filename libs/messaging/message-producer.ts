import kafkajs from 'kafkajs';
import type { KafkaClient } from './kafka-client.js';
import { MAX_MESSAGE_BYTES, MessageTooLarge, messageBytes, type OutgoingMessage, piecesOf } from './message.js';

/**
 * Produces with `acks=all`, idempotent, one request in flight: messages of one key come in the order in which they were sent. A failure is
 * thrown after the client's few tries, and the next `send` begins with a new connection and a new producer id; what had been taken of a
 * failed `send` comes a second time when it is sent again.
 */
export class MessageProducer {
  private connecting: Promise<kafkajs.Producer> | null = null;

  constructor(private readonly client: KafkaClient) {}

  /** Resolves when the brokers have taken all messages. Throws {@link MessageTooLarge} before anything is sent. */
  async send(
    topic: string,
    messages: readonly OutgoingMessage[],
    { maxMessageBytes = MAX_MESSAGE_BYTES }: { maxMessageBytes?: number } = {},
  ): Promise<void> {
    for (const message of messages) {
      const bytes = messageBytes(message);
      if (bytes > maxMessageBytes) throw new MessageTooLarge(topic, bytes, maxMessageBytes);
    }
    const connecting = this.connect();
    try {
      const producer = await connecting;
      for (const piece of piecesOf(messages, maxMessageBytes)) {
        await producer.send({ topic: this.client.physical(topic), acks: -1, messages: piece.map(toKafka) });
      }
    } catch (error) {
      await this.discard(connecting);
      throw error;
    }
  }

  async close(): Promise<void> {
    if (this.connecting) await this.discard(this.connecting);
  }

  private connect(): Promise<kafkajs.Producer> {
    this.connecting ??= (async () => {
      const producer = this.client.kafka.producer({
        idempotent: true,
        maxInFlightRequests: 1,
        allowAutoTopicCreation: false,
        createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
        // Without a bound the library would try an idempotent send for ever, and nobody could stop it.
        retry: { initialRetryTime: 50, maxRetryTime: 500, retries: 5 },
      });
      await producer.connect();
      return producer;
    })();
    return this.connecting;
  }

  private async discard(connecting: Promise<kafkajs.Producer>): Promise<void> {
    if (this.connecting === connecting) this.connecting = null;
    const producer = await connecting.catch(() => null);
    await producer?.disconnect().catch(() => {});
  }
}

function toKafka(message: OutgoingMessage): kafkajs.Message {
  const { key, value, headers } = message;
  return headers ? { key, value, headers: { ...headers } } : { key, value };
}
