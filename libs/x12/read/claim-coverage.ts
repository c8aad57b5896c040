import type { CoverageTerms, Responsibility } from '../claim-party.js';
import { element, type Segment } from '../segment.js';
import type { Draft } from './draft.js';

const RESPONSIBILITIES = 'PSTABCDEFGHU';

/** SBR01; what is no code of it is unknown. */
function readResponsibility(text: string): Responsibility {
  return text.length === 1 && RESPONSIBILITIES.includes(text) ? (text as Responsibility) : 'U';
}

/** SBR of the claim's payer or of another one; with nothing in it where there is no SBR. */
export function readCoverage(segment: Segment | null): CoverageTerms {
  if (segment === null) return { responsibility: 'U', claimFilingIndicator: '' };
  const terms: Draft<CoverageTerms> = {
    responsibility: readResponsibility(element(segment, 1)),
    claimFilingIndicator: element(segment, 9),
  };
  if (element(segment, 3) !== '') terms.groupNumber = element(segment, 3);
  if (element(segment, 4) !== '') terms.groupName = element(segment, 4);
  if (element(segment, 5) !== '') terms.mspType = element(segment, 5);
  return terms;
}
