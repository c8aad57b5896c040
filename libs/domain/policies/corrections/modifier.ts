import { type CorrectionHandler, skipped } from './correction.js';
import { isDenied, sentLines } from './facts.js';
import { recodedClaim, sameServices } from './recode.js';
import { sentContent, withModifiers } from './sent-claim.js';

/** CARC 4, RARC N822 and N823: a line lacks a modifier or has a wrong one. What must stand is what the day's coding says. */
export const modifier: CorrectionHandler = {
  name: 'modifier',
  correct(facts) {
    const recoded = recodedClaim(facts);
    if (!recoded) return skipped('claim.not-recodable');
    const sent = sentLines(facts);
    if (!sameServices(sent, recoded.lines)) return skipped('modifier.services-differ');
    const lines = withModifiers(sent, recoded.lines, (line) => isDenied(facts, line.line));
    const unchanged = lines.every((line, place) => line.modifiers.join() === sent[place]?.modifiers.join());
    if (unchanged) return skipped('modifier.same-as-sent');
    return {
      kind: 'claim',
      lines,
      content: sentContent(facts),
      errors: recoded.errors,
      reason: 'modifiers-corrected',
    };
  },
};
