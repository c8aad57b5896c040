import type { SyntaxFault } from '../acknowledgement.js';
import type { ControlNumbers } from '../claim.js';
import { type EnvelopeInput, writeEnvelope } from './envelope.js';
import { composite, segment } from './segments.js';

export const IMPLEMENTATION_ACKNOWLEDGEMENT_VERSION = '005010X231A1';

/** One transaction that is answered. */
export interface TransactionAnswer {
  /** ST01, ST02 and ST03 of it. */
  readonly set: string;
  readonly control: string;
  readonly version: string;
  /** A accepted, E accepted though errors were found, R rejected. */
  readonly code: 'A' | 'E' | 'R';
  readonly faults: readonly SyntaxFault[];
}

export interface GroupAnswer {
  readonly envelope: Omit<EnvelopeInput, 'functionalId' | 'version'> & { readonly controlNumbers: ControlNumbers };
  /** GS01, GS06 and GS08 of the group that is answered. */
  readonly group: { readonly functionalId: string; readonly control: string; readonly version: string };
  readonly transactions: readonly TransactionAnswer[];
}

/** IK304: the segment's elements have faults. IK502: one or more segments have. */
const ELEMENT_FAULTS = '8';
const SEGMENT_FAULTS = '5';

/** An interchange with a 999 for one group. */
export function writeImplementationAcknowledgement(answer: GroupAnswer): Iterable<string> {
  const version = IMPLEMENTATION_ACKNOWLEDGEMENT_VERSION;
  const { envelope } = answer;
  const transaction = { set: '999', control: envelope.controlNumbers.transaction, body: body(answer) };
  return writeEnvelope({ ...envelope, functionalId: 'FA', version }, [transaction]);
}

function* body({ group, transactions }: GroupAnswer): Generator<string> {
  yield segment('AK1', group.functionalId, group.control, group.version);
  for (const transaction of transactions) yield* transactionSegments(transaction);
  const accepted = transactions.filter(({ code }) => code !== 'R').length;
  const errors = transactions.some(({ code }) => code === 'E');
  const code = accepted === 0 ? 'R' : accepted < transactions.length ? 'P' : errors ? 'E' : 'A';
  yield segment('AK9', code, transactions.length, transactions.length, accepted);
}

function* transactionSegments({ set, control, version, code, faults }: TransactionAnswer): Generator<string> {
  yield segment('AK2', set, control, version);
  for (const fault of faults) yield* faultSegments(fault);
  yield segment('IK5', code, code === 'A' ? '' : SEGMENT_FAULTS);
}

function* faultSegments(fault: SyntaxFault): Generator<string> {
  const ofElement = fault.element !== undefined;
  yield segment('IK3', fault.segmentId, fault.position, fault.loop, ofElement ? ELEMENT_FAULTS : fault.code);
  for (const context of fault.context ?? []) yield segment('CTX', context);
  if (ofElement) yield segment('IK4', composite(fault.element, fault.component), '', fault.code);
}
