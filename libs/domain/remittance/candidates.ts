import type { Cents } from '#libs/kernel/money.js';

/** What a claim of a payment says of itself, for a person who looks for ours. */
export interface RemittedEvidence {
  readonly patientControlNumber: string;
  readonly memberId?: string;
  readonly lastName?: string;
  readonly chargeCents: Cents;
  readonly serviceDates: readonly string[];
  readonly codes: readonly string[];
}

/** The same of one submission of a claim of ours. */
export interface SubmissionEvidence extends RemittedEvidence {
  readonly claimId: string;
  readonly submissionNumber: number;
}

export type Reason = 'control-number-alike' | 'member-id' | 'date-of-service' | 'charge' | 'codes' | 'name';

/** A claim that may be meant, and why. */
export interface Candidate {
  readonly claimId: string;
  readonly submissionNumber: number;
  /** 0 to 100: the weights of the reasons together. */
  readonly score: number;
  readonly confidence: 'high' | 'medium' | 'low';
  readonly reasons: readonly Reason[];
}

/** Convention of this project. A name alone is no reason: namesakes are common, and a name weighs less than anything else. */
const WEIGHTS: Readonly<Record<Reason, number>> = {
  'control-number-alike': 25,
  'member-id': 30,
  'date-of-service': 15,
  charge: 15,
  codes: 10,
  name: 5,
};
const HIGH = 70;
const MEDIUM = 40;
/** Fewer characters than this in common are chance: a claim's number has 13, its submission two to four more. */
const LEAST_ALIKE = 8;

const plain = (text: string) => text.toUpperCase().replace(/[^0-9A-Z]/g, '');

/** Payers cut our number off, or put something around it. */
function alike(a: string, b: string): boolean {
  const [shorter = '', longer = ''] = [plain(a), plain(b)].sort((x, y) => x.length - y.length);
  return shorter.length >= LEAST_ALIKE && longer.includes(shorter);
}

const same = (a: string | undefined, b: string | undefined) =>
  a !== undefined && b !== undefined && plain(a) !== '' && plain(a) === plain(b);
const sameSet = (a: readonly string[], b: readonly string[]) =>
  a.length > 0 && [...new Set(a)].sort().join() === [...new Set(b)].sort().join();

function reasonsFor(remitted: RemittedEvidence, ours: SubmissionEvidence): readonly Reason[] {
  const holds: Readonly<Record<Reason, boolean>> = {
    'control-number-alike': alike(remitted.patientControlNumber, ours.patientControlNumber),
    'member-id': same(remitted.memberId, ours.memberId),
    'date-of-service': remitted.serviceDates.some((date) => ours.serviceDates.includes(date)),
    charge: Math.abs(remitted.chargeCents) === ours.chargeCents,
    codes: sameSet(remitted.codes, ours.codes),
    name: same(remitted.lastName, ours.lastName),
  };
  return (Object.keys(holds) as Reason[]).filter((reason) => holds[reason]);
}

/** The submissions of ours that a payment's claim may mean, the likeliest first; those that nothing but a name speaks for are left out. */
export function candidatesFor(remitted: RemittedEvidence, ours: readonly SubmissionEvidence[]): readonly Candidate[] {
  return ours
    .map(({ claimId, submissionNumber, ...evidence }) => {
      const reasons = reasonsFor(remitted, { claimId, submissionNumber, ...evidence });
      const score = reasons.reduce((sum, reason) => sum + WEIGHTS[reason], 0);
      const confidence = score >= HIGH ? ('high' as const) : score >= MEDIUM ? ('medium' as const) : ('low' as const);
      return { claimId, submissionNumber, score, confidence, reasons };
    })
    .filter(({ reasons }) => reasons.some((reason) => reason !== 'name'))
    .sort((a, b) => b.score - a.score || a.claimId.localeCompare(b.claimId) || b.submissionNumber - a.submissionNumber);
}
