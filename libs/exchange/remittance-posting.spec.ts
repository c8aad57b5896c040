import { describe, expect, it } from '@jest/globals';
import type { Remittance } from '#libs/x12/remittance.js';
import { remittanceTransaction } from './remittance-posting.js';

const remittance = (changes: Partial<Remittance> = {}): Remittance => ({
  control: '0001',
  interchangeControl: '000000001',
  senderId: 'ACME',
  version: '005010X221A1',
  test: true,
  traceNumber: 'TRACE-1',
  originatorId: '1999999999',
  payer: 'ACME HEALTH',
  payerDetail: { name: 'ACME HEALTH' },
  payee: { name: 'PRACTICE' },
  paymentCents: 5000,
  date: '2026-04-06',
  handling: 'I',
  creditDebit: 'C',
  paymentMethod: 'ACH',
  balanced: true,
  providerAdjustments: [{ reason: 'WO', reference: 'OLD', amountCents: 0, providerId: '1234567893' }],
  problems: [],
  claimCount: 1,
  claims: [
    {
      patientControlNumber: '0123456789ABCS1',
      payerControlNumber: 'PCN-1',
      status: '1',
      chargeCents: 6000,
      paidCents: 5000,
      patientCents: 0,
      reversal: false,
      adjustments: [],
      remarks: ['MA01'],
      lines: [
        {
          code: '97530',
          codeQualifier: 'HC',
          modifiers: ['GO'],
          chargeCents: 6000,
          paidCents: 5000,
          units: 1,
          control: '0123456789ABCL1',
          adjustments: [{ group: 'CO', reason: '45', amountCents: 1000, quantity: 1 }],
          remarks: [],
        },
      ],
      crossedOver: false,
      patientData: { patient: { lastName: 'DOE', firstName: 'JANE' } },
      position: 8,
    },
  ],
  ...changes,
});
const source = { payerId: 'ACME', receivedOn: '2026-04-08' };

describe('a remittance on its way to be posted', () => {
  it('names the patient where a person may need it to find the claim, and nowhere else', () => {
    const { claims, ...rest } = remittanceTransaction(remittance(), source);
    expect(claims[0]).toMatchObject({ patientName: { lastName: 'DOE' } });
    const nameless = claims.map(({ patientName: _name, memberId: _number, ...claim }) => claim);
    expect(JSON.stringify({ ...rest, claims: nameless })).not.toMatch(/DOE|JANE/);
  });

  it('carries codes, amounts and control numbers', () => {
    expect(remittanceTransaction(remittance(), source)).toMatchObject({
      payerId: 'ACME',
      balanced: true,
      claims: [
        {
          patientControlNumber: '0123456789ABCS1',
          lines: [{ lineControlNumber: '0123456789ABCL1', adjustments: [{ group: 'CO', reason: '45' }] }],
        },
      ],
    });
  });

  it('is the same payment whatever file it comes in, and another one when its amount differs', () => {
    const id = (changes: Partial<Remittance>) => remittanceTransaction(remittance(changes), source).remittanceId;
    expect(id({ control: '0007', interchangeControl: '9', payer: 'ACME' })).toBe(id({}));
    expect(id({ paymentCents: 5001 })).not.toBe(id({}));
  });

  it('is told apart by its claims where nothing was paid', () => {
    const zero = (patientControlNumber: string) =>
      remittanceTransaction(
        remittance({
          paymentCents: 0,
          claims: remittance().claims.map((claim) => ({ ...claim, patientControlNumber })),
        }),
        source,
      ).remittanceId;
    expect(zero('0123456789ABCS1')).not.toBe(zero('0123456789ABDS1'));
  });

  it('does not post without a payment date or a trace number, and says so', () => {
    const { balanced, problems, paymentDate } = remittanceTransaction(
      remittance({ date: null, traceNumber: '' }),
      source,
    );
    expect(balanced).toBe(false);
    expect(problems.map((problem) => problem.segment)).toEqual(['BPR', 'TRN']);
    expect(paymentDate).toBe('2026-04-08');
  });

  it('does not post what was paid on a day that stands for never', () => {
    const post = (date: string) => remittanceTransaction(remittance({ date }), source);
    expect(post('9999-12-31')).toMatchObject({ balanced: false, problems: [{ segment: 'BPR' }] });
    expect(post('2026-04-20')).toMatchObject({ balanced: true, problems: [] });
  });
});
