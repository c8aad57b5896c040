import { describe, expect, it } from '@jest/globals';
import { readAcknowledgements } from './acknowledgement-reader.js';

const ISA =
  'ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *260325*0900*^*00501*000000007*0*P*:~';

function read(body: string) {
  const result = readAcknowledgements([Buffer.from(body)]);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
}

function claimAcknowledgement(...patientLevel: string[]): string {
  const body = [
    'ST*277*0001*005010X214~BHT*0085*08*1*20260325*0900*TH~',
    'HL*1**20*1~NM1*PR*2*SOME PAYER*****PI*12345~TRN*1*77~DTP*050*D8*20260325~DTP*009*D8*20260325~',
    'HL*2*1*21*1~NM1*41*2*PRACTICE*****46*PRACTICE~TRN*2*BATCH9~STC*A1:19:PR*20260325*WQ*60~',
    'HL*3*2*19*1~NM1*85*2*PRACTICE*****XX*1234567893~TRN*1*0~',
    'HL*4*3*PT~NM1*QC*1*DOE*JANE****MI*M1~',
    ...patientLevel,
  ].join('');
  const count = body.split('~').length;
  return `${ISA}GS*HN*PAYER*PRACTICE*20260325*0900*7*X*005010X214~${body}SE*${count}*0001~GE*1*7~IEA*1*000000007~`;
}

describe('a 277CA', () => {
  it('gives a claim its category, status and entity, with the batch that it came in', () => {
    const file = read(claimAcknowledgement('TRN*2*CLAIM1S1~STC*A7:562:DN*20260325*U*60~'));
    expect(file.problems).toEqual([]);
    expect(file.acknowledgements).toEqual([
      expect.objectContaining({ kind: '277CA', level: 'batch', control: 'BATCH9', accepted: true }),
      {
        kind: '277CA',
        level: 'claim',
        control: 'BATCH9',
        patientControlNumber: 'CLAIM1S1',
        accepted: false,
        statuses: [{ category: 'A7', status: '562', entity: 'DN' }],
        effectiveDate: '2026-03-25',
        segment: 20,
        action: 'U',
        source: 'SOME PAYER',
        sourceKind: 'payer',
      },
    ]);
  });

  it('tells a clearinghouse that answers from the payer', () => {
    const file = claimAcknowledgement('TRN*2*CLAIM1S1~STC*A1:19:PR*20260325*WQ*60~');
    const kinds = (text: string) => read(text).acknowledgements.map(({ sourceKind }) => sourceKind);
    expect(kinds(file)).toEqual(['payer', 'payer']);
    expect(kinds(file.replace('NM1*PR', 'NM1*AY'))).toEqual(['clearinghouse', 'clearinghouse']);
  });

  it('carries the payer number of an accepted claim, and several claims of one patient', () => {
    const file = read(
      claimAcknowledgement('TRN*2*A~STC*A2:20*20260325*WQ*60~REF*1K*PCN77~', 'TRN*2*B~STC*A2:20*20260325*WQ*60~'),
    );
    expect(file.acknowledgements.slice(1)).toEqual([
      expect.objectContaining({ patientControlNumber: 'A', payerControlNumber: 'PCN77', accepted: true }),
      expect.objectContaining({ patientControlNumber: 'B', accepted: true }),
    ]);
  });

  it('does not accept a claim one of whose lines or further statuses was refused', () => {
    const file = read(
      claimAcknowledgement(
        'TRN*2*A~STC*A2:20*20260325*WQ*60~SVC*HC:97110*60*****1~STC*A7:507*20260325*U~REF*FJ*L1~',
        'TRN*2*B~STC*A2:20*20260325*WQ*60******A3:21~',
      ),
    );
    expect(file.acknowledgements.slice(1)).toEqual([
      expect.objectContaining({
        accepted: false,
        lines: [{ control: 'L1', statuses: [{ category: 'A7', status: '507' }] }],
      }),
      expect.objectContaining({ accepted: false }),
    ]);
  });

  it('names the segment that says so where only its lines have a status', () => {
    const text = claimAcknowledgement('TRN*2*A~SVC*HC:97110*60*****1~STC*A7:507*20260325*U~REF*FJ*L1~');
    const file = read(text);
    const number = text.slice(0, text.lastIndexOf('STC')).split('~').length;
    expect(file.acknowledgements.at(-1)).toMatchObject({ level: 'claim', accepted: false, segment: number });
  });

  it('does not take a category for acceptance that no claim acknowledgement may have', () => {
    const file = read(claimAcknowledgement('TRN*2*A~STC*F1:3*20260325*WQ*60~'));
    expect(file.acknowledgements[1]).toMatchObject({ accepted: false });
  });
});

