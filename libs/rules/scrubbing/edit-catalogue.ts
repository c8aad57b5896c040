import { AUTHORIZATION_EDITS } from './authorization-edits.js';
import { CLAIM_EDITS } from './claim-edits.js';
import { COVERAGE_EDITS } from './coverage-edits.js';
import { DIAGNOSIS_EDITS } from './diagnosis-edits.js';
import type { Edit } from './edit.js';
import { FILING_EDITS } from './filing-edits.js';
import { MINUTES_EDITS } from './minutes-edits.js';
import { NETWORK_EDITS } from './network-edits.js';
import { PATIENT_EDITS } from './patient-edits.js';
import { PLACE_EDITS } from './place-edits.js';
import { PLAN_OF_CARE_EDITS } from './plan-of-care-edits.js';
import { PROVIDER_EDITS } from './provider-edits.js';
import { REPETITION_EDITS } from './repetition-edits.js';
import { SERVICE_EDITS } from './service-edits.js';
import { SIDE_EDITS } from './side-edits.js';

/** Every edit of the scrubber beyond what coding and pricing say. */
export const EDITS: readonly Edit[] = [
  ...PATIENT_EDITS,
  ...COVERAGE_EDITS,
  ...NETWORK_EDITS,
  ...AUTHORIZATION_EDITS,
  ...PROVIDER_EDITS,
  ...DIAGNOSIS_EDITS,
  ...SIDE_EDITS,
  ...PLAN_OF_CARE_EDITS,
  ...MINUTES_EDITS,
  ...PLACE_EDITS,
  ...SERVICE_EDITS,
  ...REPETITION_EDITS,
  ...FILING_EDITS,
  ...CLAIM_EDITS,
];
