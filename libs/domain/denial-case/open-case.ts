import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import { accept, type Result } from '#libs/kernel/result.js';
import { type CaseClock, type ClockStart, clockStarted } from './case-clock.js';
import type { Classification } from './classify.js';
import type { DenialState, OpenedCase } from './state.js';

/** What a case is: a denial as the tables classify it, or money to be given back (`REFUND`), which no table knows. */
export type CaseClass = Omit<Classification, 'action'> & { readonly action: Classification['action'] | 'REFUND' };

/** Opens the case of a denial: what it is, whose it is, and until when. */
export interface OpenDenialCase {
  readonly type: 'OpenDenialCase';
  readonly opened: OpenedCase;
  readonly classification: CaseClass;
  /** The payer's frequency codes: only one that takes replacements can be sent a correction. */
  readonly frequencyCodes: readonly string[];
  /** Empty where no clock runs: nothing can be appealed or filed again. */
  readonly clocks: readonly CaseClock[];
  readonly start: ClockStart;
}

/**
 * The handler that may correct a denial by itself; null where a person must. An authorization goes with a corrected claim alone: with a
 * replacement where the payer takes one, or with the new claim that takes the place of one that was not processed.
 */
export function handlerFor(
  { handler, correctable, action }: Pick<CaseClass, 'handler' | 'correctable' | 'action'>,
  frequencyCodes: readonly string[],
): Classification['handler'] {
  if (handler !== 'authorization') return handler;
  return correctable && (action === 'NEW' || frequencyCodes.includes('7')) ? handler : null;
}

/** The team that a case belongs to until a person takes it. */
function teamOf(classification: Pick<CaseClass, 'responsible'>): string {
  return classification.responsible === 'clinic' ? 'team:clinic' : 'team:billing';
}

/** Opened, classified, given to a team, and its clocks started; once. */
export function openDenialCase(command: OpenDenialCase, state: DenialState): Result<readonly DenialEvent[]> {
  if (state.status !== 'none') return accept([]);
  const { opened, classification, frequencyCodes, clocks, start } = command;
  const { denialId, claimId, patientId, payerId, dateOfService } = opened;
  const ids = { denialId, claimId, patientId, payerId };
  const { category, action, alternatives, correctable, responsible } = classification;
  return accept([
    { type: 'DenialCaseOpened', data: opened },
    {
      type: 'DenialClassified',
      data: {
        ...ids,
        category,
        action,
        alternatives: [...alternatives],
        correctable,
        responsible,
        handler: handlerFor(classification, frequencyCodes),
        dateOfService,
      },
    },
    { type: 'DenialAssigned', data: { ...ids, owner: teamOf(classification) } },
    ...clocks.map((clock) => clockStarted(ids, clock, opened.deniedCents, start)),
  ]);
}
