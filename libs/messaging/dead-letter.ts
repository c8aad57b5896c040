import { deadLetterTopicOf } from '#libs/contracts/topics.js';
import type { ReceivedMessage } from './message.js';
import type { MessageProducer } from './message-producer.js';

/** A dead letter may be a little larger than any message that a topic takes: it is that message, encrypted. */
export const MAX_DEAD_LETTER_BYTES = 2_000_000;

export interface DeadLetter {
  /** The message that could not be taken: names where it stood. */
  readonly message: Pick<ReceivedMessage, 'topic' | 'partition' | 'offset'>;
  /** A stable code. */
  readonly code: string;
  /** A sentence, without anything of the message's content. */
  readonly reason: string;
  /** The field at fault, where there is one: `procedures.1.minutes`. */
  readonly field?: string | undefined;
  /** The message's value, encrypted by the caller; or where the caller keeps it, encrypted too, because it is too large for a message. */
  readonly body: { readonly sealed: Buffer; readonly keyId: string } | { readonly keptAs: string };
}

/** Puts what could not be taken from a topic into its dead-letter topic. The original key is left out: it names a patient. */
export async function sendDeadLetter(producer: MessageProducer, letter: DeadLetter): Promise<void> {
  const { message, body } = letter;
  const { topic, partition, offset } = message;
  const headers = {
    'dlq-code': letter.code,
    'dlq-reason': letter.reason,
    ...(letter.field === undefined ? {} : { 'dlq-field': letter.field }),
    'dlq-topic': topic,
    'dlq-partition': String(partition),
    'dlq-offset': offset,
    ...('keptAs' in body ? { 'dlq-kept-as': body.keptAs } : { 'dlq-key-id': body.keyId }),
  };
  const value = 'keptAs' in body ? '' : body.sealed;
  await producer.send(deadLetterTopicOf(topic), [{ key: null, value, headers }], {
    maxMessageBytes: MAX_DEAD_LETTER_BYTES,
  });
}
