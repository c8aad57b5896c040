import { once } from 'node:events';

/** Writes text to standard output and waits while the reader is slow. */
export async function printText(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** Prints one result as one line of JSON. */
export async function printJson(value: unknown): Promise<void> {
  await printText(`${JSON.stringify(value)}\n`);
}

/** Words for people. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
