import { createPool, type Pool } from '#libs/event-store/pool.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { OwnServer, type ServerKind } from '#test/scenarios/support/own-server.js';
import type { Say } from '../bench.js';

const VARIABLES: Readonly<Record<ServerKind, string>> = {
  postgres: 'DATABASE_URL',
  redis: 'REDIS_URL',
  kafka: 'KAFKA_BROKERS',
};

/** The servers that the bench uses: those whose addresses are given, throw-away ones of its own for the rest. */
export class Servers {
  private readonly own: OwnServer[] = [];
  private readonly databases: TestDatabase[] = [];
  private readonly pools: Pool[] = [];

  /** Starts what is not given, and puts its address where everything else looks for it. */
  static async start(say: Say): Promise<Servers> {
    const servers = new Servers();
    const missing = (Object.keys(VARIABLES) as ServerKind[]).filter((kind) => !process.env[VARIABLES[kind]]);
    if (missing.length > 0) say(`starting ${missing.join(', ')}`);
    for (const kind of missing) {
      const server = await OwnServer.start(kind);
      servers.own.push(server);
      process.env[VARIABLES[kind]] = server.address;
    }
    return servers;
  }

  get brokers(): readonly string[] {
    return (process.env.KAFKA_BROKERS ?? '').split(',');
  }

  /** A migrated database of the bench's own, whose statements may take as long as a million rows need. */
  async database(): Promise<{ readonly url: string; readonly pool: Pool }> {
    const database = await freshDatabase();
    this.databases.push(database);
    const pool = createPool(database.url, { applicationName: 'claimstream-bench', max: 20, statementTimeoutMs: 0 });
    this.pools.push(pool);
    return { url: database.url, pool };
  }

  /** Drops the databases and stops what was started. */
  async stop(): Promise<void> {
    for (const pool of this.pools) await pool.end();
    for (const database of this.databases) await database.drop();
    for (const server of this.own) await server.remove();
  }
}
