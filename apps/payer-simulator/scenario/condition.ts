import { z } from 'zod';

/** How many of ten thousand. */
export const share = z.int().min(0).max(10_000);

/** What of a claim's text a rule looks at; what is left out is not looked at. */
export const condition = z.strictObject({
  /** NM109 of the payer. */
  payerIds: z.array(z.string()).optional(),
  /** SBR09. */
  filingIndicators: z.array(z.string()).optional(),
  /** No REF*G1. */
  withoutAuthorization: z.boolean().optional(),
  /** No other payer has decided before (loop 2320 without a decision). */
  withoutOtherPayersDecision: z.boolean().optional(),
  /** No records sent beside the claim (PWK). */
  withoutAttachment: z.boolean().optional(),
  /** Any of the claim's diagnoses, without the dot; a beginning is enough. */
  diagnoses: z.array(z.string()).optional(),
  renderingNpis: z.array(z.string()).optional(),
  /** Received more days than this after the service. */
  daysToReceiptAbove: z.int().optional(),
  codes: z.array(z.string()).optional(),
  /** Another line of the same day has one of these. */
  besideCodes: z.array(z.string()).optional(),
  /** Column 2 of a pair (NCCI, by the line's date) with another line of the same day. */
  secondOfPair: z.boolean().optional(),
  /** None of these stands on the line. */
  withoutModifiers: z.array(z.string()).optional(),
  unitsAbove: z.int().optional(),
});

export type Condition = z.infer<typeof condition>;
