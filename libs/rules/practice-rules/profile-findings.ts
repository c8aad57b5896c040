import type { Finding } from '../finding.js';
import type { PracticeTerms } from '../practice.js';
import { finding } from '../rule-catalogue.js';
import { practiceFaults } from './check-practice.js';

/** A practice whose own rules cannot be read bills nothing: nobody knows what they would have held. */
export function profileFindings(practice: PracticeTerms | undefined): Finding[] {
  return practiceFaults(practice).map(({ field, message }) =>
    finding('practice.profile-invalid', `${field} ${message}`, { fix: `correct ${field} in the practice's profile` }),
  );
}
