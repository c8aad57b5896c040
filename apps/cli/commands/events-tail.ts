import { parseStream } from '#libs/contracts/streams.js';
import type { StoredEvent } from '#libs/event-store/event.js';
import { InputError } from '../input/input-error.js';
import { printJson, printText } from '../output/print.js';
import { interruption } from '../servers/interruption.js';
import { serverConfiguration } from '../servers/server-environment.js';
import { tailEvents } from '../servers/tail-events.js';
import { withStore } from '../servers/with-store.js';

interface TailOptions {
  readonly stream?: string;
  readonly from: number;
  readonly limit?: number;
  readonly table?: boolean;
}

/** An event without what is sealed: that there is something, never what. */
function shown({ sealed, keyId, traceContext, ...event }: StoredEvent) {
  return { ...event, sealed: sealed !== null };
}

function line({ position, occurredAt, stream, version, type }: StoredEvent): string {
  return `${String(position).padStart(9)}  ${occurredAt}  ${type.padEnd(28)}  ${stream} v${version}\n`;
}

/** `events tail`: events in position order and those that follow, until `--limit` or Ctrl-C. */
export async function eventsTail(options: TailOptions): Promise<boolean> {
  const { stream, from, limit = Number.POSITIVE_INFINITY } = options;
  if (stream !== undefined) checkStream(stream);
  const { databaseUrl } = serverConfiguration(['DATABASE_URL']);
  const signal = interruption();
  return withStore(databaseUrl, async ({ store }) => {
    let count = 0;
    if (limit === 0) return false;
    for await (const event of tailEvents(store, { stream, from, signal })) {
      await (options.table ? printText(line(event)) : printJson(shown(event)));
      count += 1;
      if (count >= limit) break;
    }
    return false;
  });
}

function checkStream(stream: string): void {
  try {
    parseStream(stream);
  } catch {
    throw new InputError('--stream: must be a whole stream id such as PRACTICE/claim-ID');
  }
}
