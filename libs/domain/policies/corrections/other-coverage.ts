import type { Coverage } from '#libs/rules/session.js';
import { payersOf } from './changes.js';
import { type CorrectionHandler, skipped } from './correction.js';
import { type CorrectionFacts, openedOf, recordsOf } from './facts.js';
import { sentContent } from './sent-claim.js';

function isInForce({ from, to }: Coverage, on: string): boolean {
  return (from === undefined || from <= on) && (to === undefined || on <= to);
}

/** Another payer of the patient on the day of service, as recorded now; several leave open who is first. */
function othersOf(facts: CorrectionFacts): ReadonlySet<string> {
  const { payerId, dateOfService } = openedOf(facts);
  const coverages = recordsOf(facts).flatMap(({ session }) => session.coverages);
  return new Set(
    coverages.filter((one) => one.payerId !== payerId && isInForce(one, dateOfService)).map((one) => one.payerId),
  );
}

/**
 * CARC 22: another payer comes first. Where one is on file it is asked first, and this payer second. The order stands in the EHR's record, so
 * a person amends it there; the day is then coded for the first payer by itself.
 */
export const otherCoverage: CorrectionHandler = {
  name: 'other-coverage',
  correct(facts) {
    const others = othersOf(facts);
    if (others.size === 0) return skipped('other-coverage.none-on-file');
    if (others.size > 1) return skipped('other-coverage.several-on-file');
    const from = payersOf(sentContent(facts));
    const to = [...others, openedOf(facts).payerId].join(' ');
    return { kind: 'next-payer', reason: 'other-coverage.on-file', changes: [{ field: 'coverages', from, to }] };
  },
};
