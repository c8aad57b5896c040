import { z } from 'zod';
import type { Result } from '#libs/kernel/result.js';
import { check, type FieldError } from './field-error.js';
import { date, identifier, text, wholeNumber } from './fields.js';

const MOST_ACTIVITIES = 100;

/** One line of ACTIVITIES: what was documented of a treatment, before it has codes. */
export const activitiesSchema = z.looseObject({
  sessionId: identifier.optional(),
  dateOfService: date,
  payerId: identifier.default('MEDICARE-B'),
  activities: z
    .array(
      z.looseObject({
        activity: text,
        minutes: wholeNumber.max(1440, 'must be at most 1440').optional(),
        group: z.boolean().optional(),
        patientPresent: z.boolean().optional(),
      }),
    )
    .min(1, 'must name an activity')
    .max(MOST_ACTIVITIES, `must have at most ${MOST_ACTIVITIES} entries`),
});

export type ActivitiesInput = z.output<typeof activitiesSchema>;

/** Reads documented activities; a refusal names every field that is missing or wrong. */
export function parseActivities(value: unknown): Result<ActivitiesInput, readonly FieldError[]> {
  return check(activitiesSchema, value);
}
