import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { decision, reversalOf } from '../support/payer-letters.js';

const MEDICARE = 'MEDICARE-B';

describe('a request to reopen beside the appeal’s clock', () => {
  let desk: DenialDesk;
  let visit: SentClaim;
  let denialId: string;
  beforeAll(async () => {
    desk = await DenialDesk.open();
    visit = await desk.claimOf('ann', MEDICARE, '97530 30');
    denialId = `${visit.claimId}-1`;
    await desk.remit(MEDICARE, '2026-04-06', [decision(visit.sent, ['CO-119 all, N362'])]);
  });
  afterAll(() => desk?.close());

  const running = async () =>
    (
      await desk.rows<{ kind: string }>(
        `select kind from views.deadline where denial_id = $1 and state = 'running' order by kind`,
        denialId,
      )
    ).map(({ kind }) => kind);

  it('stops its own clock and leaves that of the redetermination running', async () => {
    expect(await running()).toEqual(['redetermination', 'reopening']);
    await desk.at('2026-05-04');
    await desk.work(denialId, { type: 'FileAppeal', level: 'reopening', filedOn: '2026-05-04', method: 'telephone' });
    expect(await running()).toEqual(['redetermination']);
  });

  it('does not keep the alarms of the redetermination from ringing', async () => {
    await desk.at('2026-07-08T15:00:00.000Z');
    const alarms = (await desk.caseEvents(denialId)).filter(({ type }) => type === 'AppealDeadlineApproaching');
    expect(alarms.map(({ data }) => [data.kind, data.daysBefore])).toEqual([['redetermination', 30]]);
  });

  it('is answered by a corrected payment, which ends the case and both clocks', async () => {
    const denied = decision(visit.sent, ['CO-119 all, N362']);
    await desk.remit(MEDICARE, '2026-07-13', [reversalOf(denied), decision(visit.sent, ['CO-45 60.00'])]);
    expect((await desk.caseEvents(denialId)).at(-1)).toMatchObject({
      ...{ type: 'DenialResolved', data: { recoveredCents: 6000 } },
    });
    expect(await running()).toEqual([]);
    await desk.at('2026-08-10');
    expect((await desk.caseEvents(denialId)).map(({ type }) => type)).not.toContain('AppealDeadlineMissed');
  });
});
