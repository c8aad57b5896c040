import { z } from 'zod';
import { date, identifier, wholeNumber } from './fields.js';
import { sessionSchema } from './session-schema.js';

const cents = z.int('must be an amount in whole cents').min(0, 'must be 0 or more');
const aboutPatient = { practiceId: identifier, patientId: identifier };

/** `ehr.session.voided.v1`: the session did not take place, or belongs elsewhere. */
export const sessionVoidedSchema = z.looseObject({
  practiceId: identifier,
  sessionId: identifier,
  reason: z.string().max(500).optional(),
});

/** `ehr.authorization.recorded.v1`. */
export const authorizationSchema = z.looseObject({
  ...aboutPatient,
  payerId: identifier,
  number: identifier,
  from: date.optional(),
  to: date.optional(),
  visits: wholeNumber.optional(),
});

/** `ehr.eligibility.recorded.v1`: what the payer said, as of a day. */
export const eligibilitySchema = z.looseObject({
  ...aboutPatient,
  payerId: identifier,
  asOf: date,
  active: z.boolean(),
  from: date.optional(),
  to: date.optional(),
  deductibleLeftCents: cents.optional(),
  otUsedCents: cents.optional(),
  ptSlpUsedCents: cents.optional(),
  visitsLeft: wholeNumber.optional(),
  copayCents: cents.optional(),
});

/** `ehr.plan-of-care.certified.v1`. */
export const planOfCareSchema = z.looseObject({
  ...aboutPatient,
  kind: z.enum(['initial', 'recert']),
  from: date,
  to: date.optional(),
  verbalOn: date.optional(),
  signedOn: date.optional(),
  sentOn: date.optional(),
  byNpi: identifier.optional(),
});

/** `ehr.attestation.recorded.v1`: services above the therapy threshold are (or are not) reasonable, necessary and documented. */
export const attestationSchema = z.looseObject({
  ...aboutPatient,
  discipline: z.enum(['OT', 'PT', 'SLP']).default('OT'),
  approved: z.boolean(),
  on: date,
});

/** `ehr.visits.scheduled.v1`: the visits that are planned for a patient from now on, in the EHR's own words. */
export const visitsScheduledSchema = z.looseObject(aboutPatient);

/** The CloudEvent types that an EHR may send, with the schema of their `data`. */
export const ehrMessageSchemas = {
  'ehr.session.recorded.v1': sessionSchema,
  'ehr.session.voided.v1': sessionVoidedSchema,
  'ehr.authorization.recorded.v1': authorizationSchema,
  'ehr.eligibility.recorded.v1': eligibilitySchema,
  'ehr.plan-of-care.certified.v1': planOfCareSchema,
  'ehr.attestation.recorded.v1': attestationSchema,
  'ehr.visits.scheduled.v1': visitsScheduledSchema,
} as const;

export type EhrMessageType = keyof typeof ehrMessageSchemas;
export type EhrMessageData<Type extends EhrMessageType> = z.output<(typeof ehrMessageSchemas)[Type]>;

export function isEhrMessageType(type: string): type is EhrMessageType {
  return Object.hasOwn(ehrMessageSchemas, type);
}
