import { z } from 'zod';
import type { Result } from '#libs/kernel/result.js';
import { isTimeZone } from '#libs/kernel/time-zone.js';
import { CORRECTION_HANDLERS } from './classification-row.js';
import { check, type FieldError } from './field-error.js';
import { address, cents, identifier, text, wholeNumber } from './fields.js';
import { letterFaults } from './letter-template.js';

/** A yes or no; the modifier itself (`"GO"`) also means yes. */
const uses = z.union([z.boolean(), z.string().transform((value) => value !== '')]);
const prices = z.record(z.string().regex(/^[A-Z0-9]{5}$/, 'must be a procedure code'), cents);

const correctionMode = z.enum(['off', 'propose', 'send']);
const correctionModes = Object.fromEntries(
  ['default', ...CORRECTION_HANDLERS].map((name) => [name, correctionMode.optional()]),
);

const payer = z.looseObject({
  payerId: identifier,
  name: text,
  kind: z.enum(['MEDICARE_B', 'MEDICARE_ADVANTAGE', 'COMMERCIAL', 'MEDICAID']),
  x12Id: identifier.optional(),
  unitMethod: z.enum(['CMS_TOTAL', 'AMA_PER_CODE']).optional(),
  claimFilingIndicator: z.string().min(1).max(2).optional(),
  frequencyCodes: z.array(z.union([z.string(), z.int().transform(String)])).optional(),
  claimsPerBatch: z
    .int('must be a whole number')
    .min(1, 'must be 1 or more')
    .max(5_000, 'must be 5000 or less')
    .optional(),
  answerDays: z
    .strictObject({ '999': wholeNumber.optional(), '277CA': wholeNumber.optional(), '835': wholeNumber.optional() })
    .optional(),
  timelyFilingDays: wholeNumber.optional(),
  appealDays: wholeNumber.optional(),
  appealLevels: z
    .array(z.looseObject({ name: z.string().min(1).max(60), days: z.int('must be a whole number').min(1).max(3_650) }))
    .min(1, 'must name a level')
    .max(9)
    .optional(),
  submissionsPerMinute: z.int('must be a whole number').min(1, 'must be 1 or more').max(6_000).optional(),
  autoCorrection: z.strictObject(correctionModes).optional(),
  correctionPath: z.enum(['reopening', 'appeal']).optional(),
  appealPacket: z.enum(['required', 'optional']).optional(),
  authorizationRequired: z.boolean().optional(),
  visitLimit: wholeNumber.optional(),
  therapyModifier: uses.optional(),
  assistantModifier: uses.optional(),
  mppr: z.boolean().optional(),
  kx: z.boolean().optional(),
  sequestration: z.boolean().optional(),
  telehealthModifier: z.string().max(2).optional(),
  supervisingProviderRequired: z.boolean().optional(),
  fees: prices.optional(),
  underpaymentTolerance: z
    .looseObject({
      cents: cents.optional(),
      percent: z.number().min(0, 'must be 0 or more').max(100, 'must be at most 100').optional(),
    })
    .optional(),
  overpaymentReturnDays: wholeNumber.optional(),
  percentOfMedicare: z.number().min(0, 'must be 0 or more').max(1000, 'must be at most 1000').optional(),
});

const letterTemplate = z.strictObject({
  payerId: identifier.optional(),
  level: identifier.optional(),
  text: z
    .string()
    .min(1, 'must not be empty')
    .max(20_000, 'must have at most 20000 characters')
    .superRefine((value, { addIssue }) => {
      for (const message of letterFaults(value)) addIssue({ code: 'custom', message });
    }),
});

/** A practice's own rows of reference data by table; which tables and columns there are is the rules' to say. */
const referenceRows = z.record(
  z.string().max(40),
  z.array(z.record(z.string().max(40), z.union([z.string().max(400), z.number(), z.boolean(), z.null()]))).max(10_000),
);

/** A share of all claims, from 0 to 1: a decimal, exact as it is written. */
const share = z
  .union([z.string(), z.number().transform(String)])
  .refine((value) => /^(0(\.\d{1,9})?|1(\.0{1,9})?)$/.test(value), { message: 'must be a decimal from 0 to 1' });

/**
 * A practice's profile, as `--practice` reads it and as the practice's own stream keeps it. Its own rules (`rules`,
 * `severities`, `payers[].modifiers`) stay as they are stated: `libs/rules/practice-rules` reads and checks them.
 */
export const practiceSchema = z.looseObject({
  practiceId: identifier,
  name: text,
  npi: identifier,
  entityType: z.enum(['organization', 'person']).optional(),
  firstName: z.string().max(200).optional(),
  lastName: z.string().max(200).optional(),
  taxId: identifier,
  taxIdType: z.enum(['EI', 'SY']).optional(),
  taxonomy: identifier,
  address,
  payTo: address.optional(),
  timeZone: z.string().refine(isTimeZone, { message: 'must be a time zone such as America/New_York' }).optional(),
  participating: z.boolean().optional(),
  usage: z.enum(['T', 'P']).optional(),
  submitter: z.looseObject({
    id: identifier,
    qualifier: z.string().max(2).optional(),
    name: text,
    contact: z.looseObject({ name: text, phone: text }),
  }),
  receiver: z.looseObject({ id: identifier, qualifier: z.string().max(2).optional(), name: text }),
  locality: z.string().min(1).max(20).optional(),
  claimGrouping: z.enum(['day', 'week']).optional(),
  resendRefusedEnvelopes: z.boolean().optional(),
  preBillReview: z.looseObject({ share, seed: z.string().max(100).optional() }).optional(),
  alarms: z
    .looseObject({
      days: z
        .array(z.int('must be whole days').min(0, 'must be 0 or more').max(365, 'must be 365 or less'))
        .min(1, 'must name a day')
        .max(20, 'must be 20 days or fewer')
        .optional(),
      hour: z.int('must be an hour').min(0, 'must be 0 or more').max(23, 'must be 23 or less').optional(),
    })
    .optional(),
  writeOffLimits: z
    .strictObject({ biller: cents.optional(), lead: cents.optional(), manager: cents.optional() })
    .optional(),
  /** Own letters of appeal, by payer and level; one that names neither is for all. */
  letterTemplates: z.array(letterTemplate).max(200).optional(),
  charges: prices.default({}),
  payers: z.array(payer).default([]),
  reference: referenceRows.optional(),
});

export type PracticeInput = z.output<typeof practiceSchema>;

/** Reads a practice's profile; a refusal names every field that is missing or wrong. */
export function parsePractice(value: unknown): Result<PracticeInput, readonly FieldError[]> {
  return check(practiceSchema, value);
}
