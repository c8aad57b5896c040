import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { decision } from '../support/payer-letters.js';

const MEDICARE = 'MEDICARE-B';

/* The trap: one remark is kept for a line, and those of the whole claim are ignored, MA130 among them. */
describe('a denial with many remarks', () => {
  let desk: DenialDesk;
  let visit: SentClaim;
  beforeAll(async () => {
    desk = await DenialDesk.open();
    visit = await desk.claimOf('ann', MEDICARE, '97530 30, 97110 15');
    const claim = decision(visit.sent, ['CO-16 all, N290, M76, N822', 'CO-16 all, MA63'], {
      remarks: ['MA01', 'MA130'],
    });
    await desk.remit(MEDICARE, '2026-03-30', [claim]);
  });
  afterAll(() => desk?.close());

  it('keeps every one of them, the lines’ and the claim’s', async () => {
    const [adjudication] = (await desk.claim(visit.claimId)).adjudications;
    expect(adjudication?.remarks).toEqual(['MA01', 'MA130']);
    expect(adjudication?.lines.map(({ remarks }) => remarks)).toEqual([['N290', 'M76', 'N822'], ['MA63']]);
  });

  it('is a claim that was never processed, by MA130 alone: sent as a new one, nothing to appeal, its filing watched', async () => {
    const denial = await desk.case(`${visit.claimId}-1`);
    expect(denial.classification).toMatchObject({ action: 'NEW' });
    expect(denial.deadlines).toMatchObject([{ kind: 'timely-filing', statutoryDate: '2027-03-02' }]);
    const appeal = { type: 'FileAppeal', level: 'redetermination', filedOn: '2026-03-30' } as const;
    expect(await desk.refusal(`${visit.claimId}-1`, appeal)).toBe('appeal.no-right');
  });

  it('does not turn a line that was paid into one that was not processed', async () => {
    const other = await desk.claimOf('bob', MEDICARE, '97530 30, 97110 15', { dateOfService: '2026-03-31' });
    const claim = decision(other.sent, ['CO-45 60.00', 'CO-16 all, N290'], { remarks: ['MA130'] });
    await desk.remit(MEDICARE, '2026-04-13', [claim]);
    const denial = await desk.case(`${other.claimId}-1`);
    expect(denial.opened?.lines).toMatchObject([{ line: 2, reason: '16' }]);
    expect((await desk.claim(other.claimId)).adjudication).toBe('partly-paid');
  });
});
