import { accept, type Result, refuse } from '#libs/kernel/result.js';
import type { CaseDeadline } from './appeal-state.js';
import type { DenialState } from './state.js';

/** Whether a case has an appeal that can be filed at a level now; what is appealed together must all be so. */
export function appealable(state: DenialState, level: string): Result<CaseDeadline> {
  if (state.status !== 'open') return refuse('denial.not-open', 'The case is not open.');
  const deadline = state.deadlines.find((one) => one.kind === level);
  if (!deadline || level === 'timely-filing')
    return refuse('appeal.no-right', 'The case has no appeal of that level.', 'level');
  return accept(deadline);
}
