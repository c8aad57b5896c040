import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecordAuthorization } from '#libs/commands/claim-path/record-authorization.js';
import { CorrectionDesk, payersWith } from '../support/correction-desk.js';
import { DenialDesk } from '../support/denial-desk.js';
import { claimsIn, decision, reversalOf } from '../support/payer-letters.js';

/* The trap: a replacement goes to a payer that ignores it without a word, or without the number of what it replaces. */
describe('a corrected claim', () => {
  let desk: DenialDesk;
  beforeAll(async () => {
    desk = await DenialDesk.open({ payers: payersWith('BLUE-HARBOR', { frequencyCodes: ['1'] }) });
  });
  afterAll(() => desk?.close());

  const authorize = (ehrPatientId: string, payerId: string) =>
    desk.done((context) => {
      const span = { from: '2026-03-01', to: '2026-06-30', visits: 12 };
      return new RecordAuthorization(context, { ehrPatientId, payerId, number: 'AUTH-9', ...span });
    });
  const frequencies = async (payerId: string) =>
    (await claimsIn(desk.folders(payerId).outbox)).map(({ frequency }) => frequency);

  it.each(['MEDICARE-B', 'BLUE-HARBOR'])(
    'is no replacement at %s, which takes none: a person works the case',
    async (payerId) => {
      const { claimId, sent } = await desk.claimOf(`at-${payerId}`, payerId, '97530 30');
      await desk.remit(payerId, '2026-03-16', [decision(sent, ['CO-197 all'])]);
      await authorize(`at-${payerId}`, payerId);
      await desk.at('2026-03-17T02:00:00.000Z');
      expect(await frequencies(payerId)).toEqual(['1']);
      expect(await desk.case(`${claimId}-1`)).toMatchObject({ status: 'open', classification: { handler: null } });
    },
  );

  it('names the number of the newest decision that stands, not the first one', async () => {
    const { claimId, sent } = await desk.claimOf('cat', 'SUMMIT', '97530 30');
    const first = decision(sent, ['CO-197 all'], { payerControlNumber: 'ICN-OLD' });
    await desk.remit('SUMMIT', '2026-03-23', [first]);
    const second = decision(sent, ['CO-197 all'], {
      payerControlNumber: 'ICN-NEW',
      originalPayerControlNumber: 'ICN-OLD',
    });
    await desk.remit('SUMMIT', '2026-03-30', [reversalOf(first), second]);
    await authorize('cat', 'SUMMIT');
    expect(await desk.newestSent(claimId, 'SUMMIT')).toMatchObject({ frequency: '7', payerControlNumber: 'ICN-NEW' });
  });

  it('does not leave where the payer took its decision back: there is no number to name', async () => {
    const { claimId, sent } = await desk.claimOf('dan', 'SUMMIT', '97530 30');
    const denied = decision(sent, ['CO-197 all']);
    await desk.remit('SUMMIT', '2026-04-06', [denied]);
    await desk.remit('SUMMIT', '2026-04-13', [reversalOf(denied)]);
    await authorize('dan', 'SUMMIT');
    expect((await desk.claim(claimId)).submissions).toHaveLength(1);
    expect(await new CorrectionDesk(desk).tries(`${claimId}-1`)).toEqual([
      'authorization SKIPPED claim.not-adjudicated',
    ]);
  });
});
