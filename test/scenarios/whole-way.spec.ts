import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { houseConsumers } from '#libs/demo/house-consumers.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { views } from '#libs/projections/all.js';
import { isSettled } from '#libs/projections/runner/lag.js';
import { verifyView } from '#libs/projections/runner/verify-view.js';
import { type BusinessColumns, businessColumns } from './support/business-columns.js';
import { TestHouse } from './support/house-process.js';

const RUN_MS = 240_000;
const SAMPLE = join(import.meta.dirname, '../../libs/demo/sample/patients.json');

let house: TestHouse;
let firstOutput = '';
let afterFirst: BusinessColumns;

beforeAll(async () => {
  house = await TestHouse.make();
  const run = house.start(['--once']);
  const code = await run.exited;
  firstOutput = run.everything;
  if (code !== 0) throw new Error(`the first run ended with ${code}: ${run.everything.slice(-3000)}`);
  afterFirst = await businessColumns(house.database.pool);
}, RUN_MS);

afterAll(() => house.demolish());

async function count(sql: string, values: readonly unknown[] = []): Promise<number> {
  const { rows } = await house.database.pool.query<{ count: number }>(sql, [...values]);
  return rows[0]?.count as number;
}

describe('the whole way of a practice, from recorded sessions to worked denials', () => {
  it('prints a worklist with denials of at least three categories, and one that was resolved by a resubmission', () => {
    const categories = new Set(afterFirst.denials.map((denial) => denial.category));
    expect(categories.size).toBeGreaterThanOrEqual(3);
    expect(
      afterFirst.denials.filter(({ resolution }) => resolution === 'paid-after-resubmission').length,
    ).toBeGreaterThanOrEqual(1);
    expect(firstOutput).toMatch(/Denials to work: \d+ cases/);
    expect(firstOutput).toMatch(/CO-197 +authorization +paid-after-resubmission/);
    expect(firstOutput).toMatch(/Console: http:\/\/127\.0\.0\.1:\d+\/console/);
  });

  it('took every session in, coded most and held some with their rules', () => {
    expect(afterFirst.sessions.length).toBeGreaterThanOrEqual(60);
    expect(new Set(afterFirst.sessions.map(({ status }) => status))).toEqual(new Set(['coded', 'held']));
    const held = JSON.stringify(afterFirst.sessions.filter(({ status }) => status === 'held'));
    expect(held).toContain('provider.referring-missing');
    expect(held).toContain('threshold.attestation-missing');
  });

  it('gives each denial a category, a next action, an owner, and a date to work it by', () => {
    for (const denial of afterFirst.denials) {
      expect(denial).toMatchObject({
        category: expect.any(String),
        next_action: expect.any(String),
        owner: expect.any(String),
        work_by: expect.any(String),
      });
    }
  });

  it('resubmitted a missing authorization as a replacement, by a worker without anybody’s hand, and was paid', async () => {
    const resolved = afterFirst.denials.find(({ resolution }) => resolution === 'paid-after-resubmission');
    const claim = afterFirst.claims.find(({ claim_id }) => claim_id === resolved?.claim_id);
    expect(claim).toMatchObject({
      frequency: '7',
      submissions: 2,
      adjudication: 'paid',
      denied_cents: 0,
      open_denials: [],
    });
    expect(Number(resolved?.recovered_cents)).toBeGreaterThan(0);
    const byJob = `select count(*) from store.events where type = 'ClaimReleased' and data ->> 'reason' = 'replacement' and actor like 'job:%'`;
    expect(await count(byJob)).toBeGreaterThanOrEqual(1);
  });

  it('let the alarm of a deadline ring as the business clock moved on', async () => {
    expect(
      await count(`select count(*) from store.events where type = 'AppealDeadlineApproaching'`),
    ).toBeGreaterThanOrEqual(1);
    expect(await count(`select count(*) from views.denial where last_alarm_days_before = 30`)).toBeGreaterThanOrEqual(
      1,
    );
  });

  it('paid to the cent what was expected where Medicare paid without a denial', () => {
    const paid = afterFirst.claims.filter(
      ({ payer_id, adjudication }) => payer_id === 'MEDICARE-B' && adjudication === 'paid',
    );
    expect(paid.length).toBeGreaterThan(0);
    for (const claim of paid) expect(claim.paid_cents).toBe(claim.expected_paid_cents);
  });

  it('balances every adjudicated claim: charge = paid + adjustments', async () => {
    const { rows } = await house.database.pool.query<{ data: Record<string, never> }>(
      `select data from store.events where type = 'ClaimAdjudicated'`,
    );
    expect(rows.length).toBeGreaterThan(50);
    for (const { data } of rows) {
      const { chargeCents, paidCents, adjustments, lines } = data as unknown as Adjudicated;
      const all = [...adjustments, ...lines.flatMap((line) => line.adjustments)];
      expect(paidCents + all.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(chargeCents);
    }
  });

  it('sent no claim twice: one interchange control number to each file, and claims of a payer leave together', async () => {
    const submissions = await count(`select count(*) from store.events where type = 'ClaimSubmitted'`);
    expect(
      await count(
        `select count(distinct data ->> 'patientControlNumber') from store.events where type = 'ClaimSubmitted'`,
      ),
    ).toBe(submissions);
    const carried = `from store.events, jsonb_array_elements(data -> 'claims') as claim where type = 'InterchangeSent'`;
    expect(await count(`select count(*) ${carried}`)).toBe(submissions);
    expect(await count(`select count(distinct (claim ->> 'claimId', claim ->> 'submissionNumber')) ${carried}`)).toBe(
      submissions,
    );
    // A close of day is a file to each payer with its claims together, not one to a claim.
    const files = await count(`select count(*) from store.events where type = 'InterchangeSent'`);
    expect(
      await count(`select count(distinct data ->> 'controlNumber') from store.events where type = 'InterchangeSent'`),
    ).toBe(files);
    expect(files).toBeLessThan(submissions);
  });

  it('parked nothing, and every view equals a fresh fold of its streams', async () => {
    expect(await count('select count(*) from work.parked_streams')).toBe(0);
    const store = new EventStore(house.database.pool);
    expect(await isSettled(house.database.pool, store, houseConsumers(house.database.pool, store))).toBe(true);
    for (const view of views) {
      const verified = await verifyView({ pool: house.database.pool, source: store, projection: view });
      expect({ view: view.name, differences: verified.differences }).toEqual({ view: view.name, differences: [] });
    }
  });

  it('lets no patient data into events in clear, views, queues’ rows or logs', async () => {
    const patients = JSON.parse(readFileSync(SAMPLE, 'utf8')) as readonly {
      patient: Record<string, string>;
      coverage: Record<string, string>;
      authorization?: { number: string };
    }[];
    const secrets = patients.flatMap(({ patient, coverage, authorization }) => [
      patient.patientId,
      patient.lastName,
      patient.birthDate,
      coverage.memberId,
      ...(authorization ? [authorization.number] : []),
    ]) as string[];
    const clear = await house.database.pool.query<{ text: string }>(
      `select data::text as text from store.events
       union all select to_jsonb(c)::text from views.claim as c union all select to_jsonb(d)::text from views.denial as d
       union all select to_jsonb(s)::text from views.session as s union all select to_jsonb(t)::text from views.threshold as t
       union all select to_jsonb(r)::text from views.remittance as r union all select to_jsonb(i)::text from views.interchange as i
       union all select to_jsonb(w)::text from work.due_work as w union all select to_jsonb(h)::text from store.handled_commands as h`,
    );
    const everything = `${clear.rows.map(({ text }) => text).join('\n')}\n${firstOutput}`;
    for (const secret of secrets)
      expect({ secret, found: everything.includes(secret) }).toEqual({ secret, found: false });
  });

  it(
    'goes on where it stopped when it is started again, and creates nothing twice',
    async () => {
      const events = await count('select count(*) from store.events');
      const again = house.start(['--once']);
      expect(await again.exited).toBe(0);
      expect(await count('select count(*) from store.events')).toBe(events);
      expect(await businessColumns(house.database.pool)).toEqual(afterFirst);
      expect(again.output).toMatch(/Denials to work: \d+ cases/);
    },
    RUN_MS,
  );
});

interface Adjudicated {
  readonly chargeCents: number;
  readonly paidCents: number;
  readonly adjustments: readonly { amountCents: number }[];
  readonly lines: readonly { adjustments: readonly { amountCents: number }[] }[];
}
