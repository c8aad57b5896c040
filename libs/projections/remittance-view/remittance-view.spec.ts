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
});
