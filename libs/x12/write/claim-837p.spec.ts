import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ProfessionalClaim } from '../claim.js';
import { readClaims } from '../read/claim-837p-reader.js';
import { arbitraryClaim } from '../testing/arbitrary-claim.js';
import { sampleClaim, sampleInterchange } from '../testing/sample-claim.js';
import { writeInterchange } from './claim-837p.js';

function written(...claims: ProfessionalClaim[]): string {
  const result = writeInterchange(sampleInterchange(claims));
  if (!result.ok) throw new Error(result.refusal.message);
  return [...result.value].join('');
}

function readBack(text: string) {
  const result = readClaims([Buffer.from(text)]);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
}

describe('an 837P', () => {
  it('stands in an envelope whose counts and control numbers agree', () => {
    expect(readBack(written(sampleClaim(), sampleClaim())).problems).toEqual([]);
  });

  it('carries the sum of its lines as its charge, to the cent', () => {
    expect(written(sampleClaim())).toContain('CLM*ABCDEFGHJKMNPS1*290.5***11:B:1*Y*A*Y*Y~');
  });

  it('writes lines with modifiers, units, pointers, date and line control number', () => {
    expect(written(sampleClaim())).toContain(
      ['LX*2~', 'SV1*HC:97110:GO:KX*110.5*UN*2***1:2~', 'DTP*472*D8*20260302~', 'REF*6R*S1L2~'].join('\n'),
    );
  });

  it('names its batch, sender and receiver so that an acknowledgement can be matched', () => {
    const file = readBack(written(sampleClaim()));
    expect(file.transactions[0]).toMatchObject({
      control: '0042',
      groupControl: '42',
      batchReference: '000000042',
      submitter: { id: 'PRACTICE1', contact: { phone: '6145550100' } },
      receiver: { id: 'PAYER1' },
      interchange: { control: '000000042', test: true },
    });
  });

  it('writes the provider once for claims that share one, and each dependent under its subscriber', () => {
    const { subscriber } = sampleClaim();
    const { birthDate, sex, address, ...holder } = subscriber;
    const dependent = sampleClaim({
      subscriber: holder,
      patient: {
        lastName: 'Doe',
        firstName: 'Kim',
        relationship: '19',
        birthDate: birthDate as string,
        sex: sex as 'F',
        address: address as NonNullable<typeof address>,
      },
    });
    const levels = written(sampleClaim(), dependent).match(/HL\*[^~]*/g);
    expect(levels).toEqual(['HL*1**20*1', 'HL*2*1*22*0', 'HL*3*1*22*1', 'HL*4*3*23*0']);
  });

  it('cleans names to what X12 can carry instead of failing at the gateway', () => {
    const subscriber = { ...sampleClaim().subscriber, lastName: 'Muñoz~O*Brien 🎉', firstName: 'Zoë' };
    expect(written(sampleClaim({ subscriber }))).toContain('NM1*IL*1*MunozOBrien*Zoe****MI*1EG4TE5MK72~');
  });

  it('names the payer claim it replaces', () => {
    const text = written(sampleClaim({ frequency: '7', payerControlNumber: 'ICN77' }));
    expect(text).toContain('11:B:7');
    expect(text).toContain('REF*F8*ICN77~');
  });

  it('reads back as the claims that were written', () => {
    fc.assert(
      fc.property(fc.array(arbitraryClaim(), { minLength: 1, maxLength: 4 }), (claims) => {
        const file = readBack(written(...claims));
        expect(file.problems).toEqual([]);
        const back = file.transactions.flatMap((transaction) => transaction.claims);
        expect(back.map(({ claim }) => claim)).toEqual(claims);
        for (const { claim, reportedChargeCents } of back) {
          expect(reportedChargeCents).toBe(claim.lines.reduce((sum, line) => sum + line.chargeCents, 0));
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('a claim that an 837P cannot carry', () => {
  const [line] = sampleClaim().lines;
  const lines = (changes: object) => [{ ...line, ...changes }] as ProfessionalClaim['lines'];
  const subscriber = (changes: object) => ({ ...sampleClaim().subscriber, ...changes });

  it.each<[string, Partial<ProfessionalClaim>]>([
    ['payerControlNumber', { frequency: '8' }],
    ['patientControlNumber', { patientControlNumber: 'A'.repeat(21) }],
    ['subscriber.memberId', { subscriber: subscriber({ memberId: 'A*1' }) }],
    ['subscriber.lastName', { subscriber: subscriber({ lastName: '王' }) }],
    ['subscriber.birthDate', { subscriber: subscriber({ birthDate: undefined }) }],
    ['subscriber.address', { subscriber: subscriber({ address: undefined }) }],
    ['diagnoses', { diagnoses: [] }],
    ['diagnoses', { diagnoses: ['M25.511', 'M25511'] }],
    ['lines', { lines: [] }],
    ['lines[0].units', { lines: lines({ units: 0 }) }],
    ['lines[0].chargeCents', { lines: lines({ chargeCents: 10.5 }) }],
    ['lines[0].diagnosisPointers', { lines: lines({ diagnosisPointers: [3] }) }],
    ['lines[0].modifiers', { lines: lines({ modifiers: ['GO', 'KX', '59', 'CO', 'GA'] }) }],
    ['lines[0].serviceDate', { lines: lines({ serviceDate: '2026-02-30' }) }],
    ['referringProvider.npi', { referringProvider: { lastName: 'Roe', npi: '123' } }],
  ])('is refused with %s named', (field, changes) => {
    const result = writeInterchange(sampleInterchange([sampleClaim(), sampleClaim(changes)]));
    expect(result).toMatchObject({ ok: false, refusal: { code: 'claim.not-writable', field: `claims[1].${field}` } });
  });

  it('is refused where it has more lines than a claim may have', () => {
    const many = Array.from({ length: 51 }, (_, index) => ({ ...line, lineControlNumber: `L${index}` }));
    const claim = sampleClaim({ lines: many as ProfessionalClaim['lines'] });
    expect(writeInterchange(sampleInterchange([claim]))).toMatchObject({
      ok: false,
      refusal: { field: 'claims[0].lines' },
    });
  });
});