describe('a 999', () => {
  const file = read(
    `${ISA}GS*FA*PAYER*PRACTICE*20260325*0900*7*X*005010X231A1~ST*999*0001*005010X231A1~AK1*HC*33*005010X222A1~` +
      'AK2*837*0005*005010X222A1~IK3*CLM*22*2300*8~CTX*CLM01:X~IK4*5:3:1*1325*7*bad~IK3*REF*23**3~IK5*R*5*I5~' +
      'AK2*837*0006*005010X222A1~IK5*E*5~AK9*P*2*2*1~SE*12*0001~GE*1*7~IEA*1*000000007~',
  );

  it('names each fault by segment, place, element and code, without the bad data', () => {
    expect(file.acknowledgements[0]).toEqual({
      kind: '999',
      level: 'transaction',
      control: '0005',
      groupControl: '33',
      accepted: false,
      statuses: [
        { category: 'R', status: '5' },
        { category: 'R', status: 'I5' },
      ],
      segment: 10,
      errors: [
        { segmentId: 'CLM', position: 22, loop: '2300', element: 5, component: 3, code: '7', context: ['CLM01:X'] },
        { segmentId: 'REF', position: 23, code: '3' },
      ],
    });
  });

  it('takes a transaction accepted with errors, and a group taken in part', () => {
    expect(file.acknowledgements.slice(1)).toEqual([
      expect.objectContaining({ level: 'transaction', control: '0006', accepted: true }),
      expect.objectContaining({
        level: 'group',
        control: '33',
        accepted: true,
        statuses: [{ category: 'P', status: '' }],
      }),
    ]);
  });
});

describe('a TA1', () => {
  it.each([
    ['A', '000', true],
    ['E', '002', true],
    ['R', '025', false],
  ])('with %s %s is accepted: %s', (code, note, accepted) => {
    const file = read(`${ISA}TA1*000000042*260325*0900*${code}*${note}~IEA*0*000000007~`);
    expect(file).toEqual({
      problems: [],
      acknowledgements: [
        {
          kind: 'TA1',
          level: 'interchange',
          control: '000000042',
          accepted,
          statuses: [{ category: code, status: note }],
          effectiveDate: '2026-03-25',
          segment: 2,
        },
      ],
    });
  });
});

describe('a file that is no acknowledgement', () => {
  it('is refused where it is no X12', () => {
    expect(readAcknowledgements([Buffer.from('%PDF-1.7')])).toMatchObject({
      ok: false,
      refusal: { code: 'x12.no-interchange' },
    });
  });

  it('is refused where its 277 answers a question about a claim', () => {
    const text = `${ISA}GS*HN*A*B*20260325*0900*7*X*005010X212~ST*277*0001*005010X212~BHT*0010*08*1*20260325*0900*DG~SE*3*0001~GE*1*7~IEA*1*000000007~`;
    expect(readAcknowledgements([Buffer.from(text)])).toMatchObject({
      ok: false,
      refusal: { code: 'x12.no-acknowledgement', message: expect.stringContaining('277 (005010X212)') },
    });
  });
});
