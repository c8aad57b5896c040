import type { ControlNumbers, FileTime } from '../claim.js';
import { compactDate, segment, WRITTEN_DELIMITERS } from './segments.js';

/** An 835 does not repeat its version in ST03, all other transactions do. */
const REMITTANCE = '835';

/** One end of an exchange, for ISA and GS. */
export interface ExchangeParty {
  /** 2 to 15 characters. */
  readonly id: string;
  /** ZZ by default. */
  readonly qualifier?: string;
}

export interface EnvelopeInput {
  readonly sender: ExchangeParty;
  readonly receiver: ExchangeParty;
  readonly controlNumbers: Pick<ControlNumbers, 'interchange' | 'group'>;
  readonly time: FileTime;
  /** T test, P production (ISA15). */
  readonly usage: 'T' | 'P';
  /** GS01: HC claims, HP remittances, FA 999, HN 277CA. */
  readonly functionalId: string;
  /** GS08. */
  readonly version: string;
}

export interface TransactionInput {
  /** ST01. */
  readonly set: string;
  /** ST02. */
  readonly control: string;
  /** Each one segment. */
  readonly body: Iterable<string>;
}

/** An interchange with one group: ISA, GS, the transactions with their counts, GE, IEA; segment by segment. */
export function* writeEnvelope(input: EnvelopeInput, transactions: Iterable<TransactionInput>): Generator<string> {
  const { functionalId, version, sender, receiver, time } = input;
  const group = String(input.controlNumbers.group);
  yield interchangeHeader(input);
  yield segment(
    'GS',
    functionalId,
    sender.id,
    receiver.id,
    compactDate(time.date),
    compactTime(time),
    group,
    'X',
    version,
  );
  let transactionCount = 0;
  for (const transaction of transactions) {
    transactionCount += 1;
    yield* writeTransaction(transaction, version);
  }
  yield segment('GE', transactionCount, group);
  yield interchangeTrailer(input, 1);
}

export function interchangeHeader(
  input: Pick<EnvelopeInput, 'sender' | 'receiver' | 'controlNumbers' | 'time' | 'usage'>,
): string {
  const { sender, receiver, time, usage } = input;
  return segment(
    'ISA',
    '00',
    ' '.repeat(10),
    '00',
    ' '.repeat(10),
    (sender.qualifier ?? 'ZZ').padEnd(2),
    sender.id.padEnd(15).slice(0, 15),
    (receiver.qualifier ?? 'ZZ').padEnd(2),
    receiver.id.padEnd(15).slice(0, 15),
    compactDate(time.date).slice(2),
    compactTime(time),
    WRITTEN_DELIMITERS.repetition,
    '00501',
    interchangeControl(input.controlNumbers.interchange),
    '0',
    usage,
    WRITTEN_DELIMITERS.component,
  );
}

export function interchangeTrailer(input: Pick<EnvelopeInput, 'controlNumbers'>, groups: number): string {
  return segment('IEA', groups, interchangeControl(input.controlNumbers.interchange));
}

/** ISA13: nine digits. */
export function interchangeControl(number: number): string {
  return String(number).padStart(9, '0');
}

/** `HHMM` of `HH:MM`. */
export function compactTime(time: FileTime): string {
  return time.time.slice(0, 5).replace(':', '');
}

function* writeTransaction({ set, control, body }: TransactionInput, version: string): Generator<string> {
  let count = 2;
  yield segment('ST', set, control, set === REMITTANCE ? '' : version);
  for (const text of body) {
    count += 1;
    yield text;
  }
  yield segment('SE', count, control);
}
