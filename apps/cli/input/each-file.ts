import { say } from '../output/print.js';
import { InputError } from './input-error.js';

/**
 * Does something with each file; one that cannot be read is told and does not keep the others from being read. Throws at the end where one
 * could not; else gives true where one gave true.
 */
export async function eachFile(files: readonly string[], work: (file: string) => Promise<boolean>): Promise<boolean> {
  let flagged = false;
  const unread: string[] = [];
  for (const file of files) {
    try {
      if (await work(file)) flagged = true;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      unread.push(error.message);
    }
  }
  for (const message of unread.slice(0, -1)) say(message);
  const last = unread.at(-1);
  if (last !== undefined) throw new InputError(last);
  return flagged;
}
