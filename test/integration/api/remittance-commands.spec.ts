import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStore } from '#libs/event-store/event-store.js';
import type { RunningApp } from '#libs/observability/run-app.js';
import { ClaimStory } from '#libs/projections/testing/claim-story.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { bringUpToDate, happen, PRACTICE } from '../projections/stories.js';
import { openApi } from './api-house.js';

let database: TestDatabase;
let store: EventStore;
let api: RunningApp;
const CLAIM_ID = '0123456789ABC';

beforeAll(async () => {
  database = await freshDatabase();
  store = new EventStore(database.pool);
  const payers = [{ payerId: 'ACME', name: 'Acme Health', kind: 'COMMERCIAL' }];
  const profile = { practiceId: PRACTICE, timeZone: 'America/New_York', payers };
  const data = { practiceId: PRACTICE, timeZone: profile.timeZone, payers, profile };
  await happen(store, `${PRACTICE}/practice-${PRACTICE}`, { type: 'PracticeConfigured', data });
  const story = new ClaimStory(CLAIM_ID, 'ACME');
  const content = { patient: {}, coverages: [], renderingProvider: {}, diagnoses: [] };
  const submitted = story.submitted(1, '2026-03-03T01:00:01.000Z', { lines: [] });
  for (const event of [story.drafted(), story.released(), submitted])
    await happen(store, `${PRACTICE}/claim-${CLAIM_ID}`, { ...event, data: { ...event.data, content } });
  api = await openApi(database);
}, 60_000);
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const ANN = { 'x-practice-id': PRACTICE, 'x-claimstream-user': 'ann' };
const CHARGE = 16_000;

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${api.url}/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...ANN, ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, Record<string, string>> };
}

async function get(path: string) {
  await bringUpToDate(database.pool, store);
  return (await (await fetch(`${api.url}/v1/${path}`, { headers: ANN })).json()) as Record<string, unknown>[];
}

const claim = {
  patientControlNumber: 'SMITH-1',
  payerControlNumber: 'ICN-1',
  ...{ status: '1', chargeCents: CHARGE, paidCents: CHARGE - 4000 },
  adjustments: [{ group: 'PR', reason: '3', amountCents: 4000 }],
};
const keyed = (changes: object = {}) => ({
  ...{ payerId: 'ACME', checkNumber: 'CHECK-1', paymentDate: '2026-04-06', paymentCents: CHARGE - 4000 },
  claims: [claim],
  ...changes,
});

describe('a payment over HTTP', () => {
  let remittanceId: string;

  it('from paper is refused with the field that is wrong, and with the equation where it does not balance', async () => {
    const unknown = await post('remittances/paper', keyed({ more: 1 }));
    expect(unknown).toMatchObject({ status: 422, body: { code: 'body.invalid' } });
    const unbalanced = await post('remittances/paper', keyed({ paymentCents: 1 }));
    expect(unbalanced).toMatchObject({ status: 422, body: { code: 'remittance.unbalanced', field: 'paymentCents' } });
    expect(await get('remittances')).toEqual([]);
  });

  it('from paper is posted once under its Idempotency-Key, and what is none of ours waits with its candidates', async () => {
    const key = { 'idempotency-key': 'check-1' };
    const posted = await post('remittances/paper', keyed(), key);
    expect(posted).toMatchObject({ status: 200, body: { status: 'done' } });
    expect((await post('remittances/paper', keyed(), key)).body).toMatchObject({ repeated: true });
    remittanceId = posted.body.result?.remittanceId ?? '';
    expect(await get('remittances')).toMatchObject([{ remittanceId, source: 'paper', postedBy: 'user:ann' }]);
    expect(await get('remittances/unmatched')).toMatchObject([{ remittanceId, index: 0, paidCents: CHARGE - 4000 }]);
    expect(await get(`remittances/${remittanceId}/claims/0/candidates`)).toMatchObject([
      { claimId: CLAIM_ID, submissionNumber: 1, confidence: 'low', reasons: ['charge'] },
    ]);
  });

  it('has its claims matched by a person, in that person’s name', async () => {
    const path = `remittances/${remittanceId}/claims/0/match`;
    const wrong = await post(path, { claimId: CLAIM_ID, submissionNumber: 2 });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'submission.not-sent', field: 'submissionNumber' } });
    expect(await post(path, { claimId: 'NONE', submissionNumber: 1 })).toMatchObject({ status: 404 });
    expect(await post(path, { claimId: CLAIM_ID, submissionNumber: 1 })).toMatchObject({ body: { status: 'done' } });
    expect(await post(path, { claimId: CLAIM_ID, submissionNumber: 1 })).toMatchObject({ status: 409 });
    expect(await get('remittances/unmatched')).toEqual([]);
    const events = await store.readStream(`${PRACTICE}/remittance-${remittanceId}`);
    expect(events.at(-1)?.data).toMatchObject({ how: 'person', matchedBy: 'user:ann', claimId: CLAIM_ID });
  });

  it('is undone with a reason and posted again', async () => {
    expect(await post(`remittances/${remittanceId}/undo`, {})).toMatchObject({
      status: 422,
      body: { field: 'reason' },
    });
    const undone = await post(`remittances/${remittanceId}/undo`, { reason: 'of JANE DOE’s other clinic' });
    expect(undone.body).toEqual({ status: 'done' });
    expect(await get('remittances')).toMatchObject([{ status: 'undone', matched: [] }]);
    expect(JSON.stringify(await store.readStream(`${PRACTICE}/remittance-${remittanceId}`))).not.toContain('JANE');
    expect((await post(`remittances/${remittanceId}/post-again`, {})).body).toEqual({ status: 'done' });
    expect(await get('remittances')).toMatchObject([{ status: 'posted', matched: [{ claimId: CLAIM_ID }] }]);
    expect(await post('remittances/NONE/undo', { reason: 'x' })).toMatchObject({ status: 404 });
  });
});

