import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type pg from 'pg';
import { Registry } from 'prom-client';
import { EventRelay } from '#apps/relay/event-relay.js';
import { relayMetrics } from '#apps/relay/relay-metrics.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { withinPractice } from '#libs/event-store/practice-scope.js';
import { silentLogger } from '#libs/observability/logger.js';
import { views } from '#libs/projections/all.js';
import { readCheckpoint } from '#libs/projections/runner/checkpoints.js';
import { slicesOf } from '#libs/projections/runner/stream-slice.js';
import { ViewConsumer } from '#libs/projections/runner/view-consumer.js';
import { eventually } from '#libs/testing/eventually.js';
import { Vault } from '#libs/vault/vault.js';
import { type House, openHouse } from '../projections/house.js';
import { appendTo } from './appends.js';
import { writeGoldenStreams } from './golden-streams.js';
import { APPS, RoleLogins } from './role-logins.js';

jest.setTimeout(60_000);

const MASTER_KEY = randomBytes(32).toString('base64');
const DENIED = { code: '42501' };

let house: House;
let owner: pg.Pool;
let logins: RoleLogins;

/** An analyst's login that reads these practices. */
async function analystOf(...practices: string[]): Promise<pg.Pool> {
  const { name, pool } = await logins.login('analyst');
  for (const practice of practices)
    await owner.query('insert into work.analyst_practices values ($1, $2)', [name, practice]);
  return pool;
}

