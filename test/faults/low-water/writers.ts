import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Append } from '#libs/event-store/event.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { connectionConfig } from '#libs/event-store/pool.js';

/** How a transaction of a writer ends. */
export type Ending = 'at once' | 'after a sleep' | 'rolled back' | 'terminated' | 'many at once';

/** What all writers together have done. */
export interface Written {
  readonly eventIds: Set<string>;
  readonly transactions: Record<Ending, number>;
}

/** A reproducible sequence of numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function endingFor(random: number): Ending {
  if (random < 0.01) return 'terminated';
  if (random < 0.06) return 'rolled back';
  if (random < 0.2) return 'after a sleep';
  if (random < 0.24) return 'many at once';
  return 'at once';
}

/** One writer on a connection of its own. Streams are few, so that writers meet on them. */
export class Writer {
  private client: pg.Client | null = null;

  constructor(
    private readonly databaseUrl: string,
    private readonly supervisor: pg.Pool,
    private readonly random: () => number,
    private readonly written: Written,
  ) {}

  async writeUntil(enough: () => boolean): Promise<void> {
    while (!enough()) {
      const ending = endingFor(this.random());
      await this.write(ending);
      this.written.transactions[ending] += 1;
    }
    await this.client?.end();
  }

  private async write(ending: Ending): Promise<void> {
    const client = await this.connection();
    const store = new EventStore(client);
    if (ending === 'at once') return this.note([await store.append(this.anAppend())]);
    if (ending === 'many at once')
      return this.note(await store.appendMany(Array.from({ length: 20 }, () => this.anAppend())));

    await client.query('begin');
    const appended = await store.append(this.anAppend());
    if (ending === 'terminated') return this.beTerminated(client);
    await client.query('select pg_sleep($1)', [this.random() * 0.025]);
    await client.query(ending === 'rolled back' ? 'rollback' : 'commit');
    if (ending === 'after a sleep') this.note([appended]);
  }

  private note(appended: readonly { readonly events: readonly { readonly eventId: string }[] }[]): void {
    for (const { events } of appended) for (const event of events) this.written.eventIds.add(event.eventId);
  }

  private async beTerminated(client: pg.Client): Promise<void> {
    const { rows } = await client.query('select pg_backend_pid() as pid');
    await this.supervisor.query('select pg_terminate_backend($1, 5000)', [rows[0].pid]);
    await client.end().catch(() => undefined);
    this.client = null;
  }

  private async connection(): Promise<pg.Client> {
    if (this.client) return this.client;
    const client = new pg.Client(connectionConfig(this.databaseUrl, { applicationName: 'writer' }));
    client.on('error', () => undefined);
    await client.connect();
    this.client = client;
    return client;
  }

  private anAppend(): Append {
    const stream = `demo/claim-${Math.floor(this.random() ** 2 * 2_000)}`;
    const count = 1 + Math.floor(this.random() * 6);
    const event = { type: 'ClaimDrafted', schemaVersion: 1, data: { count }, sealed: null, keyId: null };
    return {
      practice: 'demo',
      commandId: randomUUID(),
      streams: [{ stream, expectedVersion: 'any', events: Array.from({ length: count }, () => event) }],
      outcome: { ok: true },
      occurredAt: new Date('2026-03-02T15:00:00Z'),
      correlationId: 'low-water',
      causationId: null,
      actor: 'user:writer',
    };
  }
}
