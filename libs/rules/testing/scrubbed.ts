import type { PricedSession } from '../coded-session.js';
import { codeDay } from '../coding/code-day.js';
import type { Finding } from '../finding.js';
import type { PracticeTerms } from '../practice.js';
import { openLedger } from '../pricing/ledger.js';
import { builtInReference } from '../reference/built-in.js';
import type { EligibilityAnswer } from '../scrubbing/edit.js';
import { scrubDay } from '../scrubbing/scrub-day.js';
import { VisitHistory } from '../scrubbing/visit-history.js';
import type { Session } from '../session.js';
import { SAMPLE_PRACTICE, sampleSession } from './sample.js';

/** What a day is scrubbed by, where that is not the sample's own. */
export interface Around {
  readonly asOf?: string;
  readonly practice?: PracticeTerms & { readonly practiceId?: string };
  readonly visits?: VisitHistory;
  readonly eligibility?: EligibilityAnswer;
  readonly accruedCents?: number;
}

/** A practice that charges for every code, so that a missing charge says nothing where something else is asked. */
export function chargingAll(practice: PracticeTerms = SAMPLE_PRACTICE): PracticeTerms {
  const charges = Object.fromEntries([...builtInReference().codes.keys()].map((code) => [code, 20_000]));
  return { ...practice, charges };
}

/** Scrubs a day of sample sessions, named S1, S2 … where nothing else is given. */
export function scrubSample(given: readonly Partial<Session>[], around: Around = {}): readonly PricedSession[] {
  const { asOf = '2026-03-20', practice = SAMPLE_PRACTICE, visits = new VisitHistory(), accruedCents = 0 } = around;
  const sessions = given.map((one, index) => sampleSession({ sessionId: `S${index + 1}`, ...one }));
  const reference = builtInReference();
  const day = codeDay({ sessions, practice, reference });
  const { eligibility } = around;
  const balances = openLedger(accruedCents, 0);
  return scrubDay({
    sessions,
    day,
    practice,
    reference,
    balances,
    asOf,
    visits,
    ...(eligibility && { eligibility }),
  }).sessions;
}

/** What is said of a session beyond infos, or of the last one of a day: `error poc.missing`. */
export function said(given: Partial<Session> | readonly Partial<Session>[], around: Around = {}): string[] {
  const day = Array.isArray(given) ? (given as readonly Partial<Session>[]) : [given as Partial<Session>];
  return (scrubSample(day, around).at(-1)?.findings ?? [])
    .filter((one) => one.severity !== 'info')
    .map((one) => `${one.severity} ${one.rule}`);
}

/** A finding as one text, with its procedure, fix and correction: `error code.ended at 1: 97532 ended … (bill …)`. */
export function told({ severity, rule, procedure, message, fix, correction }: Finding): string {
  const place = procedure === undefined ? '' : ` at ${procedure}`;
  const cure = fix === undefined ? '' : ` (${fix})`;
  return `${severity} ${rule}${place}: ${message}${cure}${correction ? ` ${JSON.stringify(correction)}` : ''}`;
}

/** What a rule says of the last session of a day, whole. */
export function toldOf(rule: string, given: readonly Partial<Session>[], around: Around = {}): string[] {
  return (scrubSample(given, around).at(-1)?.findings ?? []).filter((one) => one.rule === rule).map(told);
}

/** The fields of a session taken away. */
export function without(...fields: (keyof Session)[]): Partial<Session> {
  return Object.fromEntries(fields.map((field) => [field, undefined])) as Partial<Session>;
}
