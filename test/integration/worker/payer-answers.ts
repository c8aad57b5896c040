import { randomInt } from 'node:crypto';

/* Answers to a file of ours, written by hand as payers and clearinghouses write them. */

const stamp = '20260305';

function interchange(body: string, functionalId: string, version: string): string {
  const control = String(randomInt(1, 999_999_999)).padStart(9, '0');
  const isa = `ISA*00*          *00*          *ZZ*PAYER01        *ZZ*HARBOROT       *260305*0600*^*00501*${control}*0*T*:~`;
  return body === ''
    ? isa
    : `${isa}GS*${functionalId}*PAYER01*HARBOROT*${stamp}*0600*1*X*${version}~${body}GE*1*1~IEA*1*${control}~`;
}

const transaction = (set: string, segments: readonly string[]) =>
  `ST*${set}*0001~${segments.map((segment) => `${segment}~`).join('')}SE*${segments.length + 2}*0001~`;

/** What of a file of ours its answers name. */
export interface SentFile {
  /** ISA13. */
  readonly control: string;
  readonly claims: readonly {
    readonly clm01: string;
    readonly chargeCents: number;
    readonly lines: readonly string[];
  }[];
}

/** Reads what a file of ours says of itself. */
export function sentFile(text: string): SentFile {
  const segments = text.split('~').map((segment) => segment.trim().split('*'));
  const claims: { clm01: string; chargeCents: number; lines: string[] }[] = [];
  for (const [id, first = '', second = ''] of segments) {
    if (id === 'CLM') claims.push({ clm01: first, chargeCents: Math.round(Number(second) * 100), lines: [] });
    if (id === 'REF' && first === '6R') claims.at(-1)?.lines.push(second);
  }
  return { control: segments[0]?.[13] ?? '', claims };
}

/** A TA1: `R` with a note code says that the interchange never arrived. */
export function ta1({ control }: SentFile, code: 'A' | 'R', note: string): string {
  const isa = interchange('', '', '');
  const own = isa.split('*')[13];
  return `${isa}TA1*${control}*260303*0105*${code}*${note}~IEA*0*${own}~`;
}

/** A 999 for the whole file; `rejected` names transactions (ST02) that were not taken. */
export function implementationAnswer({ control }: SentFile, rejected: readonly string[] = []): string {
  const answers = ['0001'].map((st) => [`AK2*837*${st}*005010X222A1`, `IK5*${rejected.includes(st) ? 'R*5' : 'A'}`]);
  const code = rejected.length > 0 ? 'R*1*1*0' : 'A*1*1*1';
  const body = [`AK1*HC*${Number(control)}*005010X222A1`, ...answers.flat(), `AK9*${code}`];
  return interchange(transaction('999*', body).replace('999**0001', '999*0001*005010X231A1'), 'FA', '005010X231A1');
}

/** A 277CA about one claim, from the payer (PR) or a clearinghouse (AY). */
export function claimAnswer(from: 'PR' | 'AY', clm01: string, status: string, payerNumber?: string): string {
  const action = /^A[3678]/.test(status) ? 'U' : 'WQ';
  const body = [
    'BHT*0085*08*1*20260305*0900*TH',
    'HL*1**20*1',
    `NM1*${from}*2*SOMEBODY*****PI*12345`,
    'TRN*1*77',
    'HL*2*1*21*1',
    'NM1*41*2*PRACTICE*****46*PRACTICE',
    'TRN*2*1',
    'HL*3*2*19*1',
    'NM1*85*2*PRACTICE*****XX*1234567893',
    'TRN*1*0',
    'HL*4*3*PT',
    'NM1*QC*1*DOE*JANE****MI*M1',
    `TRN*2*${clm01}`,
    `STC*${status}*${stamp}*${action}*60`,
    ...(payerNumber === undefined ? [] : [`REF*1K*${payerNumber}`]),
  ];
  return interchange(transaction('277', body), 'HN', '005010X214');
}

/** One decided claim of an 835: each line paid and adjusted alike. */
export interface Decision {
  readonly clm01: string;
  readonly payerNumber: string;
  readonly status: string;
  readonly lines: readonly {
    readonly control: string;
    readonly code: string;
    readonly chargeCents: number;
    readonly paidCents: number;
    /** CAS segments, such as `CO*45*10`. */
    readonly adjustments: readonly string[];
  }[];
  readonly remark?: string;
}

const decimal = (cents: number) => String(cents / 100);

/** An 835 that balances. */
export function remittanceOf(traceNumber: string, date: string, decisions: readonly Decision[]): string {
  const paid = (one: Decision) => one.lines.reduce((sum, line) => sum + line.paidCents, 0);
  const charged = (one: Decision) => one.lines.reduce((sum, line) => sum + line.chargeCents, 0);
  const total = decisions.reduce((sum, one) => sum + paid(one), 0);
  const body = [
    `BPR*I*${decimal(total)}*C*ACH*CCP*01*999999992*DA*123456*1512345678**01*999988880*DA*98765*${date}`,
    `TRN*1*${traceNumber}*1512345678`,
    `DTM*405*${date}`,
    'N1*PR*SOME PAYER',
    'N3*1 PLAZA',
    'N4*HARTFORD*CT*06103',
    'PER*BL*SERVICES*TE*8005550100',
    'N1*PE*HARBOR*XX*1993000011',
    'LX*1',
    ...decisions.flatMap((one) => [
      `CLP*${one.clm01}*${one.status}*${decimal(charged(one))}*${decimal(paid(one))}**12*${one.payerNumber}*11*1`,
      'NM1*QC*1*DOE*JANE',
      ...(one.remark === undefined ? [] : [`MOA***${one.remark}`]),
      ...one.lines.flatMap((line) => [
        `SVC*HC:${line.code}*${decimal(line.chargeCents)}*${decimal(line.paidCents)}**1`,
        'DTM*472*20260302',
        ...line.adjustments.map((adjustment) => `CAS*${adjustment}`),
        `REF*6R*${line.control}`,
      ]),
    ]),
  ];
  return interchange(transaction('835', body), 'HP', '005010X221A1');
}
