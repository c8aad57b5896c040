import type { Remittance } from '../remittance.js';
import { readRemittances } from './remittance-reader.js';

export const ISA =
  'ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *260406*0900*^*00501*000000007*0*P*:~';
export const GS = 'GS*HP*PAYER*PRACTICE*20260406*0900*7*X*005010X221A1~';
export const HEADER =
  'BPR*I*27.5*C*CHK************20260406~TRN*1*EFT1*1999999999~N1*PR*SOME PAYER~N1*PE*PRACTICE*XX*1234567893~LX*1~';
export const CLAIM = 'CLP*CLAIM1S1*1*120*27.5*7.01*MB*ICN2*11*1~NM1*QC*1*DOE*JANE****MI*M1~MOA***MA01*MA18~';
export const DENIED = 'SVC*HC:97530:GO*60*0**1~DTM*472*20260312~CAS*CO*119*60~REF*6R*L1~LQ*HE*N362~';
export const PAID =
  'SVC*HC:97530:GO:KX*60*27.5**1~DTM*472*20260316~CAS*CO*45*24.93**253*.56~CAS*PR*2*7.01~REF*6R*L2~AMT*B6*35.07~';

export function transaction(body: string, control = '0001'): string {
  return `ST*835*${control}~${body}SE*${body.split('~').length + 1}*${control}~`;
}

export function file(...transactions: string[]): string {
  return `${ISA}${GS}${transactions.join('')}GE*${transactions.length}*7~IEA*1*000000007~`;
}

export function read(text: string): readonly Remittance[] {
  const result = readRemittances([Buffer.from(text)]);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value.transactions;
}

export function readOne(body: string): Remittance {
  const [remittance] = read(file(transaction(body)));
  return remittance as Remittance;
}
