import { describe, expect, it } from '@jest/globals';
import type { Remittance } from '../remittance.js';
import { RemittanceReader, readRemittances } from './remittance-reader.js';

const ISA =
  'ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *260406*0900*^*00501*000000007*0*P*:~';
const GS = 'GS*HP*PAYER*PRACTICE*20260406*0900*7*X*005010X221A1~';
const HEADER =
  'BPR*I*27.5*C*CHK************20260406~TRN*1*EFT1*1999999999~N1*PR*SOME PAYER~N1*PE*PRACTICE*XX*1234567893~LX*1~';
const CLAIM = 'CLP*CLAIM1S1*1*120*27.5*7.01*MB*ICN2*11*1~NM1*QC*1*DOE*JANE****MI*M1~MOA***MA01*MA18~';
const DENIED = 'SVC*HC:97530:GO*60*0**1~DTM*472*20260312~CAS*CO*119*60~REF*6R*L1~LQ*HE*N362~';
const PAID =
  'SVC*HC:97530:GO:KX*60*27.5**1~DTM*472*20260316~CAS*CO*45*24.93**253*.56~CAS*PR*2*7.01~REF*6R*L2~AMT*B6*35.07~';

function transaction(body: string, control = '0001'): string {
  return `ST*835*${control}~${body}SE*${body.split('~').length + 1}*${control}~`;
}

function file(...transactions: string[]): string {
  return `${ISA}${GS}${transactions.join('')}GE*${transactions.length}*7~IEA*1*000000007~`;
}

function read(text: string): readonly Remittance[] {
  const result = readRemittances([Buffer.from(text)]);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value.transactions;
}

function readOne(body: string): Remittance {
  const [remittance] = read(file(transaction(body)));
  return remittance as Remittance;
}

