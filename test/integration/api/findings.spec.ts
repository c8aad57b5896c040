import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStore } from '#libs/event-store/event-store.js';
import type { RunningApp } from '#libs/observability/run-app.js';
import { ClaimStory } from '#libs/projections/testing/claim-story.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { bringUpToDate, happen, PRACTICE } from '../projections/stories.js';
import { openApi } from './api-house.js';

describe("a claim's findings in the API", () => {
  let database: TestDatabase;
  let store: EventStore;
  let api: RunningApp;

  beforeAll(async () => {
    database = await freshDatabase();
    store = new EventStore(database.pool);
    await happen(store, `${PRACTICE}/claim-C1`, new ClaimStory().drafted());
    api = await openApi(database);
  }, 30_000);
  afterAll(async () => {
    await api?.close();
    await database?.drop();
  });

  const drifted = async (...lines: readonly { claimId: string; line: number; kx: boolean }[]) => {
    const whole = lines.map((line) => ({ ...line, dateOfService: '2026-03-02', code: '97530' }));
    const data = { patientId: 'P1', year: 2026, pool: 'OT', thresholdCents: 248_000, lines: whole };
    await happen(store, `${PRACTICE}/ledger-P1-2026`, { type: 'ThresholdDrifted', data });
    await bringUpToDate(database.pool, store);
  };
  const get = async (claimId: string, practice = PRACTICE) => {
    const headers = { 'x-practice-id': practice };
    const response = await fetch(`${api.url}/v1/claims/${claimId}/findings`, { headers });
    return { status: response.status, body: await response.json() };
  };

  it('are none while its lines would be decided as they were', async () => {
    await bringUpToDate(database.pool, store);
    expect(await get('C1')).toEqual({ status: 200, body: [] });
  });

  it('warn of each of its lines that the threshold has drifted from, until it has come back', async () => {
    await drifted({ claimId: 'C1', line: 2, kx: false }, { claimId: 'C9', line: 1, kx: true });
    const rule = { rule: 'threshold.drift', severity: 'warning', line: 2, code: '97530', dateOfService: '2026-03-02' };
    expect((await get('C1')).body).toMatchObject([{ ...rule, message: expect.stringContaining('without KX') }]);
    await drifted({ claimId: 'C1', line: 2, kx: true });
    expect((await get('C1')).body).toMatchObject([{ ...rule, message: expect.stringContaining('with KX') }]);
    await drifted();
    expect((await get('C1')).body).toEqual([]);
  });

  it('are those of a claim of the practice that asks', async () => {
    expect((await get('C9')).status).toBe(404);
    expect((await get('C1', 'other')).status).toBe(404);
  });
});
