import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GeneratedPractice } from '#libs/demo/generated-practice.js';
import { BusinessClock } from '#libs/event-store/business-clock.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { addDays } from '#libs/kernel/local-date.js';
import { views } from '#libs/projections/all.js';
import { freshDatabase } from '#libs/testing/database.js';
import { type HouseProcess, TestHouse } from '#test/scenarios/support/house-process.js';
import { claimstream, type Outcome } from './claimstream.js';

const LONG_MS = 400_000;
const NUMBERS = ['--patients', '3', '--weeks', '1', '--seed', '5'];

let house: TestHouse;
let apps: HouseProcess;
let simulated: Outcome;
const run = (...args: string[]) => claimstream(args, house.environment());

beforeAll(async () => {
  house = await TestHouse.make();
  // A Sunday: before anything has happened a demo store's clock may be put anywhere.
  await new BusinessClock(house.database.pool).advanceTo(new Date('2026-03-01T17:00:00Z'));
  apps = house.start(['--empty']);
  simulated = await run('simulate', ...NUMBERS);
}, LONG_MS);

afterAll(() => house.demolish());

async function anyClaim(): Promise<string> {
  const { rows } = await house.database.pool.query<{ stream: string }>('select min(stream) as stream from views.claim');
  return (rows[0] as { stream: string }).stream;
}

describe('simulate', () => {
  it('lives through a practice from the next Monday on and tells what became of it', () => {
    expect({ ...simulated, apps: simulated.code === 0 ? '' : apps.everything.slice(-2000) }).toMatchObject({ code: 0 });
    const practice = new GeneratedPractice({ seed: 5, patients: 3, weeks: 1, firstDay: '2026-03-02' });
    const week = Array.from({ length: 7 }, (_, day) => practice.messages(addDays('2026-03-02', day))).flat();
    const recorded = week.filter(({ type }) => type === 'ehr.session.recorded.v1');
    const sessions = new Set(recorded.map(({ data }) => data.sessionId)).size;
    const counted = Object.fromEntries(
      ['held', 'claims', 'paidCents', 'denied', 'deniedCents', 'recovered', 'recoveredCents'].map((name) => [
        name,
        expect.any(Number),
      ]),
    );
    expect(simulated.values).toEqual([
      {
        practiceId: 'simulated-5',
        ...{ patients: 3, weeks: 1, seed: 5, from: '2026-03-02', to: '2026-05-01' },
        ...{ sessions, ...counted, deadlinesMissed: 0, parked: 0 },
        denials: expect.objectContaining({
          total: expect.objectContaining({ unaccountedCents: 0, pendingWithoutOwnerOrDate: 0, deadlinesMissed: 0 }),
        }),
      },
    ]);
    expect(simulated.values[0]?.paidCents).toBeGreaterThan(0);
  });

  it('creates nothing twice, and refuses to make another practice of the same seed', async () => {
    const store = new EventStore(house.database.pool);
    const head = await store.headPosition();
    expect(await run('simulate', ...NUMBERS)).toMatchObject({ code: 0, values: simulated.values });
    const other = await run('simulate', '--patients', '4', '--weeks', '1', '--seed', '5');
    expect(other).toMatchObject({ code: 1, out: '', err: expect.stringContaining('take another seed') });
    expect(await store.headPosition()).toBe(head);
  }, 60_000);

  it('refuses weeks without rates, names the table, and leaves no practice behind', async () => {
    const tooLong = await run('simulate', '--patients', '1', '--weeks', '600', '--seed', '6');
    expect(tooLong).toMatchObject({ code: 1, out: '', err: expect.stringContaining('conversion_factor.csv') });
    const { rows } = await house.database.pool.query(`select from store.events where practice = 'simulated-6'`);
    expect(rows).toEqual([]);
  });

  it('refuses a production store', async () => {
    const production = await freshDatabase({ mode: 'production' });
    try {
      const refused = await claimstream(['simulate', ...NUMBERS], {
        ...house.environment(),
        DATABASE_URL: production.url,
      });
      expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('production store') });
    } finally {
      await production.drop();
    }
  });
});

