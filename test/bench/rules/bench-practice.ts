import { parsePractice } from '#libs/contracts/practice-schema.js';
import { samplePractice } from '#libs/demo/sample-practice.js';
import type { PracticeProfile } from '#libs/rules/practice.js';

type Written = typeof samplePractice & {
  readonly charges: Readonly<Record<string, number>>;
  readonly payers: readonly unknown[];
};

/** The sample practice, with a payer of each further kind of contract: a share of Medicare with no unit method stated, and a Medicaid. */
export function benchPractice(): PracticeProfile {
  const sample = samplePractice as Written;
  const practice = parsePractice({
    ...sample,
    charges: { ...sample.charges, '97542': 6000 },
    payers: [
      ...sample.payers,
      { payerId: 'SAMPLE-SHARE', name: 'Sample Share', kind: 'COMMERCIAL', percentOfMedicare: 112.5 },
      {
        payerId: 'SAMPLE-STATE',
        name: 'Sample State',
        kind: 'MEDICAID',
        unitMethod: 'CMS_TOTAL',
        fees: { '97110': 2500 },
      },
    ],
  });
  if (!practice.ok) throw new Error(practice.refusal.map(({ field, message }) => `${field} ${message}`).join('; '));
  return practice.value;
}
