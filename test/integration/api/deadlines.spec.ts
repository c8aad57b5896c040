import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BusinessClock } from '#libs/event-store/business-clock.js';
import { EventStore } from '#libs/event-store/event-store.js';
import type { RunningApp } from '#libs/observability/run-app.js';
import { deadlineView } from '#libs/projections/deadline-view/deadline-view.js';
import { Sweep } from '#libs/projections/runner/sweep.js';
import { ViewConsumer } from '#libs/projections/runner/view-consumer.js';
import { anyView } from '#libs/projections/runner/view-projection.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { happen, PRACTICE } from '../projections/stories.js';
import { openApi } from './api-house.js';

let database: TestDatabase;
let store: EventStore;
let api: RunningApp;

beforeAll(async () => {
  database = await freshDatabase();
  store = new EventStore(database.pool);
  await new BusinessClock(database.pool).advanceTo(new Date('2026-11-02T15:00:00Z'));
  const profile = { practiceId: PRACTICE, timeZone: 'America/New_York', payers: [] };
  const data = { practiceId: PRACTICE, timeZone: profile.timeZone, payers: [], profile };
  await happen(store, `${PRACTICE}/practice-${PRACTICE}`, { type: 'PracticeConfigured', data });
  await hearing('C1', 12_000);
  await hearing('C2', 7_999);
  await hearing('C3', 8_000);
  await story('C4', opened('C4', 6_000), deadline('C4', 'redetermination', '2026-10-20'), {
    type: 'AppealDeadlineMissed',
    data: { ...ids('C4'), kind: 'redetermination', statutoryDate: '2026-10-20' },
  });
  api = await openApi(database);
  await project();
}, 60_000);
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

async function story(claimId: string, ...events: { type: string; data: object }[]): Promise<void> {
  for (const event of events) await happen(store, streamOf(claimId), event);
}

const streamOf = (claimId: string) => `${PRACTICE}/denial-${claimId}-1`;
const ids = (claimId: string) => ({
  ...{ denialId: `${claimId}-1`, claimId, patientId: 'P1', payerId: 'MEDICARE-B' },
});

function opened(claimId: string, deniedCents: number) {
  const lines = [{ line: 1, group: 'CO', reason: '50', remarks: [], deniedCents }];
  const data = {
    ...{
      ...ids(claimId),
      payerKind: 'MEDICARE_B',
      remittanceId: 'R1',
      payerControlNumber: 'ICN1',
      submissionNumber: 1,
    },
    ...{ dateOfService: '2026-03-02', noticeDate: '2026-03-12', lines, deniedCents },
  };
  return { type: 'DenialCaseOpened', data };
}

function deadline(claimId: string, kind: string, statutoryDate: string) {
  const dates = { noticeDate: '2026-09-28', statutoryDate, workBy: statutoryDate };
  const rest = { rule: 'a rule', source: 'a source', alarms: [], missedAt: '2026-12-03T05:00:00.000Z' };
  return { type: 'AppealDeadlineSet', data: { ...ids(claimId), kind, ...dates, ...rest } };
}

/** A case whose reconsideration was upheld, so that the hearing is next. */
async function hearing(claimId: string, deniedCents: number): Promise<void> {
  await story(claimId, opened(claimId, deniedCents), deadline(claimId, 'alj', '2026-12-02'), {
    type: 'DenialAssigned',
    data: { ...ids(claimId), owner: 'team:appeals' },
  });
}

async function project(): Promise<void> {
  const { pool } = database;
  const sweep = new Sweep(pool, store, new ViewConsumer(pool, store, anyView(deadlineView)));
  while (!(await sweep.run(new AbortController().signal)).complete);
}

const HEADERS = { 'x-practice-id': PRACTICE, 'x-claimstream-user': 'ann', 'content-type': 'application/json' };

