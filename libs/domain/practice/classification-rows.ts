import type { OwnClassificationRow } from '#libs/contracts/classification-row.js';
import type { PracticeEvent } from '#libs/contracts/events/practice-events.js';
import type { FieldError } from '#libs/contracts/field-error.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { sameJson } from '#libs/kernel/same-json.js';
import type { PracticeState } from './state.js';

/** A person puts the practice's own rows of denial classification in force: all of them, in place of those before. */
export interface ChangeClassificationRows {
  readonly type: 'ChangeClassificationRows';
  readonly rows: readonly OwnClassificationRow[];
  /** What is wrong with them, as `rowFaults` finds it; empty where they may take effect. */
  readonly faults: readonly FieldError[];
  /** The practice's local day. */
  readonly effectiveOn: LocalDate;
  /** `user:{id}`. */
  readonly by: string;
}

/** Checked, by a person, and only where they differ from what is in force. */
export function changeClassificationRows(
  { rows, faults, effectiveOn, by }: ChangeClassificationRows,
  { profile, classification }: PracticeState,
): Result<readonly PracticeEvent[]> {
  if (!profile) return refuse('practice.unknown', 'No such practice was ever configured.', 'practiceId');
  if (!by.startsWith('user:'))
    return refuse('classification.person-missing', 'Only a person changes how denials are classified.', 'by');
  const [fault] = faults;
  if (fault) return refuse('classification.row', fault.message, fault.field);
  if (sameJson(rows, classification.rows)) return accept([]);
  const revision = classification.revision + 1;
  const { practiceId } = profile;
  return accept([
    {
      type: 'ClassificationRowsChanged',
      data: { practiceId, revision, rows: [...rows], effectiveOn, changedBy: by },
    },
  ]);
}
