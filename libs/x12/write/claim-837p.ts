import { isLocalDate } from '#libs/kernel/local-date.js';
import { centsToDecimal, sumCents } from '#libs/kernel/money.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import type { ClaimLine, ControlNumbers, FileTime, ProfessionalClaim, Receiver, Submitter } from '../claim.js';
import { claimFaults } from './claim-faults.js';
import {
  billingProviderLoops,
  dependentLoops,
  organization,
  providerLoop,
  serviceFacilityLoop,
  subscriberLoops,
} from './claim-parties.js';
import { cleanText, isCleanIdentifier } from './clean-text.js';
import { compactTime, interchangeControl, writeEnvelope } from './envelope.js';
import { compactDate, composite, segment } from './segments.js';

export const CLAIM_VERSION = '005010X222A1';

export interface ClaimInterchange {
  readonly sender: Submitter;
  readonly receiver: Receiver;
  readonly controlNumbers: ControlNumbers;
  readonly time: FileTime;
  /** T on a demo store. */
  readonly usage: 'T' | 'P';
  readonly claims: readonly ProfessionalClaim[];
}

/**
 * An 837P interchange (one group, one transaction) as segments, each with a line break. Refused, with the field named, where a claim lacks what
 * the format requires; `claimFaults` says beforehand which claims those are.
 */
export function writeInterchange(input: ClaimInterchange): Result<Iterable<string>> {
  const envelope = envelopeFault(input);
  if (envelope !== null) return refuse('claim.not-writable', `${envelope[0]} ${envelope[1]}`, envelope[0]);
  for (const [index, claim] of input.claims.entries()) {
    const [fault] = claimFaults(claim);
    if (fault !== undefined) {
      const field = `claims[${index}].${fault.field}`;
      return refuse(fault.code, `claims[${index}].${fault.message}`, field);
    }
  }
  return accept({ [Symbol.iterator]: () => segmentsOf(input) });
}

/**
 * BHT03 of a file: the reference that a 277CA returns as the trace of its receiver level. Made from the interchange's number, so it is as unique.
 */
export function batchReference(controlNumbers: Pick<ControlNumbers, 'interchange'>): string {
  return interchangeControl(controlNumbers.interchange);
}

function segmentsOf(input: ClaimInterchange): Generator<string> {
  const { sender, receiver, controlNumbers, time, usage } = input;
  const body = transactionBody(input);
  const transaction = { set: '837', control: controlNumbers.transaction, body };
  return writeEnvelope({ sender, receiver, controlNumbers, time, usage, functionalId: 'HC', version: CLAIM_VERSION }, [
    transaction,
  ]);
}

function envelopeFault({ sender, receiver, controlNumbers, time, claims }: ClaimInterchange): [string, string] | null {
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
  if (!/^[0-9A-Z]{4,9}$/.test(controlNumbers.transaction))
    return ['controlNumbers.transaction', 'must be 4 to 9 characters'];
  return claims.length === 0 ? ['claims', 'must be at least one'] : null;
}

function* transactionBody({ sender, receiver, controlNumbers, time, claims }: ClaimInterchange): Generator<string> {
  yield segment('BHT', '0019', '00', batchReference(controlNumbers), compactDate(time.date), compactTime(time), 'CH');
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

/** Loop 2300 and those within. */
function* claimLoop(claim: ProfessionalClaim): Generator<string> {
  yield claimSegment(claim);
  if (claim.onsetOn !== undefined) yield dateSegment('431', claim.onsetOn);
  if (claim.initialTreatmentOn !== undefined) yield dateSegment('454', claim.initialTreatmentOn);
  if (claim.lastSeenOn !== undefined) yield dateSegment('304', claim.lastSeenOn);
  if (claim.accident !== undefined) yield dateSegment('439', claim.accident.on);
  for (const { reportType, transmission, controlNumber } of claim.attachments ?? []) {
    const identified = controlNumber === undefined ? [] : ['AC', controlNumber];
    yield segment('PWK', reportType, transmission, '', '', ...identified);
  }
  if (claim.priorAuthorization !== undefined) yield segment('REF', 'G1', claim.priorAuthorization);
  if (claim.payerControlNumber !== undefined) yield segment('REF', 'F8', claim.payerControlNumber);
  if (claim.note !== undefined && cleanText(claim.note) !== '') yield segment('NTE', 'ADD', cleanText(claim.note));
  yield segment(
    'HI',
    ...claim.diagnoses.map((code, index) => composite(index === 0 ? 'ABK' : 'ABF', code.replace('.', ''))),
  );
  yield* providerLoop('DN', claim.referringProvider);
  yield* providerLoop('82', claim.renderingProvider);
  yield* serviceFacilityLoop(claim.serviceFacility);
  yield* providerLoop('DQ', claim.supervisingProvider);
  for (const [index, line] of claim.lines.entries()) yield* lineLoop(line, index + 1, claim.placeOfService);
}

function claimSegment(claim: ProfessionalClaim): string {
  return segment(
    'CLM',
    claim.patientControlNumber,
    centsToDecimal(sumCents(claim.lines.map((line) => line.chargeCents))),
    '',
    '',
    composite(claim.placeOfService, 'B', claim.frequency),
    'Y',
    claim.assignment ?? 'A',
    claim.benefitsAssigned ?? 'Y',
    claim.releaseOfInformation ?? 'Y',
    '',
    claim.accident === undefined ? '' : composite(claim.accident.kind, '', '', claim.accident.state),
  );
}

/** Loop 2400. */
function* lineLoop(line: ClaimLine, number: number, placeOfService: string): Generator<string> {
  const description = line.description === undefined ? '' : cleanText(line.description);
  const [first, second, third, fourth] = line.modifiers;
  yield segment('LX', number);
  yield segment(
    'SV1',
    composite('HC', line.code, first, second, third, fourth, description),
    centsToDecimal(line.chargeCents),
    'UN',
    line.units,
    line.placeOfService === placeOfService ? '' : line.placeOfService,
    '',
    composite(...line.diagnosisPointers),
  );
  yield line.serviceDateTo === undefined
    ? dateSegment('472', line.serviceDate)
    : segment('DTP', '472', 'RD8', `${compactDate(line.serviceDate)}-${compactDate(line.serviceDateTo)}`);
  yield segment('REF', '6R', line.lineControlNumber);
}

function dateSegment(qualifier: string, date: string): string {
  return segment('DTP', qualifier, 'D8', compactDate(date));
}

function digits(text: string): string {
  return text.replace(/\D/g, '');
}
