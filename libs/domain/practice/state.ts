import type { OwnClassificationRow } from '#libs/contracts/classification-row.js';
import type { PracticeProfile } from '#libs/rules/practice.js';

/* Stream `{practice}/practice-{practice}`. Events: contracts/events/practice-events.ts; their names and fields are storage format. */

export interface PracticeState {
  /** Null until the practice was first configured. */
  readonly profile: PracticeProfile | null;
  /** Its own rows of denial classification, and how often they were changed: 0 while it has none. */
  readonly classification: { readonly revision: number; readonly rows: readonly OwnClassificationRow[] };
}

export const noPractice: PracticeState = { profile: null, classification: { revision: 0, rows: [] } };