describe('an 835', () => {
  it('is read into the words of the era command', () => {
    expect(readOne(HEADER + CLAIM + DENIED + PAID)).toMatchObject({
      control: '0001',
      traceNumber: 'EFT1',
      originatorId: '1999999999',
      payer: 'SOME PAYER',
      payee: { name: 'PRACTICE', idQualifier: 'XX', id: '1234567893' },
      paymentCents: 2_750,
      date: '2026-04-06',
      balanced: true,
      problems: [],
      claims: [
        {
          patientControlNumber: 'CLAIM1S1',
          payerControlNumber: 'ICN2',
          status: '1',
          chargeCents: 12_000,
          paidCents: 2_750,
          patientCents: 701,
          reversal: false,
          filingIndicator: 'MB',
          adjustments: [],
          remarks: ['MA01', 'MA18'],
          crossedOver: true,
          patientData: { patient: { lastName: 'DOE', firstName: 'JANE', idQualifier: 'MI', id: 'M1' } },
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
              modifiers: ['GO', 'KX'],
              allowedCents: 3_507,
              adjustments: [
                { group: 'CO', reason: '45', amountCents: 2_493 },
                { group: 'CO', reason: '253', amountCents: 56 },
                { group: 'PR', reason: '2', amountCents: 701 },
              ],
            },
          ],
        },
      ],
    });
  });

  it('keeps what the payer changed, corrected, sent on, and what it has no name for', () => {
    const body =
      'BPR*I*10*C*CHK************20260406~TRN*1*T*1999999999*SUB~REF*EV*R~N1*PR*P~N3*S~REF*2U*9~LX*1~TS3*1*11*20261231*1*10~' +
      'CLP*A*19*10*10**12*I~NM1*QC*1*D*J~NM1*IL*1*E*K~NM1*74*1*F*L~NM1*82*2*G*****XX*1~NM1*TT*2*OTHER*****PI*77~' +
      'MIA*0****MA130***************N1~REF*F8*OLD~REF*EA*MRN~DTM*232*20260301~DTM*050*20260320~PER*CX*X~AMT*AU*10~QTY*CA*3~XYZ*1~' +
      'SVC*HC:97110*10*10**2*HC:97530:GO*3~REF*LU*11~AMT*KH*1~QTY*ZK*1~LQ*RX*5~';
    const remittance = readOne(body);
    expect(remittance).toMatchObject({
      supplementalCode: 'SUB',
      references: [{ qualifier: 'EV', value: 'R' }],
      payerDetail: { otherSegments: [['N3', 'S']], references: [{ qualifier: '2U', value: '9' }] },
      balanced: true,
    });
    expect(remittance.claims[0]).toMatchObject({
      crossedOver: true,
      crossoverCarrier: { lastName: 'OTHER', id: '77' },
      renderingProvider: { lastName: 'G' },
      originalPayerControlNumber: 'OLD',
      remarks: ['MA130', 'N1'],
      precedingSegments: [['LX', '1'], expect.arrayContaining(['TS3'])],
      dates: [
        { qualifier: '232', date: '2026-03-01' },
        { qualifier: '050', date: '2026-03-20' },
      ],
      amounts: [{ qualifier: 'AU', amountCents: 1_000 }],
      quantities: [{ qualifier: 'CA', quantity: 3 }],
      patientData: {
        subscriber: { lastName: 'E' },
        corrected: { lastName: 'F' },
        references: [{ qualifier: 'EA', value: 'MRN' }],
        otherSegments: expect.arrayContaining([
          ['PER', 'CX', 'X'],
          ['XYZ', '1'],
        ]),
      },
      lines: [
        {
          code: '97110',
          billedCode: '97530',
          billedModifiers: ['GO'],
          units: 2,
          billedUnits: 3,
          serviceDate: '2026-03-01',
          references: [{ qualifier: 'LU', value: '11' }],
          otherSegments: [['LQ', 'RX', '5']],
        },
      ],
    });
  });

  it('reads all six pairs of a PLB and all six triplets of a CAS', () => {
    const six = (build: (index: number) => string) =>
      Array.from({ length: 6 }, (_, index) => build(index + 1)).join('*');
    const body =
      'BPR*I*58*C*CHK************20260406~TRN*1*T*1~N1*PR*P~' +
      `CLP*A*1*100*79**MB*I~CAS*CO*${six((n) => `${n}*${n}*`)}~PLB*1*20261231*${six((n) => `WO:R${n}*${n}`)}~`;
    const remittance = readOne(body);
    expect(remittance.claims[0]?.adjustments.map(({ amountCents }) => amountCents)).toEqual([
      100, 200, 300, 400, 500, 600,
    ]);
    expect(remittance.providerAdjustments.map(({ reference, amountCents }) => [reference, amountCents])).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => [`R${n}`, n * 100]),
    );
    expect(remittance.balanced).toBe(true);
  });

  it('balances a reversal with its correction', () => {
    const body =
      'BPR*I*79.02*C*CHK************20260504~TRN*1*T*1~N1*PR*P~CLP*B*22*-575*-128.32**MB*I~CAS*CO*45*-446.68~' +
      'CLP*B*1*575*207.34**MB*I~CAS*CO*45*367.66~';
    expect(readOne(body)).toMatchObject({
      balanced: true,
      claims: [{ reversal: true, paidCents: -12_832 }, { reversal: false }],
    });
  });

  it.each([
    ["the payer's number", 'CLP*A*22*-10*0**MB*ICN7~CAS*CO*45*-10~', 'CLP*B*1*20*0**MB*ICN7~CAS*CO*45*20~'],
    [
      'REF*F8 of the correction',
      'CLP*A*22*-10*0**MB*ICN7~CAS*CO*45*-10~',
      'CLP*B*1*9*0**MB*ICN8~CAS*CO*45*9~REF*F8*ICN7~',
    ],
    [
      'REF*F8 of the reversal',
      'CLP*A*22*-10*0**MB*ICN9~CAS*CO*45*-10~REF*F8*ICN7~',
      'CLP*B*1*9*0**MB*ICN7~CAS*CO*45*9~',
    ],
    ['our number and the charge', 'CLP*A*22*-10*0**MB*ICN7~CAS*CO*45*-10~', 'CLP*A*1*10*0**MB*ICN8~CAS*CO*45*10~'],
  ])('pairs a correction with its reversal by %s, and no claim after it', (_what, reversal, correction) => {
    const other = 'CLP*X*1*5*0**MB*ICN1~CAS*CO*45*5~';
    const body = `BPR*H*0*C*NON************20260504~TRN*1*T*1~N1*PR*P~${other}${reversal}${other}${correction}${correction}`;
    expect(readOne(body).claims.map(({ correctsClaim }) => correctsClaim)).toEqual([
      undefined,
      undefined,
      undefined,
      2,
      undefined,
    ]);
  });

  it('does not take another claim of the same patient account for a correction', () => {
    const body =
      'BPR*H*0*C*NON************20260504~TRN*1*T*1~N1*PR*P~CLP*A*22*-10*0**MB*ICN7~CAS*CO*45*-10~' +
      'CLP*A*1*12*0**MB*ICN8~CAS*CO*45*12~';
    expect(readOne(body).claims[1]?.correctsClaim).toBeUndefined();
  });

  it.each<[string, string, string, number]>([
    [
      'line',
      'SVC*HC:97530:GO*60*0**1~DTM*472*20260312~CAS*CO*119*60~',
      'SVC*HC:97530:GO*60*1**1~DTM*472*20260312~CAS*CO*119*60~',
      -100,
    ],
    ['claim', '*120*27.5*', '*120*27.51*', -1],
    ['claim-lines', 'CLP*CLAIM1S1*1*120*27.5*7.01', 'CLP*CLAIM1S1*1*121*27.5*7.01', -100],
    ['transaction', 'BPR*I*27.5', 'BPR*I*27.4', 10],
  ])(
    'whose %s does not balance says so with both sides and the difference',
    (equation, right, wrong, differenceCents) => {
      const body = (HEADER + CLAIM + DENIED + PAID).replace(right, wrong);
      expect(body).toContain(wrong);
      const remittance = readOne(body);
      expect(remittance.balanced).toBe(false);
      expect(remittance.problems).toContainEqual(expect.objectContaining({ equation, differenceCents }));
    },
  );

  it('names the place and both amounts', () => {
    const { problems } = readOne((HEADER + CLAIM + DENIED + PAID).replace('BPR*I*27.5', 'BPR*I*2.75'));
    expect(problems).toEqual([
      {
        segment: 'CLP',
        position: 7,
        equation: 'transaction',
        differenceCents: 2_475,
        message: 'the sum of CLP04 less PLB is 27.5, BPR02 says 2.75: 24.75 apart',
      },
    ]);
  });

  it.each([
    ['BPR02', 'BPR*I*27.5', 'BPR*I*27,5'],
    ['CLP03', 'CLP*CLAIM1S1*1*120', 'CLP*CLAIM1S1*1*12O'],
    ['CLP04', '*120*27.5*7.01', '*120**7.01'],
    ['SVC02', 'SVC*HC:97530:GO*60', 'SVC*HC:97530:GO*x'],
    ['CAS03', 'CAS*CO*119*60', 'CAS*CO*119*6.000001'],
    ['CAS06', '**253*.56', '**253*'],
  ])('is not trusted where %s is no amount of money', (name, right, wrong) => {
    const remittance = readOne((HEADER + CLAIM + DENIED + PAID).replace(right, wrong));
    expect(remittance.balanced).toBe(false);
    expect(remittance.problems).toContainEqual(expect.objectContaining({ message: expect.stringContaining(name) }));
  });

  it.each([
    ['money stands outside of claims', `${HEADER}CAS*CO*45*1~${CLAIM}${DENIED}${PAID}`],
    ['it has no BPR', (HEADER + CLAIM + DENIED + PAID).replace(/BPR[^~]*~/, '')],
    ['it has a second BPR', `BPR*I*27.5*C*CHK************20260406~${HEADER}${CLAIM}${DENIED}${PAID}`],
  ])('is not trusted where %s', (_what, body) => {
    expect(readOne(body).balanced).toBe(false);
  });

  it('is trusted whatever is wrong with its envelope, which is named', () => {
    const good = file(transaction(HEADER + CLAIM + DENIED + PAID));
    const faults: [RegExp, string, string][] = [
      [/SE\*\d+/, 'SE*99', 'SE01 says 99 segments'],
      [/SE\*(\d+)\*0001/, 'SE*$1*0002', 'SE02 0002 differs from ST02 0001'],
      [/GE\*1/, 'GE*2', 'GE01 says 2 transactions, there are 1'],
      [/GE\*1\*7/, 'GE*1*8', 'GE02 8 differs from GS06 7'],
      [/IEA\*1/, 'IEA*3', 'IEA01 says 3 groups'],
      [/IEA\*1\*000000007/, 'IEA*1*000000008', 'IEA02 000000008 differs from ISA13 000000007'],
      [/GE\*1\*7~/, '', 'GE is missing before IEA'],
      [/IEA[^~]*~/, '', 'IEA is missing at the end of the file'],
      [/GS\*[^~]*~/, '', 'GS is missing before ST'],
      [/PAYER {10}/, 'PAYER', 'ISA06 is not 15 characters wide'],
      [/005010X221A1/, '004010X091A1', 'version 004010X091A1 was read as'],
    ];
    for (const [right, wrong, message] of faults) {
      const [remittance] = read(good.replace(right, wrong));
      expect(remittance).toMatchObject({ balanced: true, paymentCents: 2_750 });
      expect(remittance?.problems).toContainEqual(
        expect.objectContaining({ message: expect.stringContaining(message) }),
      );
    }
  });

  it.each([
    ['SE: it may have lost claims', /SE\*[^~]*~/, 'SE is missing before GE'],
    ['all after its last claim', /SE\*.*/, 'SE is missing at the end of the file'],
    ['ST: claims before it may be its own', /ST\*[^~]*~/, 'ST is missing before BPR'],
  ])('is not trusted without its %s', (_what, cut, message) => {
    const [remittance] = read(file(transaction(HEADER + CLAIM + DENIED + PAID)).replace(cut, ''));
    expect(remittance).toMatchObject({ balanced: false, paymentCents: 2_750 });
    expect(remittance?.problems).toContainEqual(expect.objectContaining({ message }));
  });

  it('keeps the fault of one transaction to itself', () => {
    const good = HEADER + CLAIM + DENIED + PAID;
    const bad = good.replace('BPR*I*27.5', 'BPR*I*0');
    const balanced = read(file(transaction(good, '0001'), transaction(bad, '0002'), transaction(good, '0003')));
    expect(balanced.map((remittance) => remittance.balanced)).toEqual([true, false, true]);
  });

  it('does not repeat what stands in a broken element: it may be patient data', () => {
    const text = JSON.stringify(
      readOne((HEADER + CLAIM + DENIED + PAID).replace('BPR*I*27.5', 'BPR*I*Jane Secret')).problems,
    );
    expect(text).not.toContain('Secret');
  });

  it('is given claim by claim, before its end is known', () => {
    const reader = new RemittanceReader();
    const text = file(transaction(HEADER + CLAIM + DENIED + PAID + CLAIM));
    const half = text.lastIndexOf('CLP');
    const first = reader.push(Buffer.from(text.slice(0, half + 60)));
    expect(first.map(({ kind }) => kind)).toEqual(['header', 'claim']);
    const rest = [...reader.push(Buffer.from(text.slice(half + 60))), ...reader.end()];
    expect(rest.map(({ kind }) => kind)).toEqual(['claim', 'trailer']);
  });

  it('is not trusted where a segment had to be passed over for its length', () => {
    const body = HEADER + CLAIM + DENIED + PAID;
    const long = `NTE*ADD*${'x'.repeat(70_000)}~`;
    expect(readOne(body + long)).toMatchObject({
      balanced: false,
      paymentCents: 2_750,
      problems: [{ segment: 'NTE', message: 'the segment is longer than 65536 bytes, the most that is read' }],
    });
  });
});

