import { z } from 'zod';
import { date, identifier } from '#libs/contracts/fields.js';

/* The body of a payment that is keyed in from paper. Amounts are integer cents; a reversal's are below 0. */

const cents = z
  .int('must be whole cents')
  .min(-99_999_999_99, 'must be above -100,000,000.00 in cents')
  .max(99_999_999_99, 'must be less than 100,000,000.00 in cents');
const adjustment = z.strictObject({
  group: z.enum(['CO', 'PR', 'OA', 'PI']),
  reason: z.string().regex(/^[0-9A-Z]{1,5}$/, 'must be a claim adjustment reason code'),
  amountCents: cents,
});
const adjustments = z.array(adjustment).max(99).default([]);
const remarks = z
  .array(z.string().regex(/^[0-9A-Z]{2,6}$/, 'must be a remittance advice remark code'))
  .max(99)
  .default([]);
const modifier = z.string().regex(/^[0-9A-Z]{2}$/, 'must be two letters or digits');

const line = z.strictObject({
  code: z.string().regex(/^[0-9A-Z]{5}$/, 'must be a CPT or HCPCS code'),
  modifiers: z.array(modifier).max(4).default([]),
  billedCode: z.string().exactOptional(),
  units: z.number().positive().exactOptional(),
  chargeCents: cents,
  paidCents: cents,
  serviceDate: date.exactOptional(),
  lineControlNumber: identifier.exactOptional(),
  allowedCents: cents.exactOptional(),
  adjustments,
  remarks,
});

const claim = z.strictObject({
  patientControlNumber: identifier,
  payerControlNumber: identifier,
  originalPayerControlNumber: identifier.exactOptional(),
  status: z.enum(['1', '2', '3', '4', '19', '20', '21', '22', '23']),
  chargeCents: cents,
  paidCents: cents,
  adjustments,
  remarks,
  lines: z.array(line).max(999).default([]),
});

export const keyedPayment = z.strictObject({
  payerId: identifier,
  checkNumber: identifier,
  paymentDate: date,
  paymentCents: cents,
  claims: z.array(claim).min(1, 'must be at least one').max(1000, 'must be at most 1000'),
  providerAdjustments: z
    .array(
      z.strictObject({
        reason: z.string().regex(/^[0-9A-Z]{2}$/, 'must be a provider adjustment reason code'),
        reference: z.string().max(50).default(''),
        amountCents: cents,
      }),
    )
    .max(99)
    .default([]),
});
