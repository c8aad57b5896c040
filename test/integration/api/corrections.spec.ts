import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStore } from '#libs/event-store/event-store.js';
import type { RunningApp } from '#libs/observability/run-app.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { practiceOfBlue, proposedDuplicate } from '../commands/proposed-duplicate.js';
import { PRACTICE } from '../projections/stories.js';
import { openApi } from './api-house.js';

let database: TestDatabase;
let store: EventStore;
let api: RunningApp;

beforeAll(async () => {
  database = await freshDatabase();
  store = new EventStore(database.pool);
  await practiceOfBlue(store);
  for (const claim of ['C1', 'C2']) await proposedDuplicate(store, claim);
  api = await openApi(database);
}, 60_000);
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const ANN = { 'x-practice-id': PRACTICE, 'x-claimstream-user': 'ann' };

async function post(path: string, body: unknown = {}) {
  const headers = { 'content-type': 'application/json', ...ANN };
  const response = await fetch(`${api.url}/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const typesOf = async (claimId: string) =>
  (await store.readStream(`${PRACTICE}/denial-${claimId}-1`)).map(({ type }) => type).slice(3);

describe('corrections over HTTP', () => {
  it('show what would be done without doing it', async () => {
    expect(await post('denials/C1-1/corrections/dry-run')).toEqual({
      status: 200,
      body: {
        ...{ denialId: 'C1-1', handler: 'duplicate', mode: 'propose', outcome: 'SKIPPED' },
        ...{ reason: 'duplicate.original-not-found', changes: [] },
      },
    });
    expect(await typesOf('C1')).toEqual([]);
    expect((await post('denials/NONE-1/corrections/dry-run')).status).toBe(404);
  });

  it('are approved in a person’s name, once', async () => {
    expect((await post('denials/C1-1/corrections/1/approve')).body).toEqual({ status: 'done' });
    const approved = (await store.readStream(`${PRACTICE}/denial-C1-1`))[3];
    expect(approved).toMatchObject({ type: 'ResubmissionApproved', actor: 'user:ann', data: { by: 'user:ann' } });
    expect((await post('denials/C1-1/corrections/1/approve')).body).toEqual({ status: 'nothing-to-do' });
    expect(await post('denials/C1-1/corrections/1/decline')).toMatchObject({
      body: { code: 'correction.decided', field: 'attempt' },
    });
  });

  it('are declined with a reason that stays sealed, and not tried again', async () => {
    const reason = { reason: 'the note does not support it' };
    expect((await post('denials/C2-1/corrections/1/decline', reason)).body).toEqual({ status: 'done' });
    const declined = (await store.readStream(`${PRACTICE}/denial-C2-1`))[3];
    expect(JSON.stringify(declined?.data)).not.toContain('support');
    expect(declined?.sealed?.length).toBeGreaterThan(0);
    expect((await post('denials/C2-1/corrections')).body).toEqual({ status: 'nothing-to-do' });
    expect(await typesOf('C2')).toEqual(['ResubmissionDeclined']);
  });

  it.each([
    ['one that was not proposed', 'denials/C1-1/corrections/9/approve', {}, 422, 'correction.not-proposed'],
    ['a case that there is not', 'denials/NONE-1/corrections/1/approve', {}, 404, 'denial.unknown'],
    ['a field that is not known', 'denials/C1-1/corrections/1/approve', { force: true }, 422, 'body.invalid'],
  ])('are refused for %s', async (_what, path, body, status, code) => {
    expect(await post(path, body)).toMatchObject({ status, body: { code } });
  });
});

describe('a practice’s own rows of classification over HTTP', () => {
  const rows = [{ carc: '18', payerId: 'BLUE', category: 'duplicate', actions: ['DOCS'] }];

  it('are shown before they take effect', async () => {
    const { status, body } = await post('classification-rows/what-if', { rows });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      changes: [
        { denialId: 'C1-1', before: { handler: 'duplicate' }, after: { action: 'DOCS', handler: null } },
        { denialId: 'C2-1' },
      ],
      totals: { cases: 2, changed: 2, changedCents: 12_000 },
    });
    expect(await store.readStream(`${PRACTICE}/practice-${PRACTICE}`)).toHaveLength(1);
  });

  it.each([
    [
      'a shape that is not theirs',
      [{ carc: '18', category: 'duplicate', actions: [] }],
      'body.invalid',
      'rows[0].actions',
    ],
    ['a field that is not known', [{ ...rows[0], colour: 'red' }], 'body.invalid', 'rows[0]'],
    ['an action that there is not', [{ ...rows[0], actions: ['SUE'] }], 'classification.row', 'rows[0].actions[0]'],
  ])('are refused for %s, with row and field', async (_what, wrong, code, field) => {
    const refused = { status: 422, body: { code, field } };
    expect(await post('classification-rows', { rows: wrong })).toMatchObject(refused);
    expect(await post('classification-rows/what-if', { rows: wrong })).toMatchObject(refused);
  });

  it('are put in force by a person and read again', async () => {
    expect((await post('classification-rows', { rows })).body).toEqual({ status: 'done' });
    const changed = (await store.readStream(`${PRACTICE}/practice-${PRACTICE}`))[1];
    expect(changed).toMatchObject({
      type: 'ClassificationRowsChanged',
      data: { revision: 1, changedBy: 'user:ann', rows: [{ carc: '18', payerId: 'BLUE', denial: true }] },
    });
    expect((await post('classification-rows', { rows })).body).toEqual({ status: 'nothing-to-do' });
  });
});
