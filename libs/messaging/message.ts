import { CodedError } from '#libs/kernel/coded-error.js';

/** A message on its way to Kafka. Topic names are those of `libs/contracts/topics.ts`, without the installation's namespace. */
export interface OutgoingMessage {
  /** Decides the partition; null spreads. */
  readonly key: string | null;
  readonly value: Buffer | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A message as it came from Kafka. */
export interface ReceivedMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a broker takes at most in one message, key, value and headers together; its default, less what the record batch adds. */
export const MAX_MESSAGE_BYTES = 1_000_000;

/** A message that no broker would take; nothing was sent. */
export class MessageTooLarge extends CodedError {
  constructor(
    readonly topic: string,
    readonly bytes: number,
    limit: number,
  ) {
    super('message.too-large', `a message of ${bytes} bytes for ${topic} is over the limit of ${limit} bytes`);
  }
}

/** Bytes of a message in a record batch, at most. */
export function messageBytes(message: OutgoingMessage): number {
  let bytes = 40 + Buffer.byteLength(message.value) + (message.key === null ? 0 : Buffer.byteLength(message.key));
  for (const [name, value] of Object.entries(message.headers ?? {})) {
    bytes += 8 + Buffer.byteLength(name) + Buffer.byteLength(value);
  }
  return bytes;
}

/** Cuts a list into pieces of at most `limit` bytes, in order: all messages of a piece may land in one partition, and so in one record batch. */
export function piecesOf(messages: readonly OutgoingMessage[], limit: number): OutgoingMessage[][] {
  const pieces: OutgoingMessage[][] = [];
  let room = 0;
  for (const message of messages) {
    const bytes = messageBytes(message);
    const last = pieces.at(-1);
    if (last && bytes <= room) last.push(message);
    else {
      pieces.push([message]);
      room = limit;
    }
    room -= bytes;
  }
  return pieces;
}
