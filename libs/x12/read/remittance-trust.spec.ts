import { describe, expect, it } from '@jest/globals';
import { CLAIM, DENIED, file, HEADER, PAID, read, readOne, transaction } from './remittance-fixtures.js';

describe('an 835', () => {
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