describe('a patient’s money over HTTP', () => {
  const path = `claims/${CLAIM_ID}/patient-payments`;
  const copay = { kind: 'copay', amountCents: 2500, receivedOn: '2026-03-02' };

  it('is posted, refunded and reversed, and shows in the claim and in the analysts’ view', async () => {
    const posted = await post(path, copay, { 'idempotency-key': 'copay-1' });
    expect(posted).toMatchObject({ status: 200, body: { status: 'done' } });
    expect((await post(path, copay, { 'idempotency-key': 'copay-1' })).body).toMatchObject({ repeated: true });
    const refund = { amountCents: 500, refundedOn: '2026-03-09' };
    expect((await post(`claims/${CLAIM_ID}/patient-refunds`, refund)).body).toMatchObject({ status: 'done' });
    expect(await get(`claims/${CLAIM_ID}`)).toMatchObject({ patientPaidCents: 2000, patientOwesCents: 0 });
    const wrong = await post(path, { ...copay, amountCents: 9900 });
    const paymentId = wrong.body.result?.paymentId;
    expect((await post(`${path}/${paymentId}/reverse`, { reason: 'wrong claim' })).body).toMatchObject({
      status: 'done',
    });
    expect(await get(`claims/${CLAIM_ID}`)).toMatchObject({ patientPaidCents: 2000 });
    const { rows } = await database.pool.query(
      'select kind, amount_cents, posted_by, reversed_by from views.patient_payment order by amount_cents',
    );
    expect(rows).toEqual([
      { kind: 'refund', amount_cents: 500, posted_by: 'user:ann', reversed_by: null },
      { kind: 'copay', amount_cents: 2500, posted_by: 'user:ann', reversed_by: null },
      { kind: 'copay', amount_cents: 9900, posted_by: 'user:ann', reversed_by: 'user:ann' },
    ]);
  });

  it('is refused with the field that is wrong', async () => {
    expect(await post(path, { ...copay, amountCents: 0 })).toMatchObject({
      status: 422,
      body: { field: 'amountCents' },
    });
    const ahead = { ...copay, receivedOn: '2099-01-01' };
    expect(await post(path, ahead)).toMatchObject({ status: 422, body: { field: 'receivedOn' } });
    const much = { amountCents: 99_999, refundedOn: '2026-03-09' };
    expect(await post(`claims/${CLAIM_ID}/patient-refunds`, much)).toMatchObject({ status: 422 });
    expect(await post(`${path}/NONE/reverse`, { reason: 'x' })).toMatchObject({ status: 404 });
    expect(await post('claims/NONE/patient-payments', copay)).toMatchObject({ status: 404 });
  });
});
