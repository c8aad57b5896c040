import { type CorrectionHandler, skipped } from './correction.js';
import { sentLines } from './facts.js';
import { recodedClaim } from './recode.js';
import { sentContent } from './sent-claim.js';
import { usableAuthorization } from './usable-authorization.js';

/** CARC 15, 197, 198, 210, 243, 284, 288, 296, 302; RARC M62, N54: the claim again with the authorization that is on file (REF*G1). */
export const authorization: CorrectionHandler = {
  name: 'authorization',
  correct(facts) {
    const authorizationNumber = usableAuthorization(facts.claim, facts.ledger);
    if (authorizationNumber === undefined) return { ...skipped('authorization.not-on-file'), awaits: 'authorization' };
    return {
      kind: 'claim',
      lines: sentLines(facts),
      content: { ...sentContent(facts), authorizationNumber },
      errors: recodedClaim(facts)?.errors ?? [],
      reason: 'authorization-added',
    };
  },
};
