import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AssignProviderAdjustment } from '#libs/commands/denial-path/provider-ledger.js';
import { ledgerTotalCents } from '#libs/domain/provider-ledger/balance.js';
import { balances } from '#libs/domain/provider-ledger/state.js';
import { DenialDesk } from '../support/denial-desk.js';
import { decision } from '../support/payer-letters.js';

const PAYER = 'BLUE-HARBOR';

/* The trap: what a payer takes or gives beside its claims is a warning in a log, and the deposit is short by that for ever. */
describe('what a payer takes and gives beside its claims', () => {
  let desk: DenialDesk;
  let remittanceId: string;
  beforeAll(async () => {
    desk = await DenialDesk.open();
  });
  afterAll(() => desk?.close());

  it('makes the deposit another than its claims, and every part of the difference is on the payer’s ledger', async () => {
    const { sent } = await desk.claimOf('ann', PAYER, '97530 30');
    const plb = ['L6 -0.45', 'CS 12.00', 'IR 8.40', '72 5.00', 'J1 -2.00'];
    const remitted = await desk.remit(PAYER, '2026-03-16', [decision(sent, ['CO-45 36.00'])], { plb });
    remittanceId = remitted.remittanceId;
    expect(remitted.text).toContain('BPR*I*61.05*');
    const ledger = await desk.ledger(PAYER);
    expect(ledgerTotalCents(ledger)).toBe(8400 - 6105);
    expect(Object.fromEntries(balances(ledger))).toEqual({ interest: -45, return: 500, suspense: 1840 });
  });

  it('comes also in a payment without any claim', async () => {
    const { text } = await desk.remit(PAYER, '2026-03-23', [], { plb: ['L6 -3.10'] });
    expect(text).toContain('BPR*I*3.1*');
    expect(balances(await desk.ledger(PAYER)).get('interest')).toBe(-355);
  });

  it('stays in suspense until a person says what it is, which moves it and changes no sum', async () => {
    const tax = {
      payerId: PAYER,
      entryId: `${remittanceId}-2`,
      kind: 'tax' as const,
      explanation: 'backup withholding',
    };
    await desk.done((context) => new AssignProviderAdjustment(context, tax));
    const ledger = await desk.ledger(PAYER);
    expect(Object.fromEntries(balances(ledger))).toEqual({ interest: -355, return: 500, suspense: 1000, tax: 840 });
    expect(ledgerTotalCents(ledger)).toBe(8400 - 6105 - 310);
    const unknown = await desk.ask((context) => new AssignProviderAdjustment(context, { ...tax, entryId: 'none' }));
    expect(unknown.refusal?.code).toBe('provider-entry.unknown');
  });
});
