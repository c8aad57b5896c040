import { createReadStream } from 'node:fs';
import { unreadable } from './input-error.js';
import { nameOf } from './read-lines.js';

/** Small pieces become small texts, which the memory of short-lived objects holds; larger ones are no faster. */
const CHUNK_BYTES = 16 * 1024;

/** The bytes of a file, or of standard input (`-`), piece by piece. */
export async function* readChunks(file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* file === '-' ? process.stdin : createReadStream(file, { highWaterMark: CHUNK_BYTES });
  } catch (error) {
    throw unreadable(nameOf(file), error);
  }
}
