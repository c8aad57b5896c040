import type { ChargeLine } from '#libs/contracts/events/shapes.js';
import { DISTINCT_MODIFIERS } from '#libs/rules/coding/modifier-order.js';
import { apartInTime } from '#libs/rules/coding/time-overlap.js';
import type { Procedure } from '#libs/rules/session.js';
import { type CorrectionHandler, skipped } from './correction.js';
import { type CorrectionFacts, isDenied, recordsOf, sentLines } from './facts.js';
import { recodedClaim } from './recode.js';
import { modifierErrors, sentContent, withOneMore } from './sent-claim.js';

const isMarked = ({ modifiers }: ChargeLine) => modifiers.some((modifier) => DISTINCT_MODIFIERS.has(modifier));

/** Every service of the line's day, that of the line and the others. */
function servicesOn(facts: CorrectionFacts, { code, serviceDate }: ChargeLine) {
  const on = serviceDate ?? facts.claim.dateOfService;
  const day = recordsOf(facts).flatMap(({ session }) => (session.dateOfService === on ? session.procedures : []));
  return { own: day.filter((one) => one.code === code), others: day.filter((one) => one.code !== code) };
}

const blocksOf = (procedures: readonly Procedure[]) => procedures.flatMap(({ timeBlocks }) => timeBlocks ?? []);

/** Attested by the clinician, or shown by time blocks that overlap none of the day's other services, of which each has its own. */
function isDistinct(facts: CorrectionFacts, line: ChargeLine): boolean {
  const { own, others } = servicesOn(facts, line);
  if (own.length === 0) return false;
  if (own.every(({ attestations }) => attestations?.includes('distinct-time'))) return true;
  return (
    others.length > 0 &&
    own.every(({ timeBlocks }) => timeBlocks?.length) &&
    others.every(({ timeBlocks }) => apartInTime(blocksOf(own), timeBlocks ?? []))
  );
}

/** CARC 97 and 236, RARC M15, M80, N20: the payer counts the service as part of another. 59 says that it had time of its own: only with evidence. */
export const distinctTime: CorrectionHandler = {
  name: 'distinct-time',
  correct(facts) {
    const lines = sentLines(facts);
    const lacking = lines.filter((line) => isDenied(facts, line.line) && !isMarked(line));
    if (lacking.length === 0) return skipped('distinct-time.already-sent');
    if (!lacking.every((line) => isDistinct(facts, line))) return skipped('distinct-time.no-evidence');
    const recoded = recodedClaim(facts);
    if (!recoded) return skipped('claim.not-recodable');
    const numbers = new Set(lacking.map(({ line }) => line));
    const corrected = withOneMore(lines, '59', ({ line }) => numbers.has(line));
    const errors = [...recoded.errors, ...modifierErrors(corrected)];
    return { kind: 'claim', lines: corrected, content: sentContent(facts), errors, reason: 'distinct-time-shown' };
  },
};
