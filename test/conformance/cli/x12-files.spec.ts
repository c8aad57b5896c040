import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimstream, values } from './claimstream.js';

const ISA =
  'ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *260406*0900*^*00501*000000007*0*P*:~';
const REMITTANCE =
  `${ISA}GS*HP*A*B*20260406*0900*7*X*005010X221A1~ST*835*0001~BPR*I*0*C*NON************20260406~TRN*1*EFT1*1999999999~` +
  'N1*PR*SOME PAYER~N1*PE*PRACTICE*XX*1234567893~CLP*A*1*60*0**MB*ICN1~SVC*HC:97530:GO*60*0**1~CAS*CO*119*60~' +
  'SE*9*0001~GE*1*7~IEA*1*000000007~';
const ACKNOWLEDGEMENT = `${ISA}TA1*000000042*260406*0900*R*025~IEA*0*000000007~`;

const folder = mkdtempSync(join(tmpdir(), 'claimstream-x12-'));
const path = (name: string) => join(folder, name);

beforeAll(async () => {
  writeFileSync(path('good.835'), REMITTANCE);
  writeFileSync(path('wrong.835'), REMITTANCE.replace('BPR*I*0', 'BPR*I*1'));
  writeFileSync(path('refused.ta1'), ACKNOWLEDGEMENT);
  await claimstream(['--help']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('era', () => {
  it('prints one value a file, also of standard input', async () => {
    const { code, out, err } = await claimstream(['era', path('good.835'), '-'], REMITTANCE);
    expect([code, err]).toEqual([0, '']);
    expect(values(out).map(({ file }) => file)).toEqual([path('good.835'), '-']);
    expect(values(out)[1]).toMatchObject({
      transactions: [
        { traceNumber: 'EFT1', balanced: true, claims: [{ denials: [{ category: 'threshold', action: 'REOPEN' }] }] },
      ],
    });
  });

  it('ends with 2 where a remittance does not balance', async () => {
    const { code, out } = await claimstream(['era', path('wrong.835')]);
    expect(code).toBe(2);
    expect(values(out)).toMatchObject([
      { transactions: [{ balanced: false, problems: [{ equation: 'transaction' }] }] },
    ]);
  });

  it.each([
    ['holds no 835', 'refused.ta1', 'no 835 was found'],
    ['is not there', 'absent.835', 'there is no such file'],
  ])('prints nothing of a file that %s, says so, and reads the others', async (_what, name, reason) => {
    const { code, out, err } = await claimstream(['era', path(name), path('good.835')]);
    expect(code).toBe(1);
    expect(err).toContain(`${path(name)}: ${reason}`);
    expect(values(out).map(({ file }) => file)).toEqual([path('good.835')]);
  });
});

describe('ack', () => {
  it('ends with 2 where something was rejected', async () => {
    const { code, out } = await claimstream(['ack', path('refused.ta1')]);
    expect(code).toBe(2);
    expect(values(out)).toMatchObject([
      { acknowledgements: [{ kind: 'TA1', level: 'interchange', control: '000000042', accepted: false }] },
    ]);
  });

  it('prints nothing of a file that holds no acknowledgement', async () => {
    const { code, out, err } = await claimstream(['ack', path('good.835')]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('the file holds transactions of type 835');
  });
});
