import { readFile } from 'node:fs/promises';
import { unreadable } from './input-error.js';
import { nameOf } from './read-lines.js';

/** The bytes of a file, or of standard input (`-`). */
export async function readBytes(file: string): Promise<Uint8Array> {
  try {
    if (file !== '-') return await readFile(file);
    const chunks: Uint8Array[] = [];
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  } catch (error) {
    throw unreadable(nameOf(file), error);
  }
}
