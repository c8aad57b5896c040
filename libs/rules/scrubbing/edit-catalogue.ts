import { CLAIM_EDITS } from './claim-edits.js';
import { COVERAGE_EDITS } from './coverage-edits.js';
import { DIAGNOSIS_EDITS } from './diagnosis-edits.js';
import type { Edit } from './edit.js';
import { PATIENT_EDITS } from './patient-edits.js';
import { PLAN_OF_CARE_EDITS } from './plan-of-care-edits.js';
import { PROVIDER_EDITS } from './provider-edits.js';

/** Every edit of the scrubber beyond what coding and pricing say. */
export const EDITS: readonly Edit[] = [
  ...PATIENT_EDITS,
  ...COVERAGE_EDITS,
  ...PROVIDER_EDITS,
  ...DIAGNOSIS_EDITS,
  ...PLAN_OF_CARE_EDITS,
  ...CLAIM_EDITS,
];
