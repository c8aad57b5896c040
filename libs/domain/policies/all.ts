import { claimPolicies } from './claim-policies.js';
import { denialPolicies } from './denial-policies.js';
import type { Policy } from './policy.js';

/** Every policy of the house. A new one starts at the events that come after it; names are part of command ids: never rename one. */
export const policies: readonly Policy[] = [...claimPolicies, ...denialPolicies];
