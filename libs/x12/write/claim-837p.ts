import { CodedError } from '#libs/kernel/coded-error.js';
import { isLocalDate } from '#libs/kernel/local-date.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import type { ControlNumbers, FileTime, ProfessionalClaim, Receiver, Submitter } from '../claim.js';
import { inBatches, MOST_CLAIMS } from './batches.js';
import { claimFaults } from './claim-faults.js';
import { claimLoop } from './claim-loops.js';
import { billingProviderLoops, dependentLoops, organization, subscriberLoops } from './claim-parties.js';
import { cleanText, isCleanIdentifier } from './clean-text.js';
import { compactTime, interchangeControl, type TransactionInput, writeEnvelope } from './envelope.js';
import { compactDate, segment } from './segments.js';

export const CLAIM_VERSION = '005010X222A1';

/** What an 837P says about itself. */
export interface ClaimFileHeader {
  readonly sender: Submitter;
  readonly receiver: Receiver;
  /** `transaction` is the first batch's; those after it count on. */
  readonly controlNumbers: ControlNumbers;
  readonly time: FileTime;
  /** T on a demo store. */
  readonly usage: 'T' | 'P';
}

export interface ClaimInterchange extends ClaimFileHeader {
  readonly claims: readonly ProfessionalClaim[];
}

export interface ClaimBatches extends ClaimFileHeader {
  /** Taken one after the other, never two at once; at least one, and in each at least one claim. */
  readonly batches: Iterable<Iterable<ProfessionalClaim>>;
}

/**
 * An 837P interchange (one group, a transaction for every 5,000 claims) as segments, each with a line break. Refused, with the field named,
 * where a claim lacks what the format requires; `claimFaults` says beforehand which claims those are.
 */
export function writeInterchange(input: ClaimInterchange): Result<Iterable<string>> {
  const { claims, ...header } = input;
  const fault = headerFault(header) ?? (claims.length === 0 ? ['claims', 'must be at least one'] : null);
  if (fault !== null) return refuse('claim.not-writable', `${fault[0]} ${fault[1]}`, fault[0]);
  for (const [index, claim] of claims.entries()) {
    const [found] = claimFaults(claim);
    if (found !== undefined) {
      const field = `claims[${index}].${found.field}`;
      return refuse(found.code, `claims[${index}].${found.message}`, field);
    }
  }
  return accept({ [Symbol.iterator]: () => segmentsOf({ ...header, batches: inBatches(claims, MOST_CLAIMS) }) });
}

/**
 * An 837P interchange (one group, a transaction for each batch) of any number of claims, in memory that does not grow with it: claims are taken
 * as the segments are asked for. A batch is a transaction, not an interchange of its own: what a 999 refuses is a transaction, and the guide
 * asks for at most 5,000 claims in one. Claims must have been checked with `claimFaults`: one with a fault is a bug, and throws.
 */
export function writeBatches(input: ClaimBatches): Result<Iterable<string>> {
  const fault = headerFault(input);
  if (fault !== null) return refuse('claim.not-writable', `${fault[0]} ${fault[1]}`, fault[0]);
  const { batches } = input;
  return accept({ [Symbol.iterator]: () => segmentsOf({ ...input, batches: mapped(batches, checked) }) });
}

/**
 * BHT03 of a file's first batch: the reference that a 277CA returns as the trace of its receiver level. Made from the interchange's number, so
 * it is as unique; later batches (`number` 2, 3, …) have their own.
 */
export function batchReference(controlNumbers: Pick<ControlNumbers, 'interchange'>, number = 1): string {
  const control = interchangeControl(controlNumbers.interchange);
  return number === 1 ? control : `${control}-${number}`;
}

function* mapped<From, To>(items: Iterable<From>, map: (item: From) => To): Generator<To> {
  for (const item of items) yield map(item);
}

function checked(claims: Iterable<ProfessionalClaim>): Iterable<ProfessionalClaim> {
  return mapped(claims, (claim) => {
    const [fault] = claimFaults(claim);
    if (fault !== undefined) throw new CodedError(fault.code, fault.message);
    return claim;
  });
}

