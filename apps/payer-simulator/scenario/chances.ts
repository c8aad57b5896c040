import { z } from 'zod';
import { condition, share } from './condition.js';

const days = z.int().min(1);

/** What may happen to a day's 999s: accepted at once where nothing does. */
const receiptChance = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('late'), share, days }),
  z.strictObject({ what: z.literal('missing'), share }),
  z.strictObject({ what: z.literal('doubled'), share, days }),
  /** All transactions of the day are refused for one fault. */
  z.strictObject({
    what: z.literal('rejected'),
    share,
    fault: z.strictObject({
      segmentId: z.string(),
      position: z.int(),
      loop: z.string(),
      element: z.int(),
      code: z.string(),
    }),
  }),
]);

const status = z.strictObject({ category: z.string(), status: z.string(), entity: z.string().optional() });

/** What may happen to a claim's 277CA: accepted by the payer the next morning where nothing does. */
const claimAnswerChance = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('late'), share, days }),
  z.strictObject({ what: z.literal('missing'), share }),
  z.strictObject({ what: z.literal('doubled'), share, days }),
  z.strictObject({ what: z.literal('rejected'), share, by: z.enum(['clearinghouse', 'payer']), status }),
]);

/** What may happen to a day's 835. */
const remittanceChance = z.discriminatedUnion('what', [
  /** Comes late; with many days it was lost and sent again. */
  z.strictObject({ what: z.literal('late'), share, days }),
  /** Once more under another file name. */
  z.strictObject({ what: z.literal('doubled'), share, days }),
  /** Does not balance; the corrected one follows. */
  z.strictObject({ what: z.literal('unbalanced'), share, days }),
]);

/** A payment that the payer looks at again: taken back and decided anew, some weeks later. */
const review = z.strictObject({
  name: z.string(),
  when: condition,
  share,
  afterDays: days,
  /** Of what was allowed. */
  cutPercent: z.int().min(1).max(100),
  /** The overpayment is taken from a later payment (PLB WO), so many days later; at once where left out. */
  recoupedAfterDays: days.optional(),
});

/** What becomes of an appeal, by the reason that the lines were denied for; `*` for all others. */
const appealChance = z.strictObject({ overturned: share, partly: share });

/** Everything that happens by chance: drawn from the seed and from what stands in the claim, never from the order of arrival. */
export const chances = z.strictObject({
  receipts: z.array(receiptChance).default([]),
  /** A clearinghouse stands before the payer and says first whether it sent a claim on. */
  clearinghouse: z.strictObject({ name: z.string(), id: z.string() }).optional(),
  claimAnswers: z.array(claimAnswerChance).default([]),
  /** Claims that are decided so many days later than the payer usually does. */
  silent: z.array(z.strictObject({ share, days })).default([]),
  remittances: z.array(remittanceChance).default([]),
  underpayments: z.array(z.strictObject({ when: condition, share, percent: z.int().min(1).max(99) })).default([]),
  reviews: z.array(review).default([]),
  /** Owed for claims that are paid later than so many days after their receipt. */
  interest: z.strictObject({ afterDays: days, yearlyBasisPoints: z.int().min(1) }).optional(),
  appeals: z
    .strictObject({ daysToDecision: days, daysToPayment: days, byReason: z.record(z.string(), appealChance) })
    .optional(),
});

export type Chances = z.infer<typeof chances>;
export type Review = z.infer<typeof review>;
