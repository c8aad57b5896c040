import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStore } from '#libs/event-store/event-store.js';
import type { RunningApp } from '#libs/observability/run-app.js';
import { ClaimStory } from '#libs/projections/testing/claim-story.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { bringUpToDate, happen, PRACTICE } from '../projections/stories.js';
import { openApi } from './api-house.js';

describe('the API', () => {
  let database: TestDatabase;
  let api: RunningApp;
  /** Database time of each event, in order. */
  const recorded: string[] = [];
  const story = new ClaimStory();
  const denial = { denialId: 'C1-1', claimId: 'C1', patientId: 'P1', payerId: 'BLUE' };
  const ledger = { patientId: 'P1', year: 2026 };

  beforeAll(async () => {
    database = await freshDatabase();
    const store = new EventStore(database.pool);
    const record = async (stream: string, event: { type: string; data: object }) => {
      // The database's clock is read to the millisecond: each event gets one of its own.
      await database.pool.query('select pg_sleep(0.002)');
      recorded.push((await happen(store, `${PRACTICE}/${stream}`, event)).recordedAt);
    };
    await record('claim-C1', story.drafted());
    await record('claim-C1', story.submitted(1, '2026-03-03T01:00:00.000Z'));
    await record(
      'claim-C1',
      story.denied('R1', [{ line: 2, group: 'CO', reason: '197', remarks: [], deniedCents: 5_000 }]),
    );
    const lines = [{ line: 2, group: 'CO', reason: '197', remarks: [], deniedCents: 5_000 }];
    const opened = {
      ...{ ...denial, payerKind: 'COMMERCIAL', remittanceId: 'R1', payerControlNumber: 'ICN1', submissionNumber: 1 },
      ...{ dateOfService: '2026-03-02', noticeDate: '2026-03-12', lines, deniedCents: 5_000 },
    };
    await record('denial-C1-1', { type: 'DenialCaseOpened', data: opened });
    await record('denial-C1-1', { type: 'DenialAssigned', data: { ...denial, owner: 'u7' } });
    await record('ledger-P1-2026', {
      type: 'TherapyOpeningBalanceSet',
      data: { ...ledger, pool: 'OT', usedCents: 500 },
    });
    await record('ledger-P1-2026', {
      type: 'TherapyOpeningBalanceSet',
      data: { ...ledger, pool: 'OT', usedCents: 900 },
    });
    await bringUpToDate(database.pool, store);
    api = await openApi(database);
  });
  afterAll(async () => {
    await api?.close();
    await database?.drop();
  });

  const get = async (path: string) => {
    const response = await fetch(`${api.url}/v1/${path}`, { headers: { 'x-practice-id': PRACTICE } });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const at = (event: number) => `asOf=${recorded[event]}`;
  const before = `asOf=2020-01-01T00:00:00Z`;

  it('shows a claim as it was known, with the denial cases that there were', async () => {
    const drafted = await get(`claims/C1?${at(0)}`);
    expect(drafted).toMatchObject({ status: 200, body: { version: 1, submission: 'draft', denials: [] } });
    expect((await get(`claims/C1?${at(1)}`)).body).toMatchObject({ submission: 'sent', adjudication: 'none' });
    expect((await get(`claims/C1?${at(3)}`)).body.denials).toMatchObject([{ denialId: 'C1-1', owner: null }]);
    expect((await get(`claims/C1?${at(4)}`)).body.denials).toMatchObject([{ denialId: 'C1-1', owner: 'u7' }]);
  });

  it('shows what is known now in the very shape in which it shows the past', async () => {
    for (const path of ['claims/C1', 'denials/C1-1']) {
      const now = await get(path);
      expect(now.status).toBe(200);
      expect((await get(`${path}?${at(6)}`)).body).toEqual(now.body);
    }
    const now = (await get('thresholds/P1/2026')).body;
    expect((await get(`thresholds/P1/2026?${at(6)}`)).body).toEqual(now);
    expect(now).toMatchObject({ otOpeningCents: 900, version: 2 });
  });

  it('shows a denial case and a patient’s year as they were known', async () => {
    expect((await get(`denials/C1-1?${at(3)}`)).body).toMatchObject({ version: 1, owner: null });
    expect((await get(`thresholds/P1/2026?${at(5)}`)).body).toMatchObject({ version: 1, otOpeningCents: 500 });
  });

  it('answers 404 for what had not begun, and 400 for an instant that is none', async () => {
    for (const path of ['claims/C1', 'denials/C1-1', 'thresholds/P1/2026']) {
      expect((await get(`${path}?${before}`)).status).toBe(404);
      expect((await get(`${path}?asOf=yesterday`)).status).toBe(400);
    }
    expect((await get(`claims/none?${at(6)}`)).status).toBe(404);
    expect((await get('thresholds/P1/1999')).status).toBe(404);
  });

  it('keeps to the practice that is asked for', async () => {
    const response = await fetch(`${api.url}/v1/claims/C1?${at(6)}`, { headers: { 'x-practice-id': 'other' } });
    expect(response.status).toBe(404);
  });

  it('lists a claim’s timeline and submissions', async () => {
    const timeline = (await get('claims/C1/timeline')).body as unknown as { type: string }[];
    expect(timeline.map(({ type }) => type)).toEqual([
      ...['ClaimDrafted', 'ClaimSubmitted', 'ClaimDenied', 'DenialCaseOpened', 'DenialAssigned'],
    ]);
    expect((await get('claims/C1/submissions')).body).toMatchObject([{ submissionNumber: 1, chargeCents: 16_000 }]);
    expect((await get('unmatched-claims')).body).toEqual([]);
  });
});
