import { z } from 'zod';
import { isLocalDate } from '#libs/kernel/local-date.js';

/** A calendar day that exists. */
export const date = z.string().refine(isLocalDate, { message: 'must be a calendar day YYYY-MM-DD that exists' });

/** A text that is not blank. */
export const text = z
  .string()
  .max(2000, 'must have at most 2000 characters')
  .refine((value) => value.trim() !== '', { message: 'must not be blank' });

/** An identifier: short, printable, no control characters and no halves of characters, neither of which Postgres keeps. */
export const identifier = z
  .string()
  .min(1, 'must not be empty')
  .max(100, 'must have at most 100 characters')
  .refine((value) => !/[\p{Cc}\p{Cs}]/u.test(value), { message: 'must not contain control characters' });

export const wholeNumber = z.int('must be a whole number').min(0, 'must be 0 or more');
export const cents = wholeNumber.max(99_999_999_99, 'must be less than 100,000,000.00 in cents');

export const sex = z.enum(['F', 'M', 'U']);

export const address = z.looseObject({
  line1: text,
  line2: z.string().max(200).optional(),
  city: text,
  state: z.string().max(60),
  zip: z.string().max(20),
});
