import { describe, expect, it } from '@jest/globals';
import { CLAIM, DENIED, file, HEADER, ISA, PAID, readOne, transaction } from './remittance-fixtures.js';
import { RemittanceReader, readRemittances } from './remittance-reader.js';

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

  it('is given claim by claim, before its end is known', () => {
    const reader = new RemittanceReader();
    const text = file(transaction(HEADER + CLAIM + DENIED + PAID + CLAIM));
    const half = text.lastIndexOf('CLP');
    const first = reader.push(Buffer.from(text.slice(0, half + 60)));
    expect(first.map(({ kind }) => kind)).toEqual(['header', 'claim']);
    const rest = [...reader.push(Buffer.from(text.slice(half + 60))), ...reader.end()];
    expect(rest.map(({ kind }) => kind)).toEqual(['claim', 'trailer']);
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
