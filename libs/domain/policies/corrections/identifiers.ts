import type { ClaimContent } from '#libs/contracts/events/shapes.js';
import { type CorrectionHandler, skipped } from './correction.js';
import { sentLines } from './facts.js';
import { recodedClaim } from './recode.js';
import { sentContent } from './sent-claim.js';

const ROLES = ['renderingProvider', 'referringProvider', 'supervisingProvider', 'serviceFacility'] as const;

/** The claim's content with the providers of another. */
function withProviders(content: ClaimContent, from: ClaimContent): ClaimContent {
  const { referringProvider: _r, supervisingProvider: _s, serviceFacility: _f, ...rest } = content;
  const { renderingProvider, referringProvider, supervisingProvider, serviceFacility } = from;
  return {
    ...rest,
    renderingProvider,
    ...(referringProvider && { referringProvider }),
    ...(supervisingProvider && { supervisingProvider }),
    ...(serviceFacility && { serviceFacility }),
  };
}

/** RARC N290, N286, N264, N265; CARC 183 and 208: a provider's identifier. The claim again with those that are recorded now, where they differ. */
export const identifiers: CorrectionHandler = {
  name: 'identifiers',
  correct(facts) {
    const recoded = recodedClaim(facts);
    if (!recoded) return skipped('claim.not-recodable');
    const sent = sentContent(facts);
    if (ROLES.every((role) => sent[role]?.npi === recoded.content[role]?.npi))
      return skipped('identifiers.same-as-sent');
    return {
      kind: 'claim',
      lines: sentLines(facts),
      content: withProviders(sent, recoded.content),
      errors: recoded.errors,
      reason: 'identifiers-corrected',
    };
  },
};
