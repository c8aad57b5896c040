import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { payerKind } from '#libs/contracts/events/shapes.js';
import { isGeneratedPractice } from '#libs/demo/generated-member.js';
import { type Chances, chances } from './chances.js';
import { condition, share } from './condition.js';

const denialRule = z.strictObject({
  name: z.string(),
  when: condition,
  /** Of the claims, or lines, that the condition holds for; all where left out. */
  share: share.default(10_000),
  /** Drawn for each line by itself: then some lines of a claim are denied and others paid. */
  eachLine: z.boolean().default(false),
  /** Not again where the same services are sent once more: sending them again is the cure. */
  once: z.boolean().default(false),
  group: z.enum(['CO', 'PR', 'OA', 'PI']),
  reason: z.string(),
  /** Of the line (LQ*HE). */
  remarks: z.array(z.string()),
  /** Of the claim (MOA). */
  claimRemarks: z.array(z.string()).default([]),
});

/** How one kind of payer behaves. The first whose condition holds is taken; the last one has none. */
const payerTerms = z.strictObject({
  when: condition,
  kind: payerKind,
  daysToRemittance: z.int(),
  /** CLM05-3 that it takes. */
  frequencies: z.array(z.enum(['1', '7', '8'])),
  referringProviderRequired: z.boolean().default(false),
  /** Allowed amounts of a unit in cents by contract, at most the charge. Medicare Part B prices by its own fee schedule. */
  fees: z.record(z.string(), z.int()).optional(),
  /** Where the contract follows Medicare's fee schedule, the day's multiple-procedure cut included. */
  percentOfMedicare: z.int().min(1).optional(),
  /** Allowed share of the charge of whatever neither of the two prices. */
  percentOfCharge: z.int().min(1).max(100).default(100),
  /** A visit's share of the patient, per claim and day. */
  copayCents: z.int().default(0),
  /** The patient's share of what is allowed, beside the copay. */
  coinsurancePercent: z.int().min(0).max(99).default(0),
  /** The patients' other payers that this one sends its decided claims on to: their NM109, and the folder that the practice keeps for them. */
  crossesOverTo: z.array(z.strictObject({ payerId: z.string(), name: z.string(), folder: z.string() })).default([]),
});

const scenario = z.strictObject({
  name: z.string(),
  /** All chance is drawn from it. */
  seed: z.string().default(''),
  /** Where the payers' offices are: answers leave in their early morning. */
  timeZone: z.string().default('America/New_York'),
  daysToClaimAcknowledgement: z.int(),
  payers: z.array(payerTerms),
  denials: z.array(denialRule),
  /** Nothing happens by chance where left out. */
  chances: chances.prefault({}),
  /** By member id: what the payer has counted from elsewhere before our first claim of a year, and the deductible that is left. */
  members: z.record(
    z.string(),
    z.strictObject({
      usedElsewhereCents: z.int().optional(),
      usedElsewherePtSlpCents: z.int().optional(),
      deductibleLeftCents: z.int().optional(),
    }),
  ),
});

export type { Chances };
export type DenialRule = z.infer<typeof denialRule>;
export type PayerTerms = z.infer<typeof payerTerms>;
/** How the simulated payers behave: data, never code. */
export type Scenario = z.infer<typeof scenario>;

/** Reads a scenario; throws where it is not one. */
export function parseScenario(json: unknown): Scenario {
  return scenario.parse(json);
}

/** The payers of the sample: each rule is certain, so that a demo shows the same worklist every time. */
const SAMPLE = 'sample-weeks';
/** The payers of a made-up practice, which have a year as payers have it. */
const NORMAL_YEAR = 'normal-year';

const content = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'scenarios', `${name}.json`), 'utf8'));

/** A scenario that comes with the simulator, by its file name. One that is `like` another has all that it does not say itself from there. */
export function builtInScenario(name = SAMPLE): Scenario {
  const { like, ...own } = content(name);
  const base = typeof like === 'string' ? content(like) : {};
  const denials = [...((base.denials ?? []) as unknown[]), ...((own.denials ?? []) as unknown[])];
  return parseScenario({ ...base, ...own, denials });
}

/** What the payers of a practice do: made-up practices have a normal year of their own, all others what the sample shows. */
export function scenarioOf(practiceId: string): Scenario {
  if (!isGeneratedPractice(practiceId)) return builtInScenario();
  return { ...builtInScenario(NORMAL_YEAR), seed: practiceId };
}
