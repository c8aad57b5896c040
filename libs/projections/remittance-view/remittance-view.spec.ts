import { describe, expect, it } from '@jest/globals';
import { evolveRemittanceRow } from './remittance-view.js';

type RemittanceRecord = Parameters<typeof evolveRemittanceRow>[1];

const record = (type: string, data: object) =>
  ({ occurredAt: '2026-03-19T11:00:00.000Z', event: { type, data } }) as unknown as RemittanceRecord;

describe('the row of a payment', () => {
  it('keeps the warning that its trace number was another payment’s, also once it is posted', () => {
    const received = record('RemittanceReceived', { remittanceId: 'R2', sameNumberAs: ['R1'] });
    const row = [received, record('RemittancePosted', {})].reduce(evolveRemittanceRow, null);
    expect(row).toMatchObject({
      status: 'posted',
      problems: [{ segment: 'TRN', message: expect.stringMatching(/R1/) }],
    });
  });

  it('names no problem where the number is its own', () => {
    const received = record('RemittanceReceived', { remittanceId: 'R1' });
    const row = [received, record('RemittancePosted', {})].reduce(evolveRemittanceRow, null);
    expect(row).toMatchObject({ status: 'posted', problems: [] });
  });

  it('moves a claim that waited to those that were matched or set aside, and shows no parts once it is undone', () => {
    const amounts = { status: '1', chargeCents: 6000, paidCents: 5000 };
    const waiting = (index: number) =>
      record('RemittanceClaimUnmatched', { index, ...amounts, reason: 'claim-unknown' });
    const paper = record('RemittanceReceived', { remittanceId: 'R1', source: 'paper', postedBy: 'user:ann' });
    const posted = [paper, waiting(0), waiting(1), record('RemittancePosted', {})];
    const worked = [
      record('RemittanceClaimMatched', { index: 0, claimId: 'C1', ...amounts }),
      record('RemittanceClaimIgnored', { index: 1 }),
    ];
    expect([...posted, ...worked].reduce(evolveRemittanceRow, null)).toMatchObject({
      ...{ status: 'posted', source: 'paper', postedBy: 'user:ann', unmatched: [] },
      matched: [{ index: 0, claimId: 'C1' }],
      ignored: [{ index: 1, paidCents: 5000 }],
    });
    expect([...posted, ...worked, record('RemittanceUndone', {})].reduce(evolveRemittanceRow, null)).toMatchObject({
      ...{ status: 'undone', matched: [], unmatched: [], ignored: [], providerAdjustments: [] },
    });
  });
});
