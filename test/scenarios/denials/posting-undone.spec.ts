import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WorkRemittance } from '#libs/commands/denial-path/work-remittance.js';
import { claimBalance } from '#libs/domain/claim/balance.js';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { decision, reversalOf } from '../support/payer-letters.js';

const PAYER = 'BLUE-HARBOR';

/* The trap: an undone posting deletes history, or leaves cases, ledgers and patients behind as if it still stood. */
describe('a posting that is undone', () => {
  let desk: DenialDesk;
  let visit: SentClaim;
  let first: { readonly text: string; readonly remittanceId: string };
  beforeAll(async () => {
    desk = await DenialDesk.open();
    visit = await desk.claimOf('ann', PAYER, '97530 30, 97110 15');
    const options = { plb: ['L6 -1.00'] };
    first = await desk.remit(PAYER, '2026-03-16', [answer()], options);
  });
  afterAll(() => desk?.close());

  const answer = () => decision(visit.sent, ['CO-45 36.00, PR-2 20.00', 'CO-50 all']);
  const undo = { type: 'UndoRemittance', reason: 'posted to the wrong practice' } as const;
  const open = {
    ...{ chargeCents: 17_500, paidCents: 0, adjustmentCents: 0, patientCents: 0, deniedCents: 0, openCents: 17_500 },
  };

  it('needs a reason', async () => {
    const { remittanceId } = first;
    const without = await desk.ask(
      (context) => new WorkRemittance(context, { remittanceId, work: { ...undo, reason: ' ' } }),
    );
    expect(without.refusal?.code).toBe('remittance.reason-missing');
  });

  it('takes back its payment, its denial, its patient’s share and its provider adjustment, and keeps the history', async () => {
    const before = (await desk.claimEvents(visit.claimId)).map(({ type }) => type);
    await desk.onRemittance(first.remittanceId, undo);
    expect(claimBalance(await desk.claim(visit.claimId))).toEqual(open);
    expect(await desk.claim(visit.claimId)).toMatchObject({ adjudication: 'none', patientShareCents: null });
    expect(await desk.case(`${visit.claimId}-1`)).toMatchObject({ resolution: { how: 'posting-undone' } });
    expect((await desk.ledger(PAYER)).entries).toEqual([]);
    expect((await desk.claimEvents(visit.claimId)).map(({ type }) => type).slice(0, before.length)).toEqual(before);
  });

  it('is not posted by dropping the same file again, but by a person who posts it again', async () => {
    await desk.drop(PAYER, first.text, '2026-03-17');
    expect(claimBalance(await desk.claim(visit.claimId))).toEqual(open);
    await desk.onRemittance(first.remittanceId, { type: 'RepostRemittance' });
    expect(claimBalance(await desk.claim(visit.claimId))).toMatchObject({ paidCents: 6400, deniedCents: 5500 });
    expect((await desk.ledger(PAYER)).entries).toHaveLength(1);
    expect((await desk.claim(visit.claimId)).denials.filter(({ state }) => state === 'open')).toHaveLength(1);
  });

  it('is refused while a later payment has taken its decision back: that one is undone first', async () => {
    const corrected = decision(visit.sent, ['CO-45 36.00, PR-2 20.00', 'CO-45 19.00'], { payerControlNumber: 'ICN-2' });
    const second = await desk.remit(PAYER, '2026-03-30', [reversalOf(answer()), corrected]);
    const { remittanceId } = first;
    const early = await desk.ask((context) => new WorkRemittance(context, { remittanceId, work: undo }));
    expect(early.refusal?.code).toBe('remittance.already-built-upon');
    await desk.onRemittance(second.remittanceId, undo);
    expect(claimBalance(await desk.claim(visit.claimId))).toMatchObject({ paidCents: 6400, deniedCents: 5500 });
    await desk.onRemittance(remittanceId, undo);
    expect(claimBalance(await desk.claim(visit.claimId))).toEqual(open);
  });
});