async function relationsOfViews(): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.attname = 'practice'
     where c.relnamespace = 'views'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition order by 1`,
  );
  return rows.map(({ name }) => name);
}

const practicesIn = async (pool: pg.Pool, relation: string) =>
  (await pool.query<{ practice: string }>(`select distinct practice from ${relation} order by 1`)).rows.map(
    ({ practice }) => practice,
  );

beforeAll(async () => {
  house = await openHouse();
  owner = house.database.pool;
  await RoleLogins.on(house.database);
  // Again, as after the next migration.
  logins = await RoleLogins.on(house.database);
  for (const practice of ['north', 'south']) await writeGoldenStreams(owner, practice, { events: [], rows: [] });
});
afterAll(async () => {
  await logins.close();
  await house.close();
});

describe('an analyst', () => {
  it('sees the rows of the practices of the login, in every table and view, and of no other', async () => {
    const [north, both, nobody] = [await analystOf('north'), await analystOf('north', 'south'), await analystOf()];
    let filled = 0;
    for (const relation of await relationsOfViews()) {
      const all = await practicesIn(owner, relation);
      filled += all.length === 2 ? 1 : 0;
      const only = { relation, practices: all.filter((practice) => practice === 'north') };
      expect({ relation, practices: await practicesIn(north, relation) }).toEqual(only);
      expect({ relation, practices: await practicesIn(both, relation) }).toEqual({ relation, practices: all });
      expect({ relation, practices: await practicesIn(nobody, relation) }).toEqual({ relation, practices: [] });
    }
    expect(filled).toBeGreaterThan(5);
  });

  it('cannot become another by a setting, a role, or the mapping', async () => {
    const north = await analystOf('north');
    await north.query(`select set_config('claimstream.practice', 'south', false)`);
    expect(await practicesIn(north, 'views.claim')).toEqual(['north']);
    const { rows } = await owner.query<{ name: string }>('select quote_ident(session_user) as name');
    await expect(north.query('set role claimstream_projector')).rejects.toMatchObject(DENIED);
    await expect(north.query(`set session authorization ${rows[0]?.name}`)).rejects.toMatchObject(DENIED);
    await expect(north.query('set row_security = off; select from views.claim')).rejects.toMatchObject(DENIED);
    await expect(north.query('select from work.analyst_practices')).rejects.toMatchObject(DENIED);
    await north.query('reset row_security');
    await north.query('set role claimstream_analyst');
    expect(await practicesIn(north, 'views.claim')).toEqual(['north']);
  });

  it.each([
    ['select from vault.keys'],
    ['select from vault.raw_files'],
    ['select from store.events'],
    ['select from work.due_work'],
    ['select from views.claim_v1'],
    ['update views.claim set paid_cents = 0'],
    ['delete from views.denial'],
    [`select store.append('[]')`],
  ])('is refused: %s', async (statement) => {
    const analyst = await analystOf('north');
    await expect(analyst.query(statement)).rejects.toMatchObject(DENIED);
  });
});

describe('an app', () => {
  it.each(APPS)('%s changes no event, whichever way', async (role) => {
    const { pool } = await logins.login(role);
    for (const statement of [
      `insert into store.events select * from store.events`,
      `update store.events set data = '{}'`,
      'delete from store.events',
      'truncate store.events',
      'delete from store.handled_commands',
      'update store.business_clock set offset_ms = 0',
      'alter table store.events disable trigger all',
      'create table store.mine ()',
    ])
      await expect(pool.query(statement)).rejects.toMatchObject(DENIED);
  });

  it.each(['relay', 'projector'] as const)('%s neither appends nor looks into the vault', async (role) => {
    const { pool } = await logins.login(role);
    await expect(new EventStore(pool).append(appendTo('demo/claim-x'))).rejects.toMatchObject(DENIED);
    for (const table of ['keys', 'patients', 'raw_files'])
      await expect(pool.query(`select from vault.${table}`)).rejects.toMatchObject(DENIED);
  });

  it.each(['intake', 'worker', 'api'] as const)('%s appends through the function, seals and opens', async (role) => {
    const { pool } = await logins.login(role);
    const store = EventStore.practiceBound(pool);
    const stream = `demo/claim-by-${role}`;
    const { events } = await store.append(appendTo(stream, { expected: 'no-stream' }));
    expect(await withinPractice('demo', () => store.readStream(stream))).toEqual(events);
    await expect(store.append(appendTo(stream, { expected: 'no-stream' }))).rejects.toMatchObject({
      code: 'stream-exists',
    });
    const vault = new Vault(pool, MASTER_KEY);
    const { sealed, keyId } = await vault.seal({ practiceId: 'demo', patientId: `of-${role}` }, { note: 'told' });
    expect(await vault.open('demo', keyId, sealed)).toEqual({ note: 'told' });
    await expect(pool.query('delete from vault.keys')).rejects.toMatchObject(DENIED);
    await expect(pool.query('update views.claim set paid_cents = 0')).rejects.toMatchObject(DENIED);
  });

  it('the relay publishes with its own rights alone', async () => {
    const { url } = await logins.login('relay');
    const relay = new EventRelay({
      ...{ databaseUrl: url, kafka: house.kafka, logger: silentLogger },
      metrics: relayMetrics(new Registry()),
    });
    const { position } = await house.append('by-relay', { amount: 1 });
    relay.start();
    await eventually('the checkpoint to pass', async () => (await readCheckpoint(owner, 'relay')) >= position);
    await relay.stop();
  });

  it('the projector writes every view and its due work with its own rights alone', async () => {
    const { pool } = await logins.login('projector');
    const store = new EventStore(pool);
    await writeGoldenStreams(owner, 'east', { events: [], rows: [] });
    await owner.query(
      `delete from views.claim where practice = 'east'; delete from work.due_work_streams where practice = 'east'`,
    );
    const events = (await store.readAll({ after: 0, limit: 1000 })).filter(({ practice }) => practice === 'east');
    for (const view of views) {
      const mine = events.filter(({ stream }) => view.categories.some((category) => stream.includes(`/${category}-`)));
      await new ViewConsumer(pool, store, view).apply(slicesOf(mine));
    }
    expect(await practicesIn(owner, 'views.claim')).toContain('east');
    expect(await practicesIn(pool, 'views.claim')).toEqual(['east', 'north', 'south']);
  });
});
