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
  await configurePractice();
  for (const claim of ['C1', 'C2', 'C3', 'C4']) await openCase(claim);
  api = await openApi(database);
  production = await openApi(database, 'production');
}, 60_000);
afterAll(async () => {
  await production?.close();
  await api?.close();
  await database?.drop();
});

/** A biller may write off 20.00 of a case. */
async function configurePractice(): Promise<void> {
  const profile = { practiceId: PRACTICE, timeZone: 'America/New_York', writeOffLimits: { biller: 2_000 }, payers: [] };
  const data = { practiceId: PRACTICE, timeZone: profile.timeZone, payers: [], profile };
  await happen(store, `${PRACTICE}/practice-${PRACTICE}`, { type: 'PracticeConfigured', data });
}

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
    const refused = await post('C1-1/write-off', { amountCents: 6_001, reason: 'small-balance' });
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

describe('a write-off over HTTP', () => {
  const off = { amountCents: 2_001, reason: 'appeal-not-worthwhile' };

  it('is limited by the role that the person has', async () => {
    expect(await post('C2-1/write-off', off)).toMatchObject({
      status: 422,
      body: { code: 'write-off.above-limit', field: 'amountCents' },
    });
    const manager = { ...ANN, 'x-claimstream-role': 'manager' };
    expect((await post('C2-1/write-off', off, manager)).body).toEqual({ status: 'done' });
    expect((await post('C2-1/write-off', off, { ...ANN, 'x-claimstream-role': 'owner' })).body).toMatchObject({
      code: 'person.role',
    });
  });

  it('is for one of the known reasons', async () => {
    expect(await post('C2-1/write-off', { ...off, reason: 'we like them' })).toMatchObject({
      status: 422,
      body: { code: 'body.invalid', field: 'reason' },
    });
  });

  it('is taken back with a reason, and a second time there is nothing to take back', async () => {
    const back = { reason: 'the payer asks for the records' };
    expect((await post('C2-1/reverse-write-off', back)).body).toEqual({ status: 'done' });
    expect(await post('C2-1/reverse-write-off', back)).toMatchObject({
      status: 409,
      body: { code: 'denial.not-written-off' },
    });
  });
});

describe('a bulk command', () => {
  const bulk = (body: object, headers: Record<string, string> = ANN) => post('bulk', body, headers);

  it('obeys the rules of a single one and tells of each case in the order asked', async () => {
    await post('C4-1/write-off', { amountCents: 2_000, reason: 'small-balance' });
    const denialIds = ['C3-1', 'NONE-1', 'C4-1'];
    const { status, body } = await bulk({
      ...{ denialIds, action: 'write-off', amountCents: 1_500, reason: 'small-balance' },
    });
    expect(status).toBe(200);
    expect(body.results).toMatchObject([
      { denialId: 'C3-1', status: 'done' },
      { denialId: 'NONE-1', status: 'refused', refusal: { code: 'denial.unknown' } },
      { denialId: 'C4-1', status: 'refused', refusal: { code: 'write-off.above-limit' } },
    ]);
  });

  it('changes nothing when it is sent again under its Idempotency-Key', async () => {
    const keyed = { ...ANN, 'idempotency-key': 'bulk-1' };
    const body = { denialIds: ['C3-1', 'C4-1'], action: 'note', note: 'asked for both' };
    const first = (await bulk(body, keyed)).body;
    const before = [await typesOf('C3-1'), await typesOf('C4-1')];
    expect((await bulk(body, keyed)).body).toEqual(first);
    expect([await typesOf('C3-1'), await typesOf('C4-1')]).toEqual(before);
  });

  it.each([
    ['no case', { denialIds: [] }],
    ['a case twice', { denialIds: ['C3-1', 'C3-1'] }],
    ['more than 500', { denialIds: Array.from({ length: 501 }, (_, index) => `C${index}-1`) }],
    ['an action that there is not', { denialIds: ['C3-1'], action: 'delete' }],
    ['a field that the action does not know', { denialIds: ['C3-1'], action: 'resume', owner: 'user:ann' }],
  ])('is refused whole with %s', async (_what, changes) => {
    const types = await typesOf('C3-1');
    expect(await bulk({ action: 'note', note: 'x', ...changes })).toMatchObject({
      status: 422,
      body: { code: 'body.invalid' },
    });
    expect(await typesOf('C3-1')).toEqual(types);
  });
});

describe('the history of a case', () => {
  const history = async (denialId: string, headers: Record<string, string> = ANN, url = api.url) => {
    const response = await fetch(`${url}/v1/denials/${denialId}/history`, { headers });
    return { status: response.status, cache: response.headers.get('cache-control'), body: await response.json() };
  };

  it('tells what happened in order, by whom, with the free text of that case', async () => {
    await post('C3-1/contact', { channel: 'phone', outcome: 'reprocessing', referenceNumber: 'CALL-7' });
    const { status, cache, body } = await history('C3-1');
    expect(status).toBe(200);
    expect(cache).toBe('no-store');
    const entries = body as { type: string }[];
    expect(entries[0]).toMatchObject({ version: 1, type: 'DenialCaseOpened', actorKind: 'system' });
    expect(entries.at(-1)).toMatchObject({
      ...{ type: 'PayerContacted', actor: 'user:ann', actorKind: 'person' },
      detail: { channel: 'phone', referenceNumber: 'CALL-7', contactedBy: 'user:ann' },
    });
    expect(JSON.stringify(body)).not.toContain('patientId');
  });

  it('is told to nobody that is not named, nor of a case that is not the practice’s', async () => {
    expect((await history('C3-1', { 'x-practice-id': PRACTICE })).status).toBe(401);
    expect((await history('C3-1', ANN, production.url)).status).toBe(403);
    expect((await history('NONE-1')).status).toBe(404);
    expect((await history('C3-1', { ...ANN, 'x-practice-id': 'other' })).status).toBe(404);
  });
});
