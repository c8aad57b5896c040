import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { samplePractice } from '#libs/demo/sample-practice.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { DenialDesk } from '../support/denial-desk.js';
import { decision } from '../support/payer-letters.js';

const MEDICARE = 'MEDICARE-B';
const { charges } = samplePractice as unknown as PracticeProfile;

describe('an appeal that goes as far as it can', () => {
  let desk: DenialDesk;
  let dear: string;
  let cheap: string;
  beforeAll(async () => {
    desk = await DenialDesk.open({ charges: { ...charges, '97530': 100_000 } });
    const ann = await desk.claimOf('ann', MEDICARE, '97530 30');
    const bob = await desk.claimOf('bob', MEDICARE, '97530 15', { dateOfService: '2026-03-03' });
    await desk.remit(MEDICARE, '2026-03-16', [decision(ann.sent, ['CO-50 all']), decision(bob.sent, ['CO-50 all'])]);
    [dear, cheap] = [`${ann.claimId}-1`, `${bob.claimId}-1`];
  });
  afterAll(() => desk?.close());

  /** Filed on a day and lost on another. */
  async function lost(denialId: string, level: string, filedOn: string, decidedOn: string): Promise<void> {
    await desk.at(filedOn);
    await desk.work(denialId, { type: 'FileAppeal', level, filedOn, method: 'portal' });
    await desk.at(decidedOn);
    await desk.work(denialId, { type: 'DecideAppeal', level, decidedOn, outcome: 'upheld', amountCents: 0 });
  }

  it('is upheld by the contractor, the reviewer, the judge and the council, each starting the clock after it', async () => {
    for (const denialId of [dear, cheap]) {
      await lost(denialId, 'redetermination', '2026-03-23', '2026-04-20');
      await lost(denialId, 'reconsideration', '2026-04-27', '2026-06-01');
      await lost(denialId, 'alj', '2026-06-08', '2026-08-03');
      await lost(denialId, 'council', '2026-08-10', '2026-10-05');
    }
    const { deadlines } = await desk.case(dear);
    expect(deadlines.map(({ kind, statutoryDate }) => [kind, statutoryDate])).toEqual([
      ['redetermination', '2026-07-19'],
      ['reopening', '2027-03-16'],
      ['reconsideration', '2026-10-22'],
      ['alj', '2026-08-05'],
      ['council', '2026-10-07'],
      ['court', '2026-12-09'],
    ]);
  });

  it('is taken to court only where enough is at stake', async () => {
    await desk.at('2026-10-12');
    const suit = { type: 'FileAppeal', level: 'court', filedOn: '2026-10-12' } as const;
    expect(await desk.refusal(cheap, suit)).toBe('appeal.below-minimum');
    await desk.work(dear, suit);
    expect((await desk.caseEvents(dear)).at(-1)?.data).toMatchObject({ level: 'court', amountCents: 200_000 });
  });

  it('is over with the court’s word: no clock follows, and what is lost may be written off', async () => {
    await desk.at('2026-11-30');
    const word = { type: 'DecideAppeal', level: 'court', decidedOn: '2026-11-30', amountCents: 0 } as const;
    await desk.work(dear, { ...word, outcome: 'upheld' });
    expect((await desk.caseEvents(dear)).at(-1)?.type).toBe('AppealDecided');
    await desk.work(dear, {
      ...{ type: 'WriteOffDenial', amountCents: 200_000, reason: 'appeals-exhausted', role: 'manager' },
    });
    expect(await desk.case(dear)).toMatchObject({ status: 'written-off', writtenOffCents: 200_000 });
  });
});
