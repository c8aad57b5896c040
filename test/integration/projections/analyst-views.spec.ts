import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BusinessClock } from '#libs/event-store/business-clock.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { views } from '#libs/projections/all.js';
import { verifyView } from '#libs/projections/runner/verify-view.js';
import { type ClaimEvent, ClaimStory } from '#libs/projections/testing/claim-story.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { bringUpToDate, happen } from './stories.js';

const contract = { group: 'CO', reason: '45', amountCents: 1_000 };
const share = { group: 'PR', reason: '2', amountCents: 2_000 };
const refused = { group: 'CO', reason: '197', amountCents: 5_000 };
const refusal = { line: 2, group: 'CO', reason: '197', remarks: ['N210'], deniedCents: 5_000 };

describe('the views that analysts read', () => {
  let database: TestDatabase;
  let store: EventStore;

  const rows = async (sql: string) => (await database.pool.query(sql)).rows;

  async function live(story: ClaimStory, day: string, events: readonly ClaimEvent[]): Promise<void> {
    for (const event of events) await happen(store, `p/claim-${story.claim.claimId}`, event, `${day}T01:00:00Z`);
  }

  beforeAll(async () => {
    database = await freshDatabase();
    store = new EventStore(database.pool);
    const clock = new BusinessClock(database.pool);
    await clock.advanceTo(new Date('2026-05-20T12:00:00Z'));
    // Two claims of February are paid, which makes March's denominator 2.
    for (const id of ['F1', 'F2']) {
      const story = new ClaimStory(id);
      const paid = { 1: { paid: 11_000, adjustments: [] }, 2: { paid: 5_000, adjustments: [] } };
      await live(story, '2026-02-03', [story.drafted(), story.released(), story.submitted(1, '2026-02-03T01:00:00Z')]);
      await live(story, '2026-02-23', [story.adjudicated(`R${id}`, id === 'F1' ? '2026-02-13' : '2026-02-23', paid)]);
    }
    // One of March was held, and is denied in part; its payer is another one.
    const held = new ClaimStory('M1', 'RED');
    await live(held, '2026-03-02', [held.drafted(), held.held()]);
    await live(held, '2026-03-03', [held.drafted(2), held.released(), held.submitted(1, '2026-03-03T01:00:00Z')]);
    await live(held, '2026-03-04', [held.acknowledged('277CA')]);
    const partly = {
      1: { paid: 8_000, adjustments: [contract, share] },
      2: { paid: 0, adjustments: [refused] },
    };
    await live(held, '2026-03-13', [held.adjudicated('RM1', '2026-03-13', partly), held.denied('RM1', [refusal])]);
    // One more was sent and rejected; one stays a draft.
    const rejected = new ClaimStory('M2');
    await live(rejected, '2026-03-31', [
      rejected.drafted(),
      rejected.released(),
      rejected.submitted(1, '2026-03-31T01:00:00Z'),
    ]);
    await live(rejected, '2026-04-01', [rejected.rejected()]);
    const draft = new ClaimStory('M3');
    await live(draft, '2026-03-31', [draft.drafted()]);
    await openCase();
    await remit();
    await hold();
    await bringUpToDate(database.pool, store);
  });
  afterAll(() => database.drop());

  async function openCase(): Promise<void> {
    const denial = { denialId: 'M1-1', claimId: 'M1', patientId: 'P1', payerId: 'RED' };
    const opened = {
      ...{ ...denial, payerKind: 'COMMERCIAL', remittanceId: 'RM1', payerControlNumber: 'ICN1', submissionNumber: 1 },
      ...{ dateOfService: '2026-03-02', noticeDate: '2026-03-13', lines: [refusal], deniedCents: 5_000 },
    };
    await happen(store, 'p/denial-M1-1', { type: 'DenialCaseOpened', data: opened }, '2026-03-13T02:00:00Z');
    const filed = { ...denial, level: 'first', filedOn: '2026-04-01' };
    await happen(store, 'p/denial-M1-1', { type: 'AppealFiled', data: filed }, '2026-04-01T02:00:00Z');
  }

  async function remit(): Promise<void> {
    const remittance = { remittanceId: 'R9', payerId: 'RED' };
    const received = {
      ...{
        ...remittance,
        payerName: 'Red',
        traceNumber: 'T9',
        originatorId: 'O',
        paymentDate: '2026-03-13',
        paymentCents: 7_000,
      },
      ...{ transactionControlNumber: '1', claimCount: 2, fileId: 'file', interchangeId: 'I9' },
    };
    const amounts = { status: '1', chargeCents: 9_000, paidCents: 7_500 };
    await happen(store, 'p/remittance-R9', { type: 'RemittanceReceived', data: received });
    const matched = { ...remittance, ...amounts, index: 0, claimId: 'M1' };
    await happen(store, 'p/remittance-R9', { type: 'RemittanceClaimMatched', data: matched });
    const unmatched = { ...remittance, ...amounts, index: 1, reason: 'no-such-claim' };
    await happen(store, 'p/remittance-R9', { type: 'RemittanceClaimUnmatched', data: unmatched });
    const adjustment = { ...remittance, index: 0, reason: 'WO', amountCents: 500 };
    await happen(store, 'p/remittance-R9', { type: 'ProviderAdjustmentPosted', data: adjustment });
  }

  async function hold(): Promise<void> {
    const session = { sessionId: 'S1', revision: 1, patientId: 'P1', payerId: 'RED', dateOfService: '2026-03-02' };
    const recorded = { ...session, discipline: 'OT', placeOfService: '11', source: 'ehr', procedureCodes: ['97110'] };
    await happen(store, 'p/session-S1', { type: 'SessionRecorded', data: recorded });
    const rules = [{ rule: 'documentation.minutes', severity: 'error', procedure: 0 }];
    await happen(store, 'p/session-S1', { type: 'SessionHeld', data: { ...session, rules } });
  }

  it('show each line of a claim with the last decision about it', async () => {
    expect(
      await rows(
        `select line, service_date, code, charge_cents, paid_cents from views.claim_line where claim_id = 'M1' order by line`,
      ),
    ).toEqual([
      { line: 1, service_date: '2026-03-02', code: '97110', charge_cents: 11_000, paid_cents: 8_000 },
      { line: 2, service_date: '2026-03-02', code: '97140', charge_cents: 5_000, paid_cents: 0 },
    ]);
  });

  it('show submissions, denied lines, appeals, findings and the parts of a payment', async () => {
    expect(
      await rows(`select submission_number, accepted_at, decided_on from views.submission where claim_id = 'M1'`),
    ).toEqual([{ submission_number: 1, accepted_at: '2026-03-04T01:00:00.000Z', decided_on: '2026-03-13' }]);
    expect(await rows('select denial_id, line, reason, remarks, denied_cents from views.denied_line')).toEqual([
      { denial_id: 'M1-1', line: 2, reason: '197', remarks: ['N210'], denied_cents: 5_000 },
    ]);
    expect(await rows('select denial_id, level, filed_on, outcome from views.appeal')).toEqual([
      { denial_id: 'M1-1', level: 'first', filed_on: '2026-04-01', outcome: null },
    ]);
    expect(
      await rows(`select session_id, status, rule, procedure from views.session_finding where status = 'held'`),
    ).toEqual([{ session_id: 'S1', status: 'held', rule: 'documentation.minutes', procedure: 0 }]);
    expect(await rows('select index, claim_id, paid_cents from views.remittance_claim')).toEqual([
      { index: 0, claim_id: 'M1', paid_cents: 7_500 },
    ]);
    expect(await rows('select index, reason, paid_cents from views.unmatched_claim')).toEqual([
      { index: 1, reason: 'no-such-claim', paid_cents: 7_500 },
    ]);
    expect(await rows('select reason, amount_cents from views.provider_adjustment')).toEqual([
      { reason: 'WO', amount_cents: 500 },
    ]);
  });

  it('show a claim’s timeline with that of its denial cases, in the order of the store', async () => {
    const entries = await rows(`select type from views.claim_timeline where claim_id = 'M1' order by position`);
    expect(entries.map(({ type }) => type)).toEqual([
      ...['ClaimDrafted', 'ClaimHeld', 'ClaimDrafted', 'ClaimReleased', 'ClaimSubmitted', 'ClaimAcknowledged'],
      ...['ClaimAdjudicated', 'ClaimDenied', 'DenialCaseOpened', 'AppealFiled'],
    ]);
  });

  it('count a claim once on the day on which each thing first happened to it', async () => {
    expect(
      await rows(`select day, claims_entered, claims_clean, claims_submitted, claims_accepted, claims_rejected, claims_decided, claims_initially_denied, claims_paid
        from views.kpi_day where day >= '2026-03-01' order by day`),
    ).toEqual(
      [
        ['2026-03-02', 1, 0, 0, 0, 0, 0, 0, 0],
        ['2026-03-03', 0, 0, 1, 0, 0, 0, 0, 0],
        ['2026-03-04', 0, 0, 0, 1, 0, 0, 0, 0],
        ['2026-03-13', 0, 0, 0, 0, 0, 1, 1, 1],
        ['2026-03-31', 1, 1, 1, 0, 0, 0, 0, 0],
        ['2026-04-01', 0, 0, 0, 0, 1, 0, 0, 0],
      ].map(([day, entered, clean, submitted, accepted, rejected, decided, denied, paid]) => ({
        ...{
          day,
          claims_entered: entered,
          claims_clean: clean,
          claims_submitted: submitted,
          claims_accepted: accepted,
        },
        ...{ claims_rejected: rejected, claims_decided: decided, claims_initially_denied: denied, claims_paid: paid },
      })),
    );
  });

  it('rate clean claims by the month, and first denials by what was sent in the three months before', async () => {
    const months = await rows(
      `select month, clean_claim_rate::float as clean, initial_denial_rate::float as denied, initial_denial_rate_of_charges::float as charges
       from views.kpi_month order by month`,
    );
    expect(months).toEqual([
      { month: '2026-02-01', clean: 1, denied: null, charges: null },
      { month: '2026-03-01', clean: 0.5, denied: 0.5, charges: 0.5 },
      { month: '2026-04-01', clean: null, denied: 0, charges: 0 },
    ]);
  });

  it('take days to payment, net collection and the age of what is open from the rows', async () => {
    expect(
      await rows(
        'select month, payer_id, claims, mean_days::float as mean, median_days as median from views.kpi_days_to_payment order by month',
      ),
    ).toEqual([
      { month: '2026-02-01', payer_id: 'BLUE', claims: 2, mean: 15, median: 15 },
      { month: '2026-03-01', payer_id: 'RED', claims: 1, mean: 10, median: 10 },
    ]);
    expect(
      await rows(
        'select month, payer_id, paid_cents, denied_cents, round(net_collection_rate, 4)::float as rate from views.kpi_net_collection order by month',
      ),
    ).toEqual([
      { month: '2026-02-01', payer_id: 'BLUE', paid_cents: 32_000, denied_cents: 0, rate: 1 },
      { month: '2026-03-01', payer_id: 'RED', paid_cents: 8_000, denied_cents: 5_000, rate: 0.6154 },
    ]);
    // Sent on 31 and 3 March; on 20 May they are 50 and 78 days old. What was paid in full is not among them.
    expect(
      await rows('select payer_id, bucket, claims, open_cents from views.aged_receivable order by payer_id'),
    ).toEqual([
      { payer_id: 'BLUE', bucket: '31-60', claims: 1, open_cents: 16_000 },
      { payer_id: 'RED', bucket: '61-90', claims: 1, open_cents: 5_000 },
    ]);
  });

  it('say what each of them means', async () => {
    const silent = await rows(
      `select c.relname from pg_class as c where relnamespace = 'views'::regnamespace and relkind in ('v', 'p') and obj_description(c.oid) is null`,
    );
    expect(silent).toEqual([]);
  });

  it('show everyone who reads them the rows that the tables under them would', async () => {
    const owners = await rows(
      `select relname from pg_class where relnamespace = 'views'::regnamespace and relkind = 'v'
       and not coalesce(reloptions, '{}') @> '{security_invoker=true}'`,
    );
    expect(owners).toEqual([]);
  });

  it('equal a fresh fold, and a row that was changed by hand is found', async () => {
    const differing = async () => {
      const found = [];
      for (const projection of views)
        found.push(
          ...(await verifyView({ pool: database.pool, source: store, projection, patienceMs: 0 })).differences,
        );
      return found.map(({ table, stream, kind }) => [table, stream, kind]);
    };
    expect(await differing()).toEqual([]);
    await database.pool.query(`update views.claim_fact set paid_cents = paid_cents + 1 where claim_id = 'F1'`);
    await database.pool.query(`delete from views.timeline where stream = 'p/denial-M1-1'`);
    await database.pool.query(`update views.denial set appeals = '[]'`);
    expect(await differing()).toEqual([
      ['views.denial', 'p/denial-M1-1', 'content'],
      ['views.claim_fact', 'p/claim-F1', 'content'],
      ['views.timeline', 'p/denial-M1-1', 'missing'],
    ]);
  });
});
