import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PostPaperRemittance } from '#libs/commands/denial-path/post-paper-remittance.js';
import { WorkRemittance } from '#libs/commands/denial-path/work-remittance.js';
import { remittanceStream } from '#libs/contracts/streams.js';
import { claimBalance } from '#libs/domain/claim/balance.js';
import type { KeyedPayment } from '#libs/domain/remittance/paper.js';
import { DenialDesk, type SentClaim } from '../support/denial-desk.js';
import { decision } from '../support/payer-letters.js';

const PAYER = 'BLUE-HARBOR';

describe('an explanation of benefits on paper', () => {
  let desk: DenialDesk;
  let visit: SentClaim;
  let remittanceId: string;
  beforeAll(async () => {
    desk = await DenialDesk.open();
    visit = await desk.claimOf('ann', PAYER, '97530 30, 97110 15');
    await desk.at('2026-03-16');
  });
  afterAll(() => desk?.close());

  const answer = () => decision(visit.sent, ['CO-45 36.00, PR-2 20.00', 'CO-50 all, N115']);

  /** As a person reads it off. */
  function keyed(changes: Partial<KeyedPayment> = {}): KeyedPayment {
    const { patientControlNumber, payerControlNumber, status, chargeCents, paidCents, lines } = answer();
    const claim = { patientControlNumber, payerControlNumber, status, chargeCents, paidCents };
    const read = lines.map(({ code, modifiers, chargeCents: charge, paidCents: paid, adjustments, remarks }) => ({
      ...{ code, modifiers: [...modifiers], chargeCents: charge, paidCents: paid },
      ...{ adjustments: [...adjustments], remarks: [...remarks] },
    }));
    return {
      ...{ payerId: PAYER, checkNumber: 'CHECK-77', paymentDate: '2026-03-16', paymentCents: 6400 },
      claims: [{ ...claim, adjustments: [], remarks: [], lines: read }],
      providerAdjustments: [],
      ...changes,
    };
  }
  const key = (changes: Partial<KeyedPayment> = {}) =>
    desk.ask((context) => new PostPaperRemittance(context, keyed(changes)));
  const paid = async () => claimBalance(await desk.claim(visit.claimId)).paidCents;

  it('that was misread is refused with the equation, and nothing is posted', async () => {
    expect((await key({ paymentCents: 6500 })).refusal).toMatchObject({
      ...{ code: 'remittance.unbalanced', field: 'paymentCents', message: expect.stringContaining('64 is not 65') },
    });
    expect(await paid()).toBe(0);
  });

  it('is posted as a file would be, with who keyed it, and opens the denial’s case', async () => {
    const outcome = await key();
    expect(outcome.status).toBe('done');
    remittanceId = String(outcome.result?.remittanceId);
    const [received] = await desk.events(remittanceStream(desk.practiceId, remittanceId));
    expect(received?.data).toMatchObject({ source: 'paper', postedBy: 'user:ann' });
    expect(await paid()).toBe(6400);
    expect(await desk.case(`${visit.claimId}-1`)).toMatchObject({
      status: 'open',
      opened: { deniedCents: 5500, lines: [{ line: 2, remarks: ['N115'] }] },
    });
  });

  it('is one payment with the file that comes later, and with itself keyed again', async () => {
    await desk.remit(PAYER, '2026-03-16', [answer()], { trace: 'CHECK-77' });
    expect((await key()).refusal?.code).toBe('remittance.duplicate');
    expect(await paid()).toBe(6400);
    expect((await desk.claim(visit.claimId)).adjudications).toHaveLength(1);
  });

  it('gives way to the file once it is undone, and is not posted beside it then', async () => {
    await desk.onRemittance(remittanceId, { type: 'UndoRemittance', reason: 'the file has come' });
    expect(await paid()).toBe(0);
    await desk.remit(PAYER, '2026-03-16', [answer()], { trace: 'CHECK-77' });
    expect(await paid()).toBe(6400);
    const again = { remittanceId, work: { type: 'RepostRemittance' as const } };
    const outcome = await desk.ask((context) => new WorkRemittance(context, again));
    expect(outcome.refusal?.code).toBe('remittance.duplicate');
    expect((await desk.claim(visit.claimId)).adjudications.filter(({ reversed }) => !reversed)).toHaveLength(1);
  });
});
