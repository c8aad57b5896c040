import { describe, expect, it } from '@jest/globals';
import type { OtherPayer, ProfessionalClaim } from '../claim.js';
import { readClaims } from '../read/claim-837p-reader.js';
import { sampleClaim, sampleInterchange } from '../testing/sample-claim.js';
import { writeInterchange } from './claim-837p.js';
import { claimFaults } from './claim-faults.js';

const MEDICARE: OtherPayer = {
  responsibility: 'P',
  claimFilingIndicator: 'MB',
  payer: { name: 'Medicare', id: '15202' },
  subscriber: { lastName: 'Doe', firstName: 'Jane', memberId: '1EG4TE5MK72' },
  relationship: '18',
  decision: { paidCents: 20_000, adjustments: [], payerControlNumber: 'ICN1', remarks: ['MA01'] },
};

const paid = (paidCents: number, ...adjustments: [string, string, number][]) => ({
  ...{ payerId: '15202', paidCents, code: '97110', modifiers: ['GO'], units: 2, adjudicatedOn: '2026-03-20' },
  adjustments: adjustments.map(([group, reason, amountCents]) => ({ group, reason, amountCents })),
});

/** The sample claim, asked of a second payer after Medicare paid 200.00 of its 290.50. */
function secondClaim(changes: Partial<ProfessionalClaim> = {}): ProfessionalClaim {
  const plain = sampleClaim();
  const [first, second] = plain.lines;
  if (!first || !second) throw new Error('the sample has two lines');
  return {
    ...plain,
    subscriber: { ...plain.subscriber, memberId: 'H1', responsibility: 'S', claimFilingIndicator: 'CI' },
    payer: { name: 'Harbor', id: '60054' },
    otherPayers: [MEDICARE],
    lines: [
      {
        ...first,
        adjudications: [{ ...paid(14_000, ['CO', '45', 500], ['PR', '2', 3_500]), patientOwesCents: 3_500 }],
      },
      { ...second, adjudications: [paid(6_000, ['CO', '45', 5_050])] },
    ],
    ...changes,
  };
}

function written(claim: ProfessionalClaim): string {
  const result = writeInterchange(sampleInterchange([claim]));
  if (!result.ok) throw new Error(result.refusal.message);
  return [...result.value].join('');
}

