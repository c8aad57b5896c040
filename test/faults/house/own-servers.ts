import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createPool, type Pool } from '#libs/event-store/pool.js';
import { OwnServer } from '#test/scenarios/support/own-server.js';
import { SmallDisk } from './small-disk.js';

const DISK_MEGABYTES = 384;

/** Postgres, Redis and Kafka of a fault run's own, which it may treat as it likes. */
export class OwnServers {
  private constructor(
    readonly postgres: OwnServer,
    readonly redis: OwnServer,
    readonly kafka: OwnServer,
    readonly pool: Pool,
    /** What Kafka's log and the database lie on; null where nothing can be mounted, or nothing is to be filled. */
    readonly disks: { readonly kafka: SmallDisk; readonly postgres: SmallDisk } | null,
  ) {}

  /** Starts all three; with `smallDisks`, Kafka's log and the database lie on disks that can be filled. */
  static async start({ smallDisks }: { smallDisks: boolean }): Promise<OwnServers> {
    const mounted: SmallDisk[] = [];
    const onSmallDisk = (folder: string) => {
      if (smallDisks) mounted.push(SmallDisk.mount(join(folder, 'data/kafka/log'), DISK_MEGABYTES));
    };
    const [postgres, redis, kafka] = await Promise.all([
      OwnServer.start('postgres'),
      OwnServer.start('redis'),
      OwnServer.start('kafka', onSmallDisk),
    ]);
    const [kafkaDisk] = mounted;
    const disks = kafkaDisk ? { kafka: kafkaDisk, postgres: await tablespace(postgres) } : null;
    const pool = createPool(postgres.address, { applicationName: 'claimstream-test', max: 8 });
    return new OwnServers(postgres, redis, kafka, pool, disks);
  }

  async remove(): Promise<void> {
    await this.kafka.stop();
    await this.postgres.stop();
    this.disks?.kafka.unmount();
    this.disks?.postgres.unmount();
    for (const server of [this.kafka, this.redis, this.postgres]) await server.remove();
    if (this.disks) rmSync(this.disks.postgres.folder, { recursive: true, force: true });
  }
}

/** Moves the database, still empty, onto a disk of its own; the write-ahead log stays where it is. */
async function tablespace(postgres: OwnServer): Promise<SmallDisk> {
  const folder = mkdtempSync(join(tmpdir(), 'claimstream-tablespace-'));
  // Whoever the server runs as, its data belongs to that account.
  const disk = SmallDisk.mount(folder, DISK_MEGABYTES, statSync(join(postgres.folder, 'data/postgres/data')));
  const url = new URL(postgres.address);
  const database = url.pathname.slice(1);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(`create tablespace small location '${folder}'`);
    await client.query(`alter database ${database} set tablespace small`);
  } finally {
    await client.end();
  }
  return disk;
}
