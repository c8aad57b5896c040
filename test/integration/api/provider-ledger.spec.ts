import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStore } from '#libs/event-store/event-store.js';
import type { RunningApp } from '#libs/observability/run-app.js';
import { ClaimStory } from '#libs/projections/testing/claim-story.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { bringUpToDate, happen, PRACTICE } from '../projections/stories.js';
import { openApi } from './api-house.js';

const PAYER = 'BLUE';
const LEDGER = `${PRACTICE}/provider-ledger-${PAYER}`;
const ANN = { 'x-practice-id': PRACTICE, 'x-claimstream-user': 'ann' };

let database: TestDatabase;
let store: EventStore;
let api: RunningApp;

const enter = (remittanceId: string, index: number, kind: string, amountCents: number, day: string) =>
  happen(store, LEDGER, {
    type: 'ProviderAdjustmentEntered',
    data: {
      ...{ payerId: PAYER, entryId: `${remittanceId}-${index}`, remittanceId, index, paymentDate: day },
      ...{ reason: 'XX', kind, amountCents },
    },
  });

beforeAll(async () => {
  database = await freshDatabase();
  store = new EventStore(database.pool);
  await enter('R1', 0, 'recoupment', 900, '2026-04-06');
  await enter('R1', 1, 'forward-balance', -4000, '2026-04-06');
  await enter('R1', 2, 'suspense', 250, '2026-04-06');
  await enter('R2', 0, 'forward-balance', 1500, '2026-04-13');
  await enter('R2', 1, 'interest', -45, '2026-04-13');
  const closed = { payerId: PAYER, entryId: 'R1-1', byEntryId: 'R2-0', amountCents: 1500, remainingCents: 2500 };
  await happen(store, LEDGER, { type: 'ForwardBalanceClosed', data: closed });
  await decidedClaim();
  await bringUpToDate(database.pool, store);
  api = await openApi(database);
}, 60_000);
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

/** A claim that was paid 80.00 and found 15.00 short. */
async function decidedClaim(): Promise<void> {
  const story = new ClaimStory('C1');
  const paid = { 1: { paid: 8_000, adjustments: [] }, 2: { paid: 0, adjustments: [] } };
  const short = {
    ...{ ...story.claim, remittanceId: 'R1', remittanceClaim: 0, submissionNumber: 1, payerControlNumber: 'ICN1' },
    ...{ paymentDate: '2026-04-06', payerKind: 'COMMERCIAL', dateOfService: '2026-03-02', number: 1 },
    lines: [{ line: 1, expectedAllowedCents: 9_500, allowedCents: 8_000, shortCents: 1_500 }],
    ...{ shortCents: 1_500, toleranceCents: 190 },
  };
  const events = [
    story.drafted(),
    story.released(),
    story.submitted(1, '2026-03-03T01:00:00Z'),
    story.adjudicated('R1', '2026-04-06', paid),
  ];
  for (const event of [...events, { type: 'ClaimUnderpaid', data: short }])
    await happen(store, `${PRACTICE}/claim-C1`, event as (typeof events)[number]);
}

const get = async (path: string) => (await fetch(`${api.url}/v1/${path}`, { headers: ANN })).json();

async function post(path: string, body: unknown) {
  const headers = { 'content-type': 'application/json', ...ANN };
  const response = await fetch(`${api.url}/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('a payer’s ledger over HTTP', () => {
  it('lists every provider adjustment, and what of each waits for somebody', async () => {
    const entries = (await get('provider-ledger')) as { entryId: string; openCents: number }[];
    expect(entries.map(({ entryId, openCents }) => [entryId, openCents])).toEqual([
      ['R2-0', 0],
      ['R2-1', 0],
      ['R1-0', 900],
      ['R1-1', -2500],
      ['R1-2', 250],
    ]);
    const open = (await get('provider-ledger?open=true&kind=forward-balance')) as { entryId: string }[];
    expect(open.map(({ entryId }) => entryId)).toEqual(['R1-1']);
    expect(await get('provider-ledger?open=perhaps')).toMatchObject({ statusCode: 400 });
  });

  it('has balances that are all of its entries together', async () => {
    const balances = (await get(`provider-ledger/balances?payerId=${PAYER}`)) as {
      kind: string;
      balanceCents: number;
    }[];
    expect(balances.map(({ kind, balanceCents }) => [kind, balanceCents])).toEqual([
      ['forward-balance', -2500],
      ['interest', -45],
      ['recoupment', 900],
      ['suspense', 250],
    ]);
    const { rows } = await database.pool.query(
      'select sum(balance_cents)::int as sum, sum(open_entries)::int as open from views.provider_ledger_balance',
    );
    expect(rows).toEqual([{ sum: -1395, open: 3 }]);
  });

  it('takes a person’s word for what is in suspense and for the claim of a recoupment', async () => {
    const body = { kind: 'tax', explanation: 'withheld for the state' };
    expect(await post(`provider-ledger/${PAYER}/R1-2/assign`, body)).toMatchObject({
      status: 200,
      body: { status: 'done' },
    });
    expect(await post(`provider-ledger/${PAYER}/R1-2/assign`, { ...body, kind: 'other' })).toMatchObject({
      status: 409,
    });
    expect(await post(`provider-ledger/${PAYER}/R9-9/assign`, body)).toMatchObject({ status: 404 });
    expect(await post(`provider-ledger/${PAYER}/R1-2/assign`, { kind: 'suspense', explanation: 'x' })).toMatchObject({
      status: 422,
      body: { field: 'kind' },
    });
    expect(await post(`provider-ledger/${PAYER}/R1-0/tie`, { claimId: 'NONE' })).toMatchObject({
      status: 404,
      body: { code: 'claim.unknown' },
    });
    const events = await store.readStream(LEDGER);
    const assigned = events.findLast(({ type }) => type === 'ProviderAdjustmentAssigned');
    expect(assigned?.data).toMatchObject({ kind: 'tax', assignedBy: 'user:ann' });
    expect(JSON.stringify(assigned?.data)).not.toContain('withheld');
  });
});

describe('a payment that is not what it should be', () => {
  it('is listed with what is still short', async () => {
    expect(await get('payment-variances?open=true')).toMatchObject([
      { claimId: 'C1', caseNumber: 1, kind: 'under', amountCents: 1_500, toleranceCents: 190, openCents: 1_500 },
    ]);
    expect(await get('payment-variances?kind=overpaid')).toEqual([]);
  });

  it('that a person reports is refused for a claim that nobody knows, and beyond what was paid', async () => {
    expect(await post('claims/NONE/overpayment', { amountCents: 100 })).toMatchObject({ status: 404 });
    expect(await post('denials/NONE-1/demand-letter', { letterDate: '2026-04-20', amountCents: 1 })).toMatchObject({
      status: 404,
    });
    expect(await post('denials/NONE-1/return-overpayment', { amountCents: 1 })).toMatchObject({ status: 422 });
    expect(await post('denials/NONE-1/dismiss-overpayment', { reason: 'none' })).toMatchObject({ status: 404 });
  });
});
