import { describe, expect, it } from '@jest/globals';
import { RemittanceReader } from '#libs/x12/read/remittance-reader.js';
import { RemittanceJson, type RemittanceOutput, RemittanceTables } from './remittance-output.js';

const ISA =
  'ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *260406*0900*^*00501*000000007*0*P*:~';
const HEADER =
  'BPR*I*10*C*CHK************20260406~TRN*1*EFT1*1999999999~N1*PR*SOME PAYER~N1*PE*PRACTICE*XX*1234567893~';
const PAID = 'CLP*A*1*60*10**MB*ICN1~NM1*QC*1*SECRETNAME*JANE~SVC*HC:97530:GO*60*10**1~CAS*CO*45*50~';
const DENIED = 'CLP*B*1*60*0**MB*ICN2~SVC*HC:97530:GO*60*0**1~CAS*CO*119*60~';

function file(...bodies: string[]): string {
  const transactions = bodies.map((body) => `ST*835*0001~${body}SE*${body.split('~').length + 1}*0001~`);
  return `${ISA}GS*HP*A*B*20260406*0900*7*X*005010X221A1~${transactions.join('')}GE*${bodies.length}*7~IEA*1*000000007~`;
}

/** What is printed of a text that comes in pieces of so many bytes. */
function printed(text: string, output: RemittanceOutput, pieceBytes = text.length): string {
  const reader = new RemittanceReader();
  const bytes = Buffer.from(text);
  const parts = [];
  for (let from = 0; from < bytes.length; from += pieceBytes)
    parts.push(...reader.push(bytes.subarray(from, from + pieceBytes)));
  parts.push(...reader.end());
  return parts.map((part) => output.text(part)).join('') + output.end();
}

describe('remittances as JSON', () => {
  const text = file(HEADER + PAID + DENIED, HEADER + DENIED, HEADER.replace('*10*', '*0*'));

  it('are one value on one line for a file, with the claims of each transaction and whether it balances', () => {
    const value = printed(text, new RemittanceJson('a.835', undefined));
    expect(value.indexOf('\n')).toBe(value.length - 1);
    expect(JSON.parse(value)).toMatchObject({
      file: 'a.835',
      transactions: [
        {
          traceNumber: 'EFT1',
          payer: 'SOME PAYER',
          paymentCents: 1_000,
          date: '2026-04-06',
          balanced: true,
          claims: [
            { patientControlNumber: 'A', denials: [] },
            { patientControlNumber: 'B', denials: [{ line: 1, reason: '119', action: 'REOPEN' }] },
          ],
          providerAdjustments: [],
          problems: [],
        },
        { balanced: false, claims: [{}], problems: [{ segment: 'CLP', message: expect.stringContaining('apart') }] },
        { balanced: true, claims: [] },
      ],
    });
  });

  it('are the same whatever the pieces that the file comes in, and name no patient', () => {
    const whole = printed(text, new RemittanceJson('a.835', undefined));
    for (const pieceBytes of [1, 7, 100]) {
      expect(printed(text, new RemittanceJson('a.835', undefined), pieceBytes)).toBe(whole);
    }
    expect(whole).not.toContain('SECRETNAME');
  });
});

describe('remittances as tables', () => {
  it('are told one by one, with those that do not balance named', () => {
    const tables = printed(file(HEADER + PAID, HEADER + DENIED), new RemittanceTables(undefined));
    const [first = '', second = ''] = tables.split('\n\n');
    expect(first).not.toContain('DOES NOT BALANCE');
    expect(second).toContain('DOES NOT BALANCE');
    expect(second).toContain('CO-119 threshold → REOPEN');
  });
});
