import { describe, expect, it } from '@jest/globals';
import { type CorrectionAttempt, correctionsOf } from './corrections.js';

type Event = Parameters<typeof correctionsOf>[1];

const ids = { denialId: 'C1-1', claimId: 'C1', patientId: 'P1', payerId: 'BLUE', handler: 'modifier', attempt: 1 };
const changes = [{ line: 1, field: 'modifiers', from: 'GO', to: 'GO 59' }];
const proposed: Event = { type: 'ResubmissionProposed', data: { ...ids, route: 'replacement', changes } };
const approved: Event = { type: 'ResubmissionApproved', data: { ...ids, route: 'replacement', by: 'user:ann' } };
const scheduled: Event = { type: 'ResubmissionScheduled', data: { ...ids, dueAt: '2026-04-10T12:00:00.000Z' } };
const attempted = (outcome: 'SUCCESS' | 'FAILED' | 'SKIPPED', reason: string, attempt = 1): Event => ({
  type: 'ResubmissionAttempted',
  data: { ...ids, attempt, outcome, reason, ...(outcome === 'SUCCESS' ? { submissionNumber: 2 } : {}) },
});

const AT = '2026-04-10T13:00:00.000Z';
const fold = (...events: readonly Event[]) =>
  events.reduce<readonly CorrectionAttempt[]>((before, event) => correctionsOf(before, event, AT), []);

describe('the corrections of a denial', () => {
  it('show a proposal with what it changes', () => {
    expect(fold(proposed)).toMatchObject([{ state: 'proposed', route: 'replacement', changes, decidedBy: null }]);
  });

  it('keep what was shown, who let it go and what came of it in one', () => {
    expect(fold(proposed, approved, scheduled, attempted('SUCCESS', 'modifiers-corrected'))).toEqual([
      {
        ...{ attempt: 1, handler: 'modifier', state: 'success', route: 'replacement', changes, at: AT },
        ...{ decidedBy: 'user:ann', reason: 'modifiers-corrected', submissionNumber: 2 },
      },
    ]);
  });

  it('show a try that nobody was asked about, and each further one', () => {
    expect(fold(attempted('SKIPPED', 'modifier.same-as-sent'), attempted('FAILED', 'scrubber: x', 2))).toMatchObject([
      { attempt: 1, state: 'skipped', reason: 'modifier.same-as-sent' },
      { attempt: 2, state: 'failed', reason: 'scrubber: x' },
    ]);
  });

  it('are left alone by anything else', () => {
    const before = fold(proposed);
    const { handler: _, attempt: __, ...denial } = ids;
    expect(correctionsOf(before, { type: 'DenialAssigned', data: { ...denial, owner: 'team:billing' } }, AT)).toBe(
      before,
    );
  });
});
