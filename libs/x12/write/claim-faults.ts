import { isLocalDate } from '#libs/kernel/local-date.js';
import type { RefusalDetail } from '#libs/kernel/result.js';
import type { ClaimLine, ClaimProvider, PersonName, PostalAddress, ProfessionalClaim } from '../claim.js';
import { cleanText, isCleanIdentifier } from './clean-text.js';

/** 005010X222A1: what a payer's gateway refuses a claim for. */
const MOST_LINES = 50;
const MOST_DIAGNOSES = 12;
const MOST_POINTERS = 4;
const MOST_MODIFIERS = 4;

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
  return faults.found;
}

class FaultFinder {
  readonly found: RefusalDetail[] = [];

  require(holds: boolean, field: string, message: string): void {
    if (!holds) this.found.push({ code: 'claim.not-writable', field, message: `${field} ${message}` });
  }

  name(text: string | undefined, field: string): void {
    this.require(text !== undefined && cleanText(text) !== '', field, 'is missing or has no letter that X12 can carry');
  }

  identifier(text: string | undefined, field: string, longest: number, shortest = 1): void {
    this.require(
      text !== undefined && text.length >= shortest && isCleanIdentifier(text, longest),
      field,
      `must be ${shortest} to ${longest} characters without separators`,
    );
  }

  /** A code of two letters or digits. */
  code(text: string, field: string): void {
    this.require(/^[0-9A-Z]{2}$/.test(text), field, 'must be two letters or digits');
  }

  taxonomy(text: string | undefined, field: string): void {
    if (text !== undefined) this.require(/^[0-9A-Z]{10}$/.test(text), field, 'must be ten letters or digits');
  }

  npi(text: string | undefined, field: string): void {
    this.require(/^\d{10}$/.test(text ?? ''), field, 'must be ten digits');
  }

  date(text: string | undefined, field: string): void {
    this.require(isLocalDate(text), field, 'must be a day');
  }

  address(address: PostalAddress | undefined, field: string): void {
    if (address === undefined) {
      this.require(false, field, 'is missing');
      return;
    }
    this.name(address.line1, `${field}.line1`);
    this.require(cleanText(address.city).length >= 2, `${field}.city`, 'must have two letters that X12 can carry');
    this.require(/^[A-Z]{2}$/.test(address.state), `${field}.state`, 'must be two capital letters');
    this.require(/^\d{5}(-?\d{4})?$/.test(address.zip), `${field}.zip`, 'must be five or nine digits');
  }
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
  for (const [index, attachment] of (claim.attachments ?? []).entries()) {
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
  faults.require(
    /^[A-Z0-9]{1,2}$/.test(subscriber.claimFilingIndicator),
    'subscriber.claimFilingIndicator',
    'is missing',
  );
  if (subscriber.groupNumber !== undefined) faults.identifier(subscriber.groupNumber, 'subscriber.groupNumber', 50);
  if (subscriber.mspType !== undefined) faults.code(subscriber.mspType, 'subscriber.mspType');
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
  const { diagnosisPointers: pointers, modifiers } = line;
  faults.require(/^[0-9A-Z]{5}$/.test(line.code), `${field}.code`, 'must be five letters or digits');
  const modifiersFit = modifiers.length <= MOST_MODIFIERS && modifiers.every((one) => /^[0-9A-Z]{2}$/.test(one));
  faults.require(modifiersFit, `${field}.modifiers`, `must be at most ${MOST_MODIFIERS} of two characters each`);
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
