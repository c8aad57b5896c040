import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStore } from '#libs/event-store/event-store.js';
import type { RunningApp } from '#libs/observability/run-app.js';
import { claimFactsView } from '#libs/projections/claim-facts/claim-facts.js';
import { Sweep } from '#libs/projections/runner/sweep.js';
import { ViewConsumer } from '#libs/projections/runner/view-consumer.js';
import { anyView } from '#libs/projections/runner/view-projection.js';
import { ClaimStory } from '#libs/projections/testing/claim-story.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { happen, PRACTICE } from '../projections/stories.js';
import { openApi } from './api-house.js';

let database: TestDatabase;
let store: EventStore;
let api: RunningApp;
const CLAIM = `${PRACTICE}/claim-C1`;

beforeAll(async () => {
  database = await freshDatabase();
  store = new EventStore(database.pool);
  const profile = { practiceId: PRACTICE, timeZone: 'America/New_York', payers: [] };
  const data = { practiceId: PRACTICE, timeZone: profile.timeZone, payers: [], profile };
  await happen(store, `${PRACTICE}/practice-${PRACTICE}`, { type: 'PracticeConfigured', data });
  const story = new ClaimStory();
  const submitted = story.submitted(1, '2026-03-03T01:00:01.000Z');
  const { claimId, patientId, payerId } = submitted.data as { claimId: string; patientId: string; payerId: string };
  const since = '2026-03-05T05:00:00.000Z';
  const silent = {
    type: 'ClaimSilent' as const,
    data: { claimId, patientId, payerId, submissionNumber: 1, awaited: '999' as const, since },
  };
  for (const event of [story.drafted(), story.released(), submitted, silent]) await happen(store, CLAIM, event);
  api = await openApi(database);
}, 60_000);
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const ANN = { 'x-practice-id': PRACTICE, 'x-claimstream-user': 'ann' };

async function post(path: string, body: unknown) {
  const response = await fetch(`${api.url}/v1/claims/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...ANN },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function silent(): Promise<Record<string, unknown>[]> {
  const sweep = new Sweep(database.pool, store, new ViewConsumer(database.pool, store, anyView(claimFactsView)));
  while (!(await sweep.run(new AbortController().signal)).complete);
  const response = await fetch(`${api.url}/v1/claims/silent`, { headers: ANN });
  return (await response.json()) as Record<string, unknown>[];
}

describe('a silent claim over HTTP', () => {
  const nextOn = '2099-01-05';

  it('stands on the list until it is answered, and says who asked for it', async () => {
    expect(await silent()).toMatchObject([{ claimId: 'C1', submissionNumber: 1, awaited: '999', nextOn: null }]);
    const chase = { submissionNumber: 1, awaited: '999', nextOn, note: 'Jane Doe on the phone' };
    expect(await post('C1/chase', chase)).toEqual({ status: 200, body: { status: 'done' } });
    expect(await silent()).toMatchObject([{ awaited: '999', chasedBy: 'user:ann', nextOn }]);
    expect(JSON.stringify(await store.readStream(CLAIM))).not.toContain('Jane');
  });

  it('is refused where nothing is overdue, for a day that has passed, and with fields that nobody knows', async () => {
    const chase = { submissionNumber: 1, awaited: '277CA', nextOn };
    expect(await post('C1/chase', chase)).toMatchObject({ status: 422, body: { code: 'claim.not-silent' } });
    const past = { ...chase, awaited: '999', nextOn: '2020-01-01' };
    expect(await post('C1/chase', past)).toMatchObject({ status: 422, body: { field: 'nextOn' } });
    expect(await post('C1/chase', { ...chase, more: 1 })).toMatchObject({
      status: 422,
      body: { code: 'body.invalid' },
    });
    expect((await post('NONE/chase', chase)).body).toMatchObject({ code: 'claim.unknown' });
  });
});

describe('other commands on claims over HTTP', () => {
  it('send nothing again that was not rejected, and nothing that is not known', async () => {
    expect((await post('C1/resubmit', {})).body).toMatchObject({ code: 'submission.not-rejected' });
    expect((await post('NONE/resubmit', {})).body).toMatchObject({ code: 'submission.unknown' });
    expect((await post('NONE/coordinate', {})).body).toMatchObject({ code: 'claim.unknown' });
    expect((await post('C1/coordinate', {})).body).toEqual({ status: 'nothing-to-do' });
  });
});