describe('amounts that stand outside of transactions', () => {
  const good = HEADER.replace('27.5', '0') + CLAIM.replace('*27.5*7.01', '*0*');
  const zero = `${good}CAS*CO*45*120~`;

  it.each([
    ['SE comes too early', (text: string) => text.replace(/CLP/, 'SE*7*0001~CLP')],
    ['IEA comes too early', (text: string) => text.replace(/CLP/, 'IEA*1*000000007~CLP')],
    ['the claims come before ST', (text: string) => text.replace(/(ST\*835.*?LX\*1~)(CLP.*?)(SE)/s, '$2$1$3')],
  ])('are seen where %s', (_what, change) => {
    const original = file(transaction(zero));
    expect(read(original)).toMatchObject([{ balanced: true, paymentCents: 0 }]);
    expect(read(change(original)).some(({ balanced }) => balanced)).toBe(false);
  });

  it('leave what was read before an IEA that comes too early, and what comes after it', () => {
    const text = file(transaction(zero, '0001'), transaction(zero, '0002')).replace(
      'ST*835*0002',
      'IEA*1*000000007~ST*835*0002',
    );
    expect(read(text).map(({ control, balanced }) => [control, balanced])).toEqual([
      ['0001', true],
      ['0002', true],
    ]);
  });
});

describe('a file without an 835', () => {
  it.each([
    ['nothing', '', 'x12.no-interchange'],
    ['no X12', 'claim,amount\n1,2\n', 'x12.no-interchange'],
    ['an empty interchange', `${ISA}IEA*0*000000007~`, 'x12.no-835'],
    ['another transaction', file('ST*999*0001~AK1*HC*1~SE*3*0001~'), 'x12.no-835'],
  ])('with %s is refused', (_what, text, code) => {
    expect(readRemittances([Buffer.from(text)])).toMatchObject({ ok: false, refusal: { code } });
  });
});
