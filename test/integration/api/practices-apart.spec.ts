import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { readModels } from '#apps/api/read-models/data-source.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { Pool } from '#libs/event-store/pool.js';
import { withinPractice } from '#libs/event-store/practice-scope.js';
import type { RunningApp } from '#libs/observability/run-app.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { writeGoldenStreams } from '../event-store/golden-streams.js';
import { RoleLogins } from '../event-store/role-logins.js';
import { openApi } from './api-house.js';

/** `north` has a row in every view; `south` has nothing, so whatever it is shown is another's. */
const [NORTH, SOUTH] = ['north', 'south'];

let database: TestDatabase;
let logins: RoleLogins;
let api: RunningApp;
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  database = await freshDatabase();
  await writeGoldenStreams(database.pool, NORTH, { events: [], rows: [] });
  logins = await RoleLogins.on(database);
  api = await openApi(await logins.login('api'));
  const one = async (select: string) => Object.values((await database.pool.query(`${select} limit 1`)).rows[0])[0];
  ids = {
    claimId: (await one('select claim_id from views.claim')) as string,
    denialId: (await one('select denial_id from views.denial')) as string,
    remittanceId: (await one('select remittance_id from views.remittance')) as string,
    patientId: (await one('select patient_id from views.threshold')) as string,
    year: String(await one('select year from views.threshold')),
    // No golden stream has a packet or an attachment: the case that they are asked of must be unseen.
    packetId: 'packet-1',
    attachmentId: 'attachment-1',
    index: '0',
  };
}, 30_000);
afterAll(async () => {
  await api?.close();
  await logins?.close();
  await database?.drop();
});

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
}

/** Every GET route of the API, with the ids of `north` in its path. */
function routes(): string[] {
  const { stack }: { stack: readonly Layer[] } = api.app.getHttpAdapter().getInstance().router;
  const paths = stack.flatMap(({ route }) => (route?.methods.get && route.path.startsWith('/v1/') ? [route.path] : []));
  return paths.map((path) =>
    path.replaceAll(/:(\w+)/g, (_, name: string) => {
      const id = ids[name];
      if (id === undefined) throw new Error(`say in this spec which id stands for :${name} of ${path}`);
      return encodeURIComponent(id);
    }),
  );
}

async function get(path: string, practice: string, query = '') {
  const headers = { 'x-practice-id': practice, 'x-claimstream-user': 'ann' };
  const response = await fetch(`${api.url}${path}${query}`, { headers });
  return { status: response.status, body: await response.json() };
}

/** What answers say that have nothing to show. */
const isNothing = ({ status, body }: { status: number; body: unknown }) =>
  status === 404 || (status === 200 && JSON.stringify(body).match(/^\[\]$|^\{"revision":0,"rows":\[\]\}$/) !== null);

describe('the API under its own role', () => {
  it('shows a practice nothing of another, whichever route is asked with the ids of the other', async () => {
    const answers = await Promise.all(routes().map(async (path) => ({ path, ...(await get(path, SOUTH as string)) })));
    expect(answers.length).toBeGreaterThan(15);
    expect(answers.filter((answer) => !isNothing(answer))).toEqual([]);
  });

  it('shows the past of a row to its own practice alone', async () => {
    const rows = ['claims', 'denials'].map((kind) => `/v1/${kind}/${ids[kind === 'claims' ? 'claimId' : 'denialId']}`);
    for (const path of [...rows, `/v1/thresholds/${ids.patientId}/${ids.year}`]) {
      const asOf = '?asOf=2100-01-01T00:00:00Z';
      expect({ path, ...(await get(path, NORTH as string, asOf)) }).toMatchObject({ path, status: 200 });
      expect({ path, ...(await get(path, SOUTH as string, asOf)) }).toMatchObject({ path, status: 404 });
    }
  });

  it('shows a practice its own: rows, ones by id, their story', async () => {
    const answers = await Promise.all(routes().map(async (path) => ({ path, ...(await get(path, NORTH as string)) })));
    expect(answers.filter((answer) => !isNothing(answer)).map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        ...['/v1/claims', `/v1/claims/${ids.claimId}`, `/v1/claims/${ids.claimId}/timeline`],
        ...['/v1/denials', `/v1/denials/${ids.denialId}`, `/v1/denials/${ids.denialId}/history`],
        ...['/v1/sessions', '/v1/remittances', '/v1/interchanges', '/v1/thresholds'],
      ]),
    );
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  });
});

describe('a query that forgets the practice', () => {
  const all = (model: EntityTarget<ObjectLiteral>) => api.app.get(DataSource).getRepository(model).find();
  const practicesOf = (rows: readonly ObjectLiteral[]) => [...new Set(rows.map(({ practice }) => practice))];

  it.each(readModels)('finds of %p only what the practice of the request has', async (model) => {
    expect(await withinPractice(SOUTH as string, () => all(model))).toEqual([]);
    const own = await withinPractice(NORTH as string, () => all(model));
    expect(practicesOf(own)).toEqual(own.length > 0 ? [NORTH] : []);
  });

  it('finds nothing at all outside of a request', async () => {
    for (const model of readModels) expect(await all(model)).toEqual([]);
    expect(await api.app.get(EventStore).streamsBegun({ ...EVERYTHING, practice: NORTH as string })).toEqual([]);
  });

  it('finds no event of another practice', async () => {
    const begun = (practice: string) =>
      withinPractice(practice, () =>
        api.app.get(EventStore).streamsBegun({ ...EVERYTHING, practice: NORTH as string }),
      );
    expect(await begun(SOUTH as string)).toEqual([]);
    expect(await begun(NORTH as string)).not.toEqual([]);
  });

  it('leaves no practice behind on the connection that it used', async () => {
    await withinPractice(NORTH as string, () => all(readModels[0] as EntityTarget<ObjectLiteral>));
    const { rows } = await api.app.get(Pool).query(`select current_setting('claimstream.practice', true) as practice`);
    expect(rows[0]?.practice ?? '').toBe('');
    const [row] = await api.app
      .get(DataSource)
      .query(`select current_setting('claimstream.practice', true) as practice`);
    expect(row.practice ?? '').toBe('');
  });
});

const EVERYTHING = { category: 'claim', since: new Date(0), limit: 10 };
