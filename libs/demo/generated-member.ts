import { SeededRandom } from './seeded-random.js';

export const generatedPracticeId = (seed: number) => `simulated-${seed}`;

/** Whether a practice is a made-up one, by its id. */
export const isGeneratedPractice = (practiceId: string) => /^simulated-\d+$/.test(practiceId);

/** What a payer has on file about a member before a made-up practice's first claim of a year. */
export interface GeneratedMember {
  /** Occupational therapy that other practices billed. */
  readonly usedElsewhereCents: number;
  readonly deductibleLeftCents: number;
}

/** Medicare members' ids: eleven characters that begin with a digit. */
const MEDICARE_ID = /^\d[A-Z0-9]{10}$/;

/**
 * A member of a made-up practice's payer, made of the practice and the member's id alone: so the payer's file, and the answer to an
 * eligibility question that the practice's EHR passes on, say the same.
 */
export function generatedMember(practiceId: string, memberId: string): GeneratedMember {
  if (!MEDICARE_ID.test(memberId)) return { usedElsewhereCents: 0, deductibleLeftCents: 0 };
  const random = new SeededRandom(`${practiceId}/member/${memberId}`);
  return {
    usedElsewhereCents: random.chance(20) ? 200_000 + random.whole(0, 300) * 100 : 0,
    deductibleLeftCents: random.chance(25) ? random.whole(10, 283) * 100 : 0,
  };
}
