import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStore } from '#libs/event-store/event-store.js';
import type { RunningApp } from '#libs/observability/run-app.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { happen, PRACTICE } from '../projections/stories.js';
import { openApi } from './api-house.js';

let database: TestDatabase;
let store: EventStore;
let api: RunningApp;
let production: RunningApp;

beforeAll(async () => {
  database = await freshDatabase();
  store = new EventStore(database.pool);
  for (const claim of ['C1', 'C2', 'C3', 'C4']) await openCase(claim);
  api = await openApi(database);
  production = await openApi(database, 'production');
}, 60_000);
afterAll(async () => {
  await production?.close();
  await api?.close();
  await database?.drop();
});

async function openCase(claimId: string): Promise<void> {
  const ids = { denialId: `${claimId}-1`, claimId, patientId: 'P1', payerId: 'BLUE' };
  const stream = `${PRACTICE}/denial-${claimId}-1`;
  const lines = [{ line: 1, group: 'CO', reason: '50', remarks: [], deniedCents: 6_000 }];
  const data = {
    ...{ ...ids, payerKind: 'COMMERCIAL', remittanceId: 'R1', payerControlNumber: 'ICN1', submissionNumber: 1 },
    ...{ dateOfService: '2026-03-02', noticeDate: '2026-03-12', lines, deniedCents: 6_000 },
  };
  await happen(store, stream, { type: 'DenialCaseOpened', data });
}

const ANN = { 'x-practice-id': PRACTICE, 'x-claimstream-user': 'ann' };

async function post(path: string, body: unknown, headers: Record<string, string> = ANN, url = api.url) {
  const response = await fetch(`${url}/v1/denials/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const typesOf = async (denialId: string) =>
  (await store.readStream(`${PRACTICE}/denial-${denialId}`)).map(({ type }) => type);

describe('a person’s command over HTTP', () => {
  it('is done in that person’s name', async () => {
    expect(await post('C1-1/assign', { owner: 'user:ann' })).toEqual({ status: 200, body: { status: 'done' } });
    const [, assigned] = await store.readStream(`${PRACTICE}/denial-C1-1`);
    expect(assigned).toMatchObject({ type: 'DenialAssigned', actor: 'user:ann', data: { owner: 'user:ann' } });
    expect(await post('C1-1/assign', { owner: 'user:ann' })).toMatchObject({ body: { status: 'nothing-to-do' } });
  });

  it('happens once under one Idempotency-Key, and is another command on another case', async () => {
    const note = { note: 'asked for the notes' };
    const keyed = { ...ANN, 'idempotency-key': 'k-1' };
    expect((await post('C1-1/note', note, keyed)).body).toEqual({ status: 'done' });
    expect((await post('C1-1/note', { note: 'another' }, keyed)).body).toEqual({ status: 'done', repeated: true });
    expect((await post('C2-1/note', note, keyed)).body).toEqual({ status: 'done' });
    expect(await typesOf('C1-1')).toEqual(['DenialCaseOpened', 'DenialAssigned', 'DenialNoted']);
  });

  it('keeps what it says in free text sealed', async () => {
    const noted = (await store.readStream(`${PRACTICE}/denial-C1-1`)).find(({ type }) => type === 'DenialNoted');
    expect(JSON.stringify(noted?.data)).not.toContain('asked for the notes');
    expect(noted?.sealed?.length).toBeGreaterThan(0);
  });

  it('is refused with the decider’s own code, message and field', async () => {
    const refused = await post('C1-1/write-off', { amountCents: 6_001, reason: 'no' });
    expect(refused).toEqual({
      status: 422,
      body: { code: 'write-off.amount', message: expect.any(String), field: 'amountCents' },
    });
    expect((await post('NONE-1/note', { note: 'x' })).status).toBe(404);
    expect((await post('NONE-1/assign', { owner: 'user:ann' })).status).toBe(404);
  });

  it.each([
    ['an unknown field', { owner: 'user:ann', force: true }],
    ['a field of another type', { owner: 7 }],
    ['no body', undefined],
  ])('is refused with %s', async (_what, body) => {
    expect(await post('C1-1/assign', body)).toMatchObject({ status: 422, body: { code: 'body.invalid' } });
  });

  it('is refused without a person, and on a production store until there is a sign-in', async () => {
    const { 'x-claimstream-user': _, ...nobody } = ANN;
    const assign = { owner: 'user:ann' };
    expect(await post('C1-1/assign', assign, nobody)).toMatchObject({ status: 401, body: { code: 'person.missing' } });
    expect(await post('C1-1/assign', assign, { ...ANN, 'x-claimstream-user': 'ann smith' })).toMatchObject({
      status: 401,
    });
    expect(await post('C1-1/assign', assign, ANN, production.url)).toMatchObject({
      status: 403,
      body: { code: 'sign-in.missing' },
    });
  });
});
