import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { sameJson } from '#libs/kernel/same-json.js';
import type { Classification } from './classify.js';
import { handlerFor } from './open-case.js';
import { type DenialState, idsOf } from './state.js';

/** Other rows are in force: the case is classified by them. */
export interface ReclassifyDenial {
  readonly type: 'ReclassifyDenial';
  readonly classification: Classification;
  readonly frequencyCodes: readonly string[];
}

/** An open case alone, and only where something of it changes. Owner, clocks and attempts stay as they are. */
export function reclassifyDenial(
  { classification, frequencyCodes }: ReclassifyDenial,
  state: DenialState,
): Result<readonly DenialEvent[]> {
  if (!state.opened) return refuse('denial.unknown', 'No such case was ever opened.', 'denialId');
  if (state.status !== 'open') return accept([]);
  const { category, action, alternatives, correctable, responsible } = classification;
  const handler = handlerFor(classification, frequencyCodes);
  const changed = { category, action, alternatives: [...alternatives], correctable, responsible, handler };
  if (sameJson(changed, state.classification)) return accept([]);
  const { dateOfService } = state.opened;
  return accept([{ type: 'DenialClassified', data: { ...idsOf(state), ...changed, dateOfService } }]);
}
