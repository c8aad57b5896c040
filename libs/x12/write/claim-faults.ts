import type { RefusalDetail } from '#libs/kernel/result.js';
import type { ClaimLine, ClaimProvider, PersonName, PostalAddress, ProfessionalClaim } from '../claim.js';
import { checkCoordination } from './cob-faults.js';
import { FaultFinder } from './fault-finder.js';

/** 005010X222A1: what a payer's gateway refuses a claim for. */
const MOST_LINES = 50;
const MOST_DIAGNOSES = 12;
const MOST_POINTERS = 4;
const MOST_ATTACHMENTS = 10;

/**
 * Everything for which a claim cannot be written as an 837P: what the format requires and is missing, or cannot carry. Fields are named as in
 * `ProfessionalClaim`; messages repeat no content. Whether the claim is right is not asked here.
 */
export function claimFaults(claim: ProfessionalClaim): RefusalDetail[] {
  const faults = new FaultFinder();
  checkHeader(claim, faults);
  checkBillingProvider(claim, faults);
  checkPeople(claim, faults);
  checkProviders(claim, faults);
  checkDiagnoses(claim, faults);
  checkLines(claim, faults);
  checkCoordination(claim, faults);
  return faults.found;
}

function checkHeader(claim: ProfessionalClaim, faults: FaultFinder): void {
  faults.identifier(claim.patientControlNumber, 'patientControlNumber', 20);
  faults.require(/^[178]$/.test(claim.frequency), 'frequency', 'must be 1, 7 or 8');
  if (claim.frequency !== '1' || claim.payerControlNumber !== undefined) {
    faults.identifier(claim.payerControlNumber, 'payerControlNumber', 50);
  }
  if (claim.priorAuthorization !== undefined) faults.identifier(claim.priorAuthorization, 'priorAuthorization', 50);
  faults.require(/^\d{2}$/.test(claim.placeOfService), 'placeOfService', 'must be two digits');
  for (const field of ['onsetOn', 'initialTreatmentOn', 'lastSeenOn'] as const) {
    if (claim[field] !== undefined) faults.date(claim[field], field);
  }
  if (claim.accident !== undefined) {
    faults.date(claim.accident.on, 'accident.on');
    const needsState = claim.accident.kind === 'AA' || claim.accident.state !== undefined;
    if (needsState)
      faults.require(/^[A-Z]{2}$/.test(claim.accident.state ?? ''), 'accident.state', 'must be two letters');
  }
  const { attachments = [], patientPaidCents = 0 } = claim;
  faults.require(
    Number.isSafeInteger(patientPaidCents) && patientPaidCents >= 0,
    'patientPaidCents',
    'must be whole cents, not negative',
  );
  faults.require(attachments.length <= MOST_ATTACHMENTS, 'attachments', `must be at most ${MOST_ATTACHMENTS}`);
  for (const [index, attachment] of attachments.entries()) {
    const field = `attachments[${index}]`;
    faults.code(attachment.reportType, `${field}.reportType`);
    faults.code(attachment.transmission, `${field}.transmission`);
    const needsNumber = attachment.transmission !== 'AA' || attachment.controlNumber !== undefined;
    if (needsNumber) faults.identifier(attachment.controlNumber, `${field}.controlNumber`, 50, 2);
  }
}

function checkBillingProvider({ billingProvider }: ProfessionalClaim, faults: FaultFinder): void {
  faults.name(billingProvider.name, 'billingProvider.name');
  if (billingProvider.entityType === 'person') faults.name(billingProvider.firstName, 'billingProvider.firstName');
  faults.npi(billingProvider.npi, 'billingProvider.npi');
  faults.require(
    /^\d{9}$/.test(billingProvider.taxId.replace(/-/g, '')),
    'billingProvider.taxId',
    'must be nine digits',
  );
  faults.taxonomy(billingProvider.taxonomy, 'billingProvider.taxonomy');
  faults.address(billingProvider.address, 'billingProvider.address');
  if (billingProvider.payTo !== undefined) faults.address(billingProvider.payTo, 'billingProvider.payTo');
}