async function post(path: string, body: unknown) {
  const response = await fetch(`${api.url}/v1/${path}`, {
    method: 'POST',
    headers: HEADERS,
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function get(path: string): Promise<readonly Record<string, unknown>[]> {
  return (await (await fetch(`${api.url}/v1/${path}`, { headers: HEADERS })).json()) as Record<string, unknown>[];
}

const typesOf = async (claimId: string) => (await store.readStream(streamOf(claimId))).map(({ type }) => type);

describe('an appeal whose amount in controversy is too small', () => {
  const body = { level: 'alj', filedOn: '2026-11-01', method: 'portal' };

  it('is refused with what is missing', async () => {
    expect(await post('denials/C1-1/file-appeal', body)).toEqual({
      status: 422,
      body: { code: 'appeal.below-minimum', message: expect.stringContaining('$80.00'), field: 'togetherWith' },
    });
  });

  it.each([
    ['one cent too little', ['C2-1'], 'appeal.below-minimum'],
    ['a case that has no such appeal', ['C4-1'], 'appeal.together'],
    ['a case that is none', ['C9-1'], 'appeal.together'],
    ['itself', ['C1-1'], 'appeal.together'],
  ])('is refused together with %s, and nothing is filed for any', async (_what, togetherWith, code) => {
    expect(await post('denials/C1-1/file-appeal', { ...body, togetherWith })).toMatchObject({ body: { code } });
    expect(await typesOf('C1')).not.toContain('AppealFiled');
    expect(await typesOf('C2')).not.toContain('AppealFiled');
  });

  it('is filed for all of the cases that together reach it', async () => {
    const together = await post('denials/C1-1/file-appeal', { ...body, togetherWith: ['C3-1'] });
    expect(together).toMatchObject({ status: 200, body: { status: 'done' } });
    for (const [claimId, other] of [
      ['C1', 'C3-1'],
      ['C3', 'C1-1'],
    ] as const) {
      const filed = (await store.readStream(streamOf(claimId))).find(({ type }) => type === 'AppealFiled');
      expect(filed?.data).toMatchObject({
        ...{
          level: 'alj',
          amountCents: 20_000,
          togetherWith: [other],
          filedBy: 'user:ann',
          decisionDueOn: '2027-01-30',
        },
      });
    }
    await project();
    expect(await get('deadlines?owner=team:appeals')).toMatchObject([
      { denialId: 'C2-1', kind: 'alj', state: 'running' },
    ]);
  });

  it('starts the council’s clock when it is decided', async () => {
    const decided = { level: 'alj', decidedOn: '2026-11-02', outcome: 'partly', amountCents: 2_000 };
    expect(await post('denials/C3-1/decide-appeal', { ...decided, amountCents: 8_000 })).toMatchObject({
      body: { code: 'appeal.amount' },
    });
    expect(await post('denials/C3-1/decide-appeal', decided)).toMatchObject({ status: 200 });
    const set = (await store.readStream(streamOf('C3'))).at(-1);
    expect(set).toMatchObject({ type: 'AppealDeadlineSet', data: { kind: 'council', statutoryDate: '2027-01-06' } });
  });
});

describe('missed deadlines', () => {
  it('are listed, and their owner is told', async () => {
    expect(await get('deadlines/missed')).toMatchObject([
      { denialId: 'C4-1', claimId: 'C4', kind: 'redetermination', statutoryDate: '2026-10-20', state: 'missed' },
    ]);
    expect(await get('notifications')).toMatchObject([
      { denialId: 'C4-1', type: 'missed', kind: 'redetermination', daysBefore: null, current: true },
    ]);
  });

  it('leave the list with a reason alone, which is kept sealed', async () => {
    const clear = (reason: string) => post('denials/C4-1/clear-missed-deadline', { kind: 'redetermination', reason });
    expect((await clear('')).status).toBe(422);
    expect(await post('denials/C4-1/clear-missed-deadline', { kind: 'redetermination' })).toMatchObject({
      status: 422,
    });
    await project();
    expect(await get('deadlines/missed')).toHaveLength(1);
    expect(await clear('the mail was lost')).toMatchObject({ status: 200, body: { status: 'done' } });
    await project();
    expect(await get('deadlines/missed')).toEqual([]);
    expect(await get('notifications')).toEqual([]);
    expect(await get('notifications?all=true')).toMatchObject([{ current: false }]);
    const cleared = (await store.readStream(streamOf('C4'))).at(-1);
    expect(cleared).toMatchObject({ type: 'MissedDeadlineCleared', data: { clearedBy: 'user:ann' } });
    expect(JSON.stringify(cleared?.data)).not.toContain('the mail was lost');
  });
});
