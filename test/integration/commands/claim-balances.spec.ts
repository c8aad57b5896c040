import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RecordEligibility } from '#libs/commands/claim-path/record-eligibility.js';
import { SetOpeningBalance } from '#libs/commands/claim-path/set-opening-balance.js';
import { parseStream } from '#libs/contracts/streams.js';
import { accruedCents } from '#libs/domain/patient-ledger/state.js';
import { type ClaimHouse, openClaimHouse, session } from './claim-house.js';
import { type ClaimStory, claimId, storyOf } from './claim-story.js';

/** Allowed for one unit of 97110; the threshold of 2026. */
const [UNIT, THRESHOLD] = [2906, 248_000];

let house: ClaimHouse;
let story: ClaimStory;
beforeEach(async () => {
  house = await openClaimHouse();
  story = storyOf(house);
});
afterEach(() => house.close());

const open = (usedCents: number, year = 2026) =>
  house.send(new SetOpeningBalance(house.context(), { ehrPatientId: 'EHR-77', year, pool: 'OT', usedCents }));
const report = (asOf: string, otUsedCents: number) =>
  house.send(
    new RecordEligibility(house.context(), { ehrPatientId: 'EHR-77', payerId: 'MEDICARE-B', asOf, otUsedCents }),
  );
async function treat(ehrSessionId: string, dateOfService = '2026-03-05'): Promise<void> {
  await house.record(session(ehrSessionId, { dateOfService }));
  await house.settle();
}
const modifiers = async (ehrSessionId: string) => (await story.claim(ehrSessionId)).lines.map((line) => line.modifiers);
const accrued = async () => accruedCents(await story.ledger(), 'OT');

describe('an opening balance', () => {
  it("is counted in the ledger of that year, which the patient's sessions go to", async () => {
    await open(THRESHOLD - UNIT + 1);
    await treat('A');
    expect(await modifiers('A')).toEqual([['GO', 'KX']]);
    expect(await house.streams('ledger')).toHaveLength(1);
    await open(THRESHOLD, 2025);
    expect((await house.streams('ledger')).map((stream) => parseStream(stream).id.slice(-4))).toEqual(['2026', '2025']);
  });

  it('announces each threshold that it passes, once', async () => {
    expect(await open(THRESHOLD + 1)).toMatchObject({ status: 'done' });
    expect(await open(THRESHOLD + 1)).toMatchObject({ status: 'nothing-to-do' });
    await open(300_001);
    await treat('A');
    const [stream] = await house.streams('ledger');
    const announced = (await house.events(stream as string)).filter(({ type }) => type.endsWith('ThresholdReached'));
    expect(announced.map(({ type, data }) => [type, data.dateOfService, data.claimId])).toEqual([
      ['KxThresholdReached', '2026-01-01', undefined],
      ['MedicalReviewThresholdReached', '2026-01-01', undefined],
    ]);
  });

  it('names a line that was decided before it and would need KX now, and leaves the line as it is', async () => {
    await treat('A');
    await open(THRESHOLD);
    await house.settle();
    expect(await modifiers('A')).toEqual([['GO']]);
    expect((await story.ledger()).drifted.OT).toMatchObject([{ claimId: claimId('A'), kx: false }]);
  });

  it('of two who set it at the same moment is that of one of them, whole', async () => {
    const amounts = [1000, 2000, 3000, 4000, 5000, 6000];
    const outcomes = await Promise.all(amounts.map((cents) => open(cents)));
    expect(outcomes.map(({ status }) => status)).toEqual(amounts.map(() => 'done'));
    const [stream] = await house.streams('ledger');
    const events = await house.events(stream as string);
    expect(events.map(({ data }) => data.usedCents).sort()).toEqual(amounts);
    expect(await accrued()).toBe(events.at(-1)?.data.usedCents);
  });
});

describe("a payer's report", () => {
  it('has what we sent and it had not decided come on top, and holds what it had decided by then', async () => {
    await treat('A');
    await story.submit('A');
    await report('2026-03-21', 100_000);
    expect(await accrued()).toBe(100_000 + UNIT);
    // The remittance comes after the report, but speaks of the day before it.
    await story.pay('A', { remittanceId: 'R1', allowedCents: UNIT, paymentDate: '2026-03-20' });
    expect(await accrued()).toBe(100_000);
  });

  it('has what it decided later come on top', async () => {
    await treat('A');
    await story.submit('A');
    await report('2026-03-19', 100_000);
    await story.pay('A', { remittanceId: 'R1', allowedCents: UNIT, paymentDate: '2026-03-20' });
    expect(await accrued()).toBe(100_000 + UNIT);
    await report('2026-03-20', 100_000 + UNIT);
    expect(await accrued()).toBe(100_000 + UNIT);
  });

  it('makes the next line need KX where lines that are still under way lead over the threshold', async () => {
    await treat('A');
    await story.submit('A');
    await report('2026-03-06', THRESHOLD - UNIT);
    await treat('B', '2026-03-06');
    expect([await modifiers('A'), await modifiers('B')]).toEqual([[['GO']], [['GO', 'KX']]]);
  });

  it('announces the threshold that it passes, as of its day', async () => {
    await report('2026-02-27', THRESHOLD + 1);
    expect((await story.ledger()).reached).toEqual(['kx.OT']);
    const [stream] = await house.streams('ledger');
    expect((await house.events(stream as string)).at(-1)?.data).toMatchObject({ dateOfService: '2026-02-27' });
  });
});