function checkPeople(claim: ProfessionalClaim, faults: FaultFinder): void {
  const { subscriber, patient, payer } = claim;
  checkName(subscriber, 'subscriber', faults);
  faults.identifier(subscriber.memberId, 'subscriber.memberId', 80, 2);
  faults.coverage(subscriber, 'subscriber');
  faults.secondaryMedicare(subscriber, 'subscriber');
  if (patient === undefined) checkDemographics(subscriber, 'subscriber', faults);
  else {
    checkName(patient, 'patient', faults);
    checkDemographics(patient, 'patient', faults);
    faults.require(
      /^[0-9A-Z]{2}$/.test(patient.relationship),
      'patient.relationship',
      'must be an X12 relationship code',
    );
  }
  faults.name(payer.name, 'payer.name');
  faults.identifier(payer.id, 'payer.id', 80, 2);
  if (payer.address !== undefined) faults.address(payer.address, 'payer.address');
}

function checkName(person: PersonName, field: string, faults: FaultFinder): void {
  faults.name(person.lastName, `${field}.lastName`);
}

/** Of the patient, whoever that is. */
function checkDemographics(
  person: { readonly birthDate?: string; readonly sex?: string; readonly address?: PostalAddress },
  field: string,
  faults: FaultFinder,
): void {
  faults.date(person.birthDate, `${field}.birthDate`);
  faults.require(/^[FMU]$/.test(person.sex ?? ''), `${field}.sex`, 'must be F, M or U');
  faults.address(person.address, `${field}.address`);
}

function checkProviders(claim: ProfessionalClaim, faults: FaultFinder): void {
  const { serviceFacility } = claim;
  for (const field of ['referringProvider', 'renderingProvider', 'supervisingProvider'] as const) {
    const provider: ClaimProvider | undefined = claim[field];
    if (provider === undefined) continue;
    checkName(provider, field, faults);
    faults.npi(provider.npi, `${field}.npi`);
    faults.taxonomy(provider.taxonomy, `${field}.taxonomy`);
  }
  if (serviceFacility === undefined) return;
  faults.name(serviceFacility.name, 'serviceFacility.name');
  faults.address(serviceFacility.address, 'serviceFacility.address');
  if (serviceFacility.npi !== undefined) faults.npi(serviceFacility.npi, 'serviceFacility.npi');
}

function checkDiagnoses({ diagnoses }: ProfessionalClaim, faults: FaultFinder): void {
  const inRange = diagnoses.length >= 1 && diagnoses.length <= MOST_DIAGNOSES;
  faults.require(inRange, 'diagnoses', `must be 1 to ${MOST_DIAGNOSES}`);
  const codes = diagnoses.map((code) => code.replace('.', ''));
  faults.require(new Set(codes).size === codes.length, 'diagnoses', 'must not name a code twice');
  for (const [index, code] of codes.entries()) {
    faults.require(/^[A-Z][0-9A-Z]{2,6}$/.test(code), `diagnoses[${index}]`, 'is not formed like an ICD-10-CM code');
  }
}

function checkLines(claim: ProfessionalClaim, faults: FaultFinder): void {
  const { lines } = claim;
  faults.require(lines.length >= 1 && lines.length <= MOST_LINES, 'lines', `must be 1 to ${MOST_LINES}`);
  for (const [index, line] of lines.entries()) checkLine(line, `lines[${index}]`, claim.diagnoses.length, faults);
  const controls = new Set(lines.map((line) => line.lineControlNumber));
  faults.require(controls.size === lines.length, 'lines', 'must have line control numbers that differ');
}

function checkLine(line: ClaimLine, field: string, diagnosisCount: number, faults: FaultFinder): void {
  const { diagnosisPointers: pointers } = line;
  faults.procedure(line, field);
  faults.require(
    Number.isSafeInteger(line.units) && line.units > 0,
    `${field}.units`,
    'must be a whole number above 0',
  );
  faults.require(
    Number.isSafeInteger(line.chargeCents) && line.chargeCents >= 0,
    `${field}.chargeCents`,
    'must be whole cents, not negative',
  );
  const pointersFit =
    pointers.length >= 1 &&
    pointers.length <= MOST_POINTERS &&
    new Set(pointers).size === pointers.length &&
    pointers.every((pointer) => Number.isInteger(pointer) && pointer >= 1 && pointer <= diagnosisCount);
  faults.require(pointersFit, `${field}.diagnosisPointers`, 'must be 1 to 4 different ones to diagnoses of the claim');
  faults.date(line.serviceDate, `${field}.serviceDate`);
  if (line.serviceDateTo !== undefined) faults.date(line.serviceDateTo, `${field}.serviceDateTo`);
  if (line.placeOfService !== undefined) faults.code(line.placeOfService, `${field}.placeOfService`);
  faults.identifier(line.lineControlNumber, `${field}.lineControlNumber`, 30);
}
