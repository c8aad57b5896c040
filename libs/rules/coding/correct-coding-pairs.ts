import type { Reference } from '../reference/reference.js';
import type { UnbundledPair } from '../reference/tables/unbundled-pairs.js';
import { finding } from '../rule-catalogue.js';
import type { Session } from '../session.js';
import type { DayFindings } from './day-findings.js';
import type { LineDraft } from './line-draft.js';
import { apartInTime } from './time-overlap.js';
import { firstPart, type Treatment } from './treatment.js';

function attested(treatment: Treatment): boolean {
  return treatment.parts.some((part) => part.record.attestations?.includes('distinct-time'));
}

function blocksOf(treatment: Treatment) {
  return treatment.parts.flatMap((part) => part.record.timeBlocks ?? []);
}

/** Distinct time is shown by the clinician's attestation or by time blocks that do not overlap. */
function distinctTimeShown(a: Treatment, b: Treatment): boolean {
  return attested(a) || attested(b) || apartInTime(blocksOf(a), blocksOf(b));
}

/**
 * Looks for pairs of the day that are not paid together. Gives the treatments (with the code of their line) that need modifier 59 and
 * have evidence; what may never stand together or lacks evidence is an error on the second code's procedure.
 */
export function checkPairs(
  drafts: readonly LineDraft[],
  sessions: readonly Session[],
  reference: Reference,
  payerId: string,
  found: DayFindings,
): ReadonlySet<string> {
  const distinct = new Set<string>();
  const seen = new Set<string>();
  for (const [index, first] of drafts.entries())
    for (const second of drafts.slice(index + 1)) {
      if (first.code === second.code) continue;
      const on = (sessions[firstPart(first.treatment).session] as Session).dateOfService;
      const pair = reference.unbundledPair(first.code, second.code, on, payerId);
      if (!pair) continue;
      const [column1, column2] = pair.column2 === second.code ? [first, second] : [second, first];
      const key = `${draftKey(column1)}/${draftKey(column2)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if (judge(pair, column1, column2, found)) distinct.add(draftKey(column2));
    }
  return distinct;
}

/** Names a treatment's lines of one code. */
export function draftKey(draft: Pick<LineDraft, 'code' | 'treatment'>): string {
  const { session, procedure } = firstPart(draft.treatment);
  return `${draft.code}|${session}|${procedure}`;
}

function judge(pair: UnbundledPair, column1: LineDraft, column2: LineDraft, found: DayFindings): boolean {
  const { session, procedure } = firstPart(column2.treatment);
  const codes = `${pair.column2} with ${pair.column1}`;
  if (pair.indicator === '0') {
    found.add(session, finding('ncci.never-together', `${codes}: never paid on one day`, { procedure }));
    return false;
  }
  if (distinctTimeShown(column1.treatment, column2.treatment)) {
    found.add(session, finding('ncci.modifier-added', `${codes}: distinct time is shown`, { procedure }));
    return true;
  }
  const message = `${codes} needs modifier 59, and neither an attestation nor time blocks show distinct time`;
  const fix = 'record time blocks, or attest distinct-time where it is true';
  found.add(session, finding('ncci.evidence-missing', message, { procedure, fix }));
  return false;
}