describe('the other payers of a claim', () => {
  it('stand between the providers and the lines, with what they decided', () => {
    expect(written(secondClaim())).toContain(
      [
        'SBR*P*18*******MB~',
        'AMT*D*200~',
        'OI***Y***Y~',
        'MOA***MA01~',
        'NM1*IL*1*Doe*Jane****MI*1EG4TE5MK72~',
        'NM1*PR*2*Medicare*****PI*15202~',
        'REF*F8*ICN1~',
        'LX*1~',
      ].join('\n'),
    );
  });

  it('have decided about a line with the day and what the patient owes', () => {
    expect(written(secondClaim())).toContain(
      [
        'REF*6R*S1L1~',
        'SVD*15202*140*HC:97110:GO**2~',
        'CAS*CO*45*5~',
        'CAS*PR*2*35~',
        'DTP*573*D8*20260320~',
        'AMT*EAF*35~',
      ].join('\n'),
    );
  });

  it('have the day and what the patient owes themselves where they decided about no line', () => {
    const { lines } = sampleClaim();
    const adjustments = [{ group: 'CO', reason: '45', amountCents: 9_050 }];
    const decision = { paidCents: 20_000, adjustments, adjudicatedOn: '2026-03-20', patientOwesCents: 1_000 };
    expect(written(secondClaim({ lines, otherPayers: [{ ...MEDICARE, decision }] }))).toContain(
      [
        'CAS*CO*45*90.5~',
        'AMT*D*200~',
        'AMT*EAF*10~',
        'OI***Y***Y~',
        'NM1*IL*1*Doe*Jane****MI*1EG4TE5MK72~',
        'NM1*PR*2*Medicare*****PI*15202~',
        'DTP*573*D8*20260320~',
      ].join('\n'),
    );
  });

  it('need not be asked where they are known not to cover the service', () => {
    const { decision: _none, ...unasked } = MEDICARE;
    const { lines } = sampleClaim();
    const claim = secondClaim({ lines, otherPayers: [{ ...unasked, nonCoveredCents: 29_050 }] });
    expect(written(claim)).toContain('SBR*P*18*******MB~\nAMT*A8*290.5~\nOI***Y***Y~');
    const read = readClaims([Buffer.from(written(claim))]);
    expect(read.ok && read.value.transactions[0]?.claims[0]?.claim.otherPayers?.[0]).toMatchObject({
      nonCoveredCents: 29_050,
    });
  });

  it('are told to Medicare with the reason why it is not the first', () => {
    const medicareSecond = { ...secondClaim().subscriber, claimFilingIndicator: 'MB', mspType: '12' };
    const first: OtherPayer = { ...MEDICARE, claimFilingIndicator: 'CI' };
    expect(written(secondClaim({ subscriber: medicareSecond, otherPayers: [first] }))).toContain(
      'SBR*S*18***12****MB~',
    );
  });

  it.each<[string, string, Partial<ProfessionalClaim>]>([
    ['line', 'lines[0]', { lines: [{ ...sampleClaim().lines[0], adjudications: [paid(14_000)] }] as never }],
    ['claim', 'claim', { otherPayers: [{ ...MEDICARE, decision: { paidCents: 19_999, adjustments: [] } }] }],
    [
      'claim of which one line alone was decided',
      'claim',
      { lines: [secondClaim().lines[0], sampleClaim().lines[1]] as never },
    ],
  ])('are refused where a %s does not balance, with both sides', (_what, field, changes) => {
    const faults = claimFaults(secondClaim(changes)).filter(({ code }) => code === 'cob.unbalanced');
    expect(faults.map((fault) => fault.field)).toContain(field);
    expect(faults[0]?.message).toMatch(/charge [\d.]+, paid and adjusted [\d.]+, difference -?[\d.]+/);
  });

  const other = (changes: Partial<OtherPayer>) => ({ otherPayers: [{ ...MEDICARE, ...changes }] });
  const decided = (changes: object) => other({ decision: { ...MEDICARE.decision, ...changes } as never });
  const onLine = (changes: object) => {
    const [first, second] = secondClaim().lines;
    return { lines: [{ ...first, adjudications: [{ ...first?.adjudications?.[0], ...changes }] }, second] as never };
  };

  it.each<[string, Partial<ProfessionalClaim>]>([
    ['otherPayers', other({ responsibility: 'S' })],
    ['otherPayers', { otherPayers: [MEDICARE, { ...MEDICARE, responsibility: 'T' }] }],
    ['otherPayers', { otherPayers: Array.from({ length: 11 }, () => ({ ...MEDICARE, responsibility: 'U' as const })) }],
    ['otherPayers[0].payer.name', other({ payer: { name: '', id: '15202' } })],
    ['otherPayers[0].payer.id', other({ payer: { name: 'Medicare', id: '1:2' } })],
    ['otherPayers[0].subscriber.lastName', other({ subscriber: { lastName: '王', memberId: 'M1' } })],
    ['otherPayers[0].subscriber.memberId', other({ subscriber: { lastName: 'Doe', memberId: '' } })],
    ['otherPayers[0].relationship', other({ relationship: 'self' })],
    ['otherPayers[0].claimFilingIndicator', other({ claimFilingIndicator: '' })],
    ['otherPayers[0].nonCoveredCents', other({ nonCoveredCents: 29_050 })],
    [
      'otherPayers[0].nonCoveredCents',
      { ...other({ nonCoveredCents: 1, decision: undefined as never }), lines: sampleClaim().lines },
    ],
    ['otherPayers[0].decision', decided({ adjudicatedOn: '2026-03-20' })],
    ['otherPayers[0].decision.remarks', decided({ remarks: ['M1', 'M2', 'M3', 'M4', 'M5', 'M6'] })],
    ['otherPayers[0].decision.payerControlNumber', decided({ payerControlNumber: '*' })],
    ['otherPayers[0].decision.paidCents', decided({ paidCents: 0.5 })],
    ['otherPayers[0].decision.adjudicatedOn', { lines: sampleClaim().lines }],
    ['lines[0].adjudications[0].payerId', onLine({ payerId: 'OTHER' })],
    ['lines[0].adjudications[0].code', onLine({ code: '9711' })],
    ['lines[0].adjudications[0].units', onLine({ units: -1 })],
    ['lines[0].adjudications[0].adjudicatedOn', onLine({ adjudicatedOn: '' })],
    [
      'lines[0].adjudications[0].adjustments',
      onLine({ adjustments: [{ group: 'XX', reason: '45', amountCents: 4_000 }] }),
    ],
    [
      'lines[0].adjudications[0].adjustments',
      onLine({ adjustments: Array.from({ length: 31 }, () => ({ group: 'CO', reason: '45', amountCents: 1 })) }),
    ],
    ['subscriber.mspType', { subscriber: { ...secondClaim().subscriber, claimFilingIndicator: 'MB' } }],
  ])('are refused with %s named', (field, changes) => {
    expect(claimFaults(secondClaim(changes)).map((fault) => fault.field)).toContain(field);
  });
});
