import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { InputError, unreadable } from './input-error.js';

/** How people know the standard input in messages. */
export const STANDARD_INPUT = 'standard input';

export function nameOf(file: string): string {
  return file === '-' ? STANDARD_INPUT : file;
}

/** The lines of a file (`-` is standard input) with their numbers, blank ones left out. */
export async function* readLines(file: string): AsyncGenerator<{ line: number; text: string }> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  let line = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      line += 1;
      const content = line === 1 ? text.replace(/^\uFEFF/, '') : text;
      if (content.trim() !== '') yield { line, text: content };
    }
  } catch (error) {
    throw unreadable(nameOf(file), error);
  }
}

/** A JSON value of one line; an `InputError` with file and line where it is none. */
export function parseJson(text: string, file: string, line?: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(`${nameOf(file)}${line === undefined ? '' : ` line ${line}`}: is not JSON`);
  }
}
