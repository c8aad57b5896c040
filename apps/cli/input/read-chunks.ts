import { createReadStream } from 'node:fs';
import { unreadable } from './input-error.js';
import { nameOf } from './read-lines.js';

const CHUNK_BYTES = 64 * 1024;

/** The bytes of a file, or of standard input (`-`), piece by piece. */
export async function* readChunks(file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* file === '-' ? process.stdin : createReadStream(file, { highWaterMark: CHUNK_BYTES });
  } catch (error) {
    throw unreadable(nameOf(file), error);
  }
}
