import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { payerKind } from '#libs/contracts/events/shapes.js';

/** What of a claim's text a rule looks at; what is left out is not looked at. */
const condition = z.strictObject({
  /** NM109 of the payer. */
  payerIds: z.array(z.string()).optional(),
  /** SBR09. */
  filingIndicators: z.array(z.string()).optional(),
  /** No REF*G1. */
  withoutAuthorization: z.boolean().optional(),
  /** Any of the claim's diagnoses, without the dot; a beginning is enough. */
  diagnoses: z.array(z.string()).optional(),
  renderingNpis: z.array(z.string()).optional(),
  codes: z.array(z.string()).optional(),
  /** Another line of the same day has one of these. */
  besideCodes: z.array(z.string()).optional(),
  /** None of these stands on the line. */
  withoutModifiers: z.array(z.string()).optional(),
  unitsAbove: z.int().optional(),
});

const denialRule = z.strictObject({
  name: z.string(),
  when: condition,
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
});

const scenario = z.strictObject({
  name: z.string(),
  /** Where the payers' offices are: answers leave in their early morning. */
  timeZone: z.string().default('America/New_York'),
  daysToClaimAcknowledgement: z.int(),
  payers: z.array(payerTerms),
  denials: z.array(denialRule),
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

export type Condition = z.infer<typeof condition>;
export type DenialRule = z.infer<typeof denialRule>;
export type PayerTerms = z.infer<typeof payerTerms>;
/** How the simulated payers behave: data, never code. */
export type Scenario = z.infer<typeof scenario>;

/** Reads a scenario; throws where it is not one. */
export function parseScenario(json: unknown): Scenario {
  return scenario.parse(json);
}

/** A scenario that comes with the simulator, by its file name. */
export function builtInScenario(name = 'normal-year'): Scenario {
  return parseScenario(JSON.parse(readFileSync(join(import.meta.dirname, 'scenarios', `${name}.json`), 'utf8')));
}