describe('projections status', () => {
  it('shows every view and policy at the head', async () => {
    const { code, values } = await run('projections', 'status');
    expect(code).toBe(0);
    expect(values.filter(({ kind }) => kind === 'view').map(({ name }) => name)).toEqual(views.map(({ name }) => name));
    expect(values.filter(({ kind }) => kind === 'policy').length).toBeGreaterThan(5);
    for (const value of values) expect(value).toMatchObject({ lag: { streams: 0, events: 0 }, parked: [] });
  });

  it('shows what is parked, with its reason, and ends with 2', async () => {
    const stream = await anyClaim();
    await house.database.pool.query(
      `insert into work.parked_streams (practice, consumer, stream, version, position, reason) values ('simulated-5', 'denial', $1, 1, 1, 'Error: made for a test')`,
      [stream],
    );
    try {
      const { code, values } = await run('projections', 'status');
      expect(code).toBe(2);
      expect(values.find(({ name }) => name === 'denial')).toMatchObject({
        parked: [{ stream, reason: 'Error: made for a test' }],
      });
    } finally {
      await house.database.pool.query('delete from work.parked_streams');
    }
  });
});

describe('verify and projections rebuild', () => {
  it('find every view equal to its events', async () => {
    const { code, values } = await run('verify');
    expect(values.map(({ view, differing }) => ({ view, differing }))).toEqual(
      views.map(({ name }) => ({ view: name, differing: 0 })),
    );
    expect(code).toBe(0);
  });

  it('show a row that is not what its events say, and put it right when that is accepted', async () => {
    const stream = await anyClaim();
    await house.database.pool.query('update views.claim set paid_cents = paid_cents + 1 where stream = $1', [stream]);
    const differing = { differing: 1, differences: [expect.objectContaining({ stream, kind: 'content' })] };
    const verified = await run('verify');
    expect(verified.code).toBe(2);
    expect(verified.values[0]).toMatchObject({ view: 'claim', ...differing });
    expect(await run('projections', 'rebuild', 'claim')).toMatchObject({
      code: 2,
      values: [{ switched: false, ...differing }],
      err: expect.stringContaining('1 rows differ'),
    });
    expect(await run('projections', 'rebuild', 'claim', '--accept')).toMatchObject({
      code: 0,
      values: [{ switched: true, ...differing }],
    });
    expect(await run('verify')).toMatchObject({ code: 0 });
  }, 60_000);

  it('names the views where it knows none of that name', async () => {
    const { code, out, err } = await run('projections', 'rebuild', 'claims');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('there are claim, denial');
  });
});

describe('events tail', () => {
  it('shows all events in order and nothing of a patient', async () => {
    const count = await new EventStore(house.database.pool).readAll({ after: 0, limit: 100_000 });
    const { code, out, values } = await run('events', 'tail', '--limit', String(count.length));
    expect(code).toBe(0);
    expect(values.map(({ position }) => position)).toEqual(count.map(({ position }) => position));
    expect(values.some(({ sealed }) => sealed === true)).toBe(true);
    for (const private_ of ['SIM5-0001', 'lastName', 'memberId', 'birthDate', 'Portland'])
      expect(out).not.toContain(private_);
  });

  it('shows one stream alone, from a position on', async () => {
    const stream = await anyClaim();
    const events = await new EventStore(house.database.pool).readStream(stream);
    const from = String(events[1]?.position);
    const { values } = await run('events', 'tail', '--stream', stream, '--from', from, '--limit', '2');
    expect(values.map(({ version }) => version)).toEqual([2, 3]);
    expect(new Set(values.map((value) => value.stream))).toEqual(new Set([stream]));
  });
});
