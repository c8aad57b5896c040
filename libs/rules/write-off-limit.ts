import type { Cents } from '#libs/kernel/money.js';
import type { PersonRole } from './person-role.js';
import type { PracticeProfile } from './practice.js';

/** What anybody but a manager may write off of one case where the practice states nothing else (convention of this project). */
const DEFAULT_LIMIT: Cents = 5_000;

/** The most that a role may write off of one case, in cents; null: no limit. A role that the practice leaves out has its default: a manager none. */
export function writeOffLimit({ writeOffLimits }: Pick<PracticeProfile, 'writeOffLimits'>, role: PersonRole) {
  return writeOffLimits?.[role] ?? (role === 'manager' ? null : DEFAULT_LIMIT);
}
