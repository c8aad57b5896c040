import { z } from 'zod';
import type { Result } from '#libs/kernel/result.js';
import { payerKind } from './events/shapes.js';
import { check, type FieldError } from './field-error.js';

/** The adjustment groups that a remittance may name (X12 code list 974). */
export const ADJUSTMENT_GROUPS = ['CO', 'PR', 'OA', 'PI'] as const;

/** The names of the modules that correct a denial by themselves (`policies/corrections`); events, rows and profiles keep them for ever. */
export const CORRECTION_HANDLERS = [
  'authorization',
  'deleted-code',
  'distinct-time',
  'duplicate',
  'identifiers',
  'kx',
  'modifier',
  'other-coverage',
  'timely-filing-proof',
] as const;
export type HandlerName = (typeof CORRECTION_HANDLERS)[number];

const carc = z.string().regex(/^[A-Z0-9]{1,4}$/, 'must be a claim adjustment reason code');
const rarc = z.string().regex(/^[A-Z0-9]{2,5}$/, 'must be a remark code');

/**
 * A row of a practice's own classification: what names a denial (the more of it, the more specific), and what is then to be done. Codes alone:
 * nothing of a patient can stand in it. Which actions, categories, handlers and reasons there are is the domain's to say.
 */
export const classificationRow = z.strictObject({
  payerKind: payerKind.optional(),
  payerId: z.string().min(1, 'must not be empty').max(100, 'must have at most 100 characters').optional(),
  carc: carc.optional(),
  /** Any of them. */
  rarc: z.array(rarc).min(1, 'must name a remark code').max(30, 'must name at most 30 remark codes').optional(),
  group: z.enum(ADJUSTMENT_GROUPS).optional(),
  /** The procedure code of the denied lines. */
  code: z
    .string()
    .regex(/^[A-Z0-9]{5}$/, 'must be a procedure code')
    .optional(),
  /** False: what the row names is no denial, and opens no case. */
  denial: z.boolean().default(true),
  category: z.string().max(40),
  /** In order; `ACTION` or `ACTION?condition`, as in the built-in rows. */
  actions: z.array(z.string().max(60)).min(1, 'must name an action').max(9, 'must name at most 9 actions'),
  responsible: z.enum(['biller', 'clinic', 'payer', 'patient']).optional(),
  correctable: z.boolean().optional(),
  /** The auto-correction handler that may work it; absent or null where a person must. */
  handler: z.string().max(40).nullable().optional(),
});
export type OwnClassificationRow = z.output<typeof classificationRow>;

export const classificationRows = z.array(classificationRow).max(2_000, 'must have at most 2000 rows');

/** Reads a practice's rows; a refusal names every row and field that is wrong. */
export function parseClassificationRows(
  value: unknown,
): Result<readonly OwnClassificationRow[], readonly FieldError[]> {
  return check(classificationRows, value);
}
