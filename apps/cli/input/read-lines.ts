import { createReadStream } from 'node:fs';
import { InputError, unreadable } from './input-error.js';
import { LineTooLongError, LONGEST_LINE, splitLines } from './split-lines.js';

/** How people know the standard input in messages. */
export const STANDARD_INPUT = 'standard input';

export function nameOf(file: string): string {
  return file === '-' ? STANDARD_INPUT : file;
}

/** The lines of a file (`-` is standard input) with their numbers, blank ones left out. */
export async function* readLines(file: string): AsyncGenerator<{ line: number; text: string }> {
  const input = file === '-' ? process.stdin.setEncoding('utf8') : createReadStream(file, 'utf8');
  let line = 0;
  try {
    for await (const text of splitLines(input)) {
      line += 1;
      const content = line === 1 ? text.replace(/^\uFEFF/, '') : text;
      if (content.trim() !== '') yield { line, text: content };
    }
  } catch (error) {
    if (error instanceof LineTooLongError)
      throw new InputError(`${nameOf(file)} line ${error.line}: is longer than ${LONGEST_LINE} characters`);
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
