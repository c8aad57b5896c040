import { describe, expect, it } from '@jest/globals';
import { type DenialCommand, denialDecider } from '#libs/domain/denial-case/decider.js';
import type { DenialState } from '#libs/domain/denial-case/state.js';
import {
  authorization,
  correctable,
  open,
  schedule,
  settle,
  threshold,
} from '#libs/domain/denial-case/testing/case-fixtures.js';
import { addDays } from '#libs/kernel/local-date.js';
import { caseSteps } from './case-steps.js';

const NOTICE = '2026-04-06';
const BY = 'user:desk';

function caseAfter(...commands: readonly DenialCommand[]): DenialState {
  return commands.reduce<DenialState>((state, command) => {
    const decided = denialDecider.decide(command, state);
    if (!decided.ok) throw new Error(decided.refusal.code);
    return decided.value.reduce(denialDecider.evolve, state);
  }, denialDecider.initial);
}

const on = (days: number) => {
  const today = addDays(NOTICE, days);
  return { today, now: `${today}T17:00:00.000Z`, by: BY };
};
const stepsOf = (state: DenialState, days: number) =>
  caseSteps(state, on(days)).map((step) => (step.type === 'FileAppeal' ? `${step.type} ${step.level}` : step.type));
const classified = (changes: Partial<typeof threshold>) => open({ classification: { ...threshold, ...changes } });

describe('the desk of made-up people', () => {
  it('takes a case, and writes the letter a week after the notice at the lowest level that is open', () => {
    const appealed = open({ classification: { ...authorization, action: 'APPEAL' } });
    expect(stepsOf(caseAfter(appealed), 1)).toEqual(['AssignDenial']);
    expect(stepsOf(caseAfter(appealed, { type: 'AssignDenial', owner: BY }), 6)).toEqual([]);
    expect(stepsOf(caseAfter(appealed, { type: 'AssignDenial', owner: BY }), 7)).toEqual([
      'FileAppeal redetermination',
    ]);
  });

  it('does nothing about a case that is closed or unknown', () => {
    expect(stepsOf(denialDecider.initial, 1)).toEqual([]);
    expect(stepsOf(caseAfter(open(), settle), 30)).toEqual([]);
  });

  it('leaves a correction that is under way to itself', () => {
    expect(stepsOf(caseAfter(correctable, schedule), 20)).toEqual(['AssignDenial']);
  });

  it('bills the patient only where the classification says so', () => {
    expect(stepsOf(caseAfter(classified({ action: 'PT' })), 1)).toEqual(['AssignDenial', 'ResolveDenial']);
    expect(stepsOf(caseAfter(classified({ action: 'NEXT', alternatives: ['PT'] })), 1)).toEqual([
      'AssignDenial',
      'ResolveDenial',
    ]);
    expect(stepsOf(caseAfter(classified({ action: 'NEXT', alternatives: [] })), 1)).toEqual(['AssignDenial']);
  });

  it('notes what it found out about an unknown reason before it does anything else', () => {
    const unknown = classified({ category: 'UNKNOWN', action: 'APPEAL', alternatives: [] });
    expect(stepsOf(caseAfter(unknown), 7)).toEqual(['AssignDenial', 'NoteDenial', 'FileAppeal redetermination']);
  });

  it('gives up, with a reason, what has no appeal left', () => {
    const without = open({ clocks: [], classification: { ...authorization, alternatives: [] } });
    expect(caseSteps(caseAfter(without), on(1)).at(-1)).toMatchObject({
      type: 'WriteOffDenial',
      amountCents: 6000,
      reason: 'no-authorization',
    });
  });

  it('asks the decider for nothing that it refuses, whatever day it is', () => {
    for (const opening of [open(), correctable, classified({ action: 'WO' }), classified({ action: 'POST' })]) {
      for (let days = 0; days < 120; days += 1) {
        let state = caseAfter(opening);
        for (const step of caseSteps(state, on(days))) {
          if (step.type !== 'AssignDenial' && step.type !== 'NoteDenial' && step.type !== 'ResolveDenial') continue;
          const decided = denialDecider.decide(step, state);
          expect(decided.ok).toBe(true);
          if (decided.ok) state = decided.value.reduce(denialDecider.evolve, state);
        }
      }
    }
  });
});