function segmentsOf(input: ClaimBatches): Generator<string> {
  const { sender, receiver, controlNumbers, time, usage } = input;
  const envelope = { sender, receiver, controlNumbers, time, usage, functionalId: 'HC', version: CLAIM_VERSION };
  return writeEnvelope(envelope, transactionsOf(input));
}

function* transactionsOf({ batches, ...header }: ClaimBatches): Generator<TransactionInput> {
  const first = header.controlNumbers.transaction;
  let number = 0;
  for (const claims of batches) {
    number += 1;
    const control = String(Number(first) + number - 1).padStart(first.length, '0');
    yield { set: '837', control, body: transactionBody(header, batchReference(header.controlNumbers, number), claims) };
  }
}

/** The field at fault and what it must be. */
function headerFault({ sender, receiver, controlNumbers, time }: ClaimFileHeader): [string, string] | null {
  const numberFits = (number: number) => Number.isInteger(number) && number >= 1 && number <= 999_999_999;
  if (!isCleanIdentifier(sender.id, 15) || sender.id.length < 2) return ['sender.id', 'must be 2 to 15 characters'];
  if (!isCleanIdentifier(receiver.id, 15) || receiver.id.length < 2)
    return ['receiver.id', 'must be 2 to 15 characters'];
  if (cleanText(sender.name) === '') return ['sender.name', 'is missing'];
  if (cleanText(receiver.name) === '') return ['receiver.name', 'is missing'];
  if (cleanText(sender.contact.name) === '') return ['sender.contact.name', 'is missing'];
  if (digits(sender.contact.phone).length < 10) return ['sender.contact.phone', 'must have ten digits'];
  for (const [field, party] of [
    ['sender', sender],
    ['receiver', receiver],
  ] as const) {
    if (!/^[0-9A-Z]{2}$/.test(party.qualifier ?? 'ZZ')) return [`${field}.qualifier`, 'must be two letters or digits'];
  }
  if (!isLocalDate(time.date) || !/^\d{2}:\d{2}/.test(time.time)) return ['time', 'must be a day and HH:MM'];
  if (!numberFits(controlNumbers.interchange)) return ['controlNumbers.interchange', 'must be 1 to 999999999'];
  if (!numberFits(controlNumbers.group)) return ['controlNumbers.group', 'must be 1 to 999999999'];
  return /^\d{4,9}$/.test(controlNumbers.transaction) ? null : ['controlNumbers.transaction', 'must be 4 to 9 digits'];
}

function* transactionBody(
  { sender, receiver, time }: ClaimFileHeader,
  reference: string,
  claims: Iterable<ProfessionalClaim>,
): Generator<string> {
  yield segment('BHT', '0019', '00', reference, compactDate(time.date), compactTime(time), 'CH');
  yield organization('41', sender.name, '46', sender.id);
  yield segment('PER', 'IC', cleanText(sender.contact.name, 60), 'TE', digits(sender.contact.phone));
  yield organization('40', receiver.name, '46', receiver.id);
  let level = 0;
  let billingLevel = 0;
  let billing = '';
  for (const claim of claims) {
    const provider = JSON.stringify(claim.billingProvider);
    if (provider !== billing) {
      billing = provider;
      level += 1;
      billingLevel = level;
      yield segment('HL', level, '', '20', '1');
      yield* billingProviderLoops(claim.billingProvider);
    }
    level += 1;
    yield segment('HL', level, billingLevel, '22', claim.patient === undefined ? '0' : '1');
    yield* subscriberLoops(claim.subscriber, claim.payer, claim.patient === undefined);
    if (claim.patient !== undefined) {
      level += 1;
      yield segment('HL', level, level - 1, '23', '0');
      yield* dependentLoops(claim.patient);
    }
    yield* claimLoop(claim);
  }
}

function digits(text: string): string {
  return text.replace(/\D/g, '');
}
