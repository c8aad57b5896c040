import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readRemittances } from '../read/remittance-reader.js';
import type { AdviceAdjustment, AdviceClaim, RemittanceAdvice } from '../remittance-advice.js';
import { arbitraryAdvice, sampleAdvice } from '../testing/arbitrary-advice.js';
import { adviceTotal, type RemittanceInterchange, writeRemittances } from './remittance-835.js';

function interchange(...remittances: RemittanceAdvice[]): RemittanceInterchange {
  return {
    sender: { id: 'PAYER1' },
    receiver: { id: 'PRACTICE1' },
    controlNumbers: { interchange: 7, group: 7 },
    time: { date: '2026-04-06', time: '08:00' },
    usage: 'T',
    remittances,
  };
}

function written(...remittances: RemittanceAdvice[]): string {
  const result = writeRemittances(interchange(...remittances));
  if (!result.ok) throw new Error(result.refusal.message);
  return [...result.value].join('');
}

function readBack(text: string) {
  const result = readRemittances([Buffer.from(text)]);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value.transactions;
}

/** Adjustments in the order in which an 835 can hold them: group by group. */
function byGroup(adjustments: readonly AdviceAdjustment[]): AdviceAdjustment[] {
  const groups = [...new Set(adjustments.map(({ group }) => group))];
  return groups.flatMap((group) => adjustments.filter((adjustment) => adjustment.group === group));
}

const DENIED: AdviceClaim = {
  patientControlNumber: 'CLAIMBS1',
  payerControlNumber: 'ICN2',
  status: '1',
  chargeCents: 12_000,
  paidCents: 2_750,
  patientCents: 701,
  filingIndicator: 'MB',
  patient: { lastName: 'Doe', firstName: 'Jane', memberId: 'M1' },
  adjustments: [],
  remarks: ['MA01'],
  lines: [
    {
      code: '97530',
      modifiers: ['GO'],
      chargeCents: 6_000,
      paidCents: 0,
      units: 1,
      serviceDate: '2026-03-12',
      control: 'L1',
      adjustments: [{ group: 'CO', reason: '119', amountCents: 6_000 }],
      remarks: ['N362'],
    },
    {
      code: '97530',
      modifiers: ['GO', 'KX'],
      chargeCents: 6_000,
      paidCents: 2_750,
      units: 1,
      serviceDate: '2026-03-16',
      control: 'L2',
      allowedCents: 3_507,
      adjustments: [
        { group: 'CO', reason: '45', amountCents: 2_493 },
        { group: 'CO', reason: '253', amountCents: 56 },
        { group: 'PR', reason: '2', amountCents: 701 },
      ],
      remarks: [],
    },
  ],
};

describe('a written 835', () => {
  it('carries adjustments by group, remarks, line control numbers and what is taken outside of claims', () => {
    const advice = sampleAdvice({
      claims: [DENIED],
      providerAdjustments: [{ reason: 'WO', reference: 'OLD1', amountCents: 2_500 }],
    });
    const text = written(advice);
    expect(text).toContain('BPR*I*2.5*C*CHK************20260406~');
    expect(text).toContain('CLP*CLAIMBS1*1*120*27.5*7.01*MB*ICN2~');
    expect(text).toContain('MOA***MA01~');
    expect(text).toContain(
      'SVC*HC:97530:GO:KX*60*27.5**1~\nDTM*472*20260316~\nCAS*CO*45*24.93**253*0.56~\nCAS*PR*2*7.01~',
    );
    expect(text).toContain('REF*6R*L1~\nLQ*HE*N362~');
    expect(text).toContain('PLB*1234567893*20261231*WO:OLD1*25~');
  });

  it('takes a decision back with negated amounts and makes a new one', () => {
    const reversal: AdviceClaim = {
      ...DENIED,
      status: '22',
      chargeCents: -12_000,
      paidCents: -2_750,
      patientCents: -701,
      lines: [],
      remarks: [],
      adjustments: [{ group: 'CO', reason: '119', amountCents: -9_250 }],
    };
    const [transaction] = readBack(written(sampleAdvice({ claims: [reversal, DENIED] })));
    expect(transaction).toMatchObject({ balanced: true, paymentCents: 0, handling: 'H' });
    expect(transaction?.claims.map(({ reversal: taken, paidCents }) => [taken, paidCents])).toEqual([
      [true, -2_750],
      [false, 2_750],
    ]);
  });

  it('reads back balanced, with the claims that were meant', () => {
    fc.assert(
      fc.property(arbitraryAdvice(), (advice) => {
        const [transaction, ...rest] = readBack(written(advice));
        expect(rest).toEqual([]);
        expect(transaction).toMatchObject({ balanced: true, problems: [], paymentCents: adviceTotal(advice) });
        expect(transaction?.providerAdjustments).toMatchObject(advice.providerAdjustments);
        expect(transaction?.claims).toMatchObject(
          advice.claims.map(({ patient: _patient, ...claim }) => ({
            ...claim,
            adjustments: byGroup(claim.adjustments),
            lines: claim.lines.map((line) => ({ ...line, adjustments: byGroup(line.adjustments) })),
          })),
        );
      }),
      { numRuns: 200 },
    );
  });

  it.each<[string, string, Partial<AdviceClaim>]>([
    ['a claim', 'claims[0]', { paidCents: 2_751 }],
    [
      'a claim and its lines',
      'claims[0]',
      { chargeCents: 12_001, adjustments: [{ group: 'CO', reason: '45', amountCents: 1 }] },
    ],
    ['a line', 'claims[0].lines[0]', { lines: [{ ...DENIED.lines[0], paidCents: 1 } as AdviceClaim['lines'][0]] }],
  ])('is refused where %s does not balance', (_what, field, changes) => {
    const result = writeRemittances(interchange(sampleAdvice({ claims: [{ ...DENIED, ...changes }] })));
    expect(result).toMatchObject({ ok: false, refusal: { code: 'remittance.unbalanced', field } });
  });

  it('is refused where it would pay less than nothing', () => {
    const advice = sampleAdvice({ providerAdjustments: [{ reason: 'WO', reference: 'X', amountCents: 1 }] });
    expect(writeRemittances(interchange(advice))).toMatchObject({
      ok: false,
      refusal: { code: 'remittance.not-writable' },
    });
  });
});
