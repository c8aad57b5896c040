import { z } from 'zod';
import type { Result } from '#libs/kernel/result.js';
import { check, type FieldError } from './field-error.js';
import { address, cents, date, identifier, sex, text, wholeNumber } from './fields.js';

/** More procedures than any day of treatment has; what is beyond is a broken sender, not a session. */
const MOST_PROCEDURES = 500;

const minutes = wholeNumber.max(10_000, 'must be at most 10000');

const provider = z.looseObject({
  npi: identifier,
  lastName: z.string().max(200).optional(),
  firstName: z.string().max(200).optional(),
  taxonomy: z.string().max(50).optional(),
});

const person = {
  lastName: z.string().max(200).optional(),
  firstName: z.string().max(200).optional(),
  middleName: z.string().max(200).optional(),
  birthDate: date.optional(),
  sex: sex.optional(),
  address: address.optional(),
};

const coverage = z.looseObject({
  rank: z.int('must be a whole number').min(1, 'must be 1 or more'),
  payerId: identifier,
  memberId: z.string().max(80).optional(),
  relationship: z.enum(['self', 'spouse', 'child', 'other']).optional(),
  groupNumber: z.string().max(80).optional(),
  groupName: z.string().max(200).optional(),
  from: date.optional(),
  to: date.optional(),
  mspType: z.string().max(10).optional(),
  claimFilingIndicator: z.string().max(2).optional(),
  copayCents: cents.optional(),
  subscriber: z.looseObject(person).optional(),
});

const certification = z.looseObject({
  kind: z.enum(['initial', 'recert']),
  from: date,
  to: date.optional(),
  verbalOn: date.optional(),
  signedOn: date.optional(),
  sentOn: date.optional(),
  byNpi: identifier.optional(),
});

const planOfCare = z.looseObject({
  firstTreatmentOn: date,
  certifiedOn: date.optional(),
  orderOnFileOn: date.optional(),
  sentOn: date.optional(),
  endsOn: date.optional(),
  certifications: z.array(certification).max(100).optional(),
});

const authorization = z.looseObject({
  number: identifier,
  from: date.optional(),
  to: date.optional(),
  visits: wholeNumber.optional(),
  visitsUsed: wholeNumber.optional(),
});

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time HH:MM');

const procedure = z.looseObject({
  code: z.string().regex(/^[A-Z0-9]{5}$/, 'must be a procedure code of five capital letters and digits'),
  minutes: minutes.optional(),
  assistantMinutes: minutes.optional(),
  preferUnit: z.boolean().optional(),
  count: wholeNumber.max(9999, 'must be at most 9999').optional(),
  diagnosisPointers: z
    .array(z.int('must be a whole number').min(1, 'must be 1 or more'))
    .max(4, 'must have at most 4 pointers')
    .optional(),
  timeBlocks: z
    .array(z.looseObject({ start: clockTime, end: clockTime }))
    .max(100)
    .optional(),
  groupSize: wholeNumber.optional(),
  modifiers: z
    .array(z.string().regex(/^[A-Z0-9]{2}$/, 'must be a modifier of two capital letters or digits'))
    .max(20)
    .optional(),
  description: z.string().max(500).optional(),
  attestations: z
    .array(z.enum(['distinct-time', 'above-threshold-necessary']))
    .max(10)
    .optional(),
  rtm: z
    .looseObject({
      system: z.string().max(40).optional(),
      periodStart: date.optional(),
      daysWithData: wholeNumber.optional(),
      interactiveOn: date.optional(),
    })
    .optional(),
  evaluation: z.looseObject({ performanceDeficits: wholeNumber.optional() }).optional(),
});

/** `data` of `ehr.session.recorded.v1`, the body of `POST /v1/sessions`, and a line of the command line's SESSIONS. Unknown fields are kept. */
export const sessionSchema = z.looseObject({
  sessionId: identifier,
  revision: z.int('must be a whole number').min(1, 'must be 1 or more'),
  practiceId: identifier,
  patient: z.looseObject({ patientId: identifier, ...person }),
  coverages: z.array(coverage).min(1, 'must name at least one coverage').max(10),
  dateOfService: date,
  placeOfService: z.string().regex(/^\d{2}$/, 'must be two digits'),
  discipline: z.enum(['OT', 'PT', 'SLP']).default('OT'),
  renderingProvider: provider,
  referringProvider: provider.optional(),
  supervisingProvider: provider.optional(),
  planOfCare: planOfCare.optional(),
  authorization: authorization.optional(),
  diagnoses: z.array(z.string().max(20)).min(1, 'must name at least one diagnosis').max(100),
  procedures: z
    .array(procedure)
    .min(1, 'must name at least one procedure')
    .max(MOST_PROCEDURES, `must have at most ${MOST_PROCEDURES} procedures`),
  telehealth: z.looseObject({ patientAtHome: z.boolean().optional(), audioOnly: z.boolean().optional() }).optional(),
  abn: z.enum(['GA', 'GX', 'GY', 'GZ']).optional(),
  documentation: z
    .looseObject({
      medicalNecessity: z.boolean().optional(),
      functionalGoals: z.boolean().optional(),
      treatmentTime: z.boolean().optional(),
      patientResponse: z.boolean().optional(),
      planOfCare: z.boolean().optional(),
    })
    .optional(),
  serviceFacility: z
    .looseObject({ name: text.optional(), npi: identifier.optional(), address: address.optional() })
    .optional(),
  onsetOn: date.optional(),
  accident: z
    .looseObject({ kind: z.enum(['AA', 'EM', 'OA']), on: date.optional(), state: z.string().max(2).optional() })
    .optional(),
  progressReportOn: date.optional(),
  claimGroup: identifier.optional(),
});

export type SessionInput = z.output<typeof sessionSchema>;

/** Reads a session; a refusal names every field that is missing or wrong. `practiceId` fills the session's own where that is absent. */
export function parseSession(value: unknown, practiceId?: string): Result<SessionInput, readonly FieldError[]> {
  const named =
    practiceId !== undefined && isRecord(value) && value.practiceId === undefined ? { ...value, practiceId } : value;
  return check(sessionSchema, named);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
