import { describe, expect, it } from '@jest/globals';
import { paymentFaults } from './payment-balance.js';
import { PAYMENT } from './testing/remittance-fixtures.js';

const [claim] = PAYMENT.claims;
const [line] = claim?.lines ?? [];
if (!claim || !line) throw new Error('the payment has a claim with a line');
const withLine = (changes: object) => ({ ...PAYMENT, claims: [{ ...claim, lines: [{ ...line, ...changes }] }] });
const fields = (payment: typeof PAYMENT) => paymentFaults(payment).map(({ field }) => field);

describe('the balance of a payment', () => {
  it('holds to the cent, with amounts taken outside any claim', () => {
    expect(paymentFaults(PAYMENT)).toEqual([]);
  });

  it('names the field, the equation and the difference where it fails: nothing is invented to make it hold', () => {
    expect(paymentFaults({ ...PAYMENT, paymentCents: 4801 })).toEqual([
      {
        field: 'paymentCents',
        message: 'paid on claims − provider adjustments = payment: 48 is not 48.01, -0.01 apart',
        differenceCents: -1,
      },
    ]);
  });

  it('fails where a provider adjustment is dropped, or a sign is turned round', () => {
    expect(fields({ ...PAYMENT, providerAdjustments: [] })).toEqual(['paymentCents']);
    const turned = PAYMENT.providerAdjustments.map((one) => ({ ...one, amountCents: -one.amountCents }));
    expect(fields({ ...PAYMENT, providerAdjustments: turned })).toEqual(['paymentCents']);
    const flipped = line.adjustments.map((one) => ({ ...one, amountCents: -one.amountCents }));
    expect(fields(withLine({ adjustments: flipped }))).toEqual(['claims[0].lines[0].paidCents', 'claims[0].paidCents']);
  });

  it('is looked at in each line and each claim by itself', () => {
    expect(fields(withLine({ paidCents: 4999 }))).toEqual(['claims[0].lines[0].paidCents']);
    expect(fields(withLine({ chargeCents: 6100, paidCents: 5100 }))).toEqual(['claims[0].chargeCents']);
    expect(fields({ ...PAYMENT, claims: [{ ...claim, paidCents: 4000 }] })).toEqual([
      'claims[0].paidCents',
      'paymentCents',
    ]);
  });

  it('of a claim without lines is that of the claim', () => {
    const whole = { ...claim, lines: [], adjustments: [{ group: 'CO', reason: '45', amountCents: 1000 }] };
    expect(fields({ ...PAYMENT, claims: [whole] })).toEqual([]);
  });
});
