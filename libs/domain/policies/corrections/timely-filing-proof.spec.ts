import { describe, expect, it } from '@jest/globals';
import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import { acceptancesOf } from './acceptances.js';
import { planOf } from './testing/plan-of.js';

const late = { reason: '29' };
const on = (day: string) => ({ acceptances: [{ submissionNumber: 1, on: day }] });

describe('a denial as filed too late', () => {
  it('is appealed with the payer’s own acceptance in time', () => {
    expect(planOf(late, on('2026-09-08'))).toEqual([
      'appeal',
      'acceptedSubmission  -> 1',
      'acceptedOn  -> 2026-09-08',
      'timelyUntil  -> 2026-09-08',
    ]);
  });

  it('is skipped where the acceptance came late, or none came', () => {
    expect(planOf(late, on('2026-09-09'))).toEqual(['SKIPPED', 'timely-filing.no-proof']);
    expect(planOf(late)).toEqual(['SKIPPED', 'timely-filing.no-proof']);
  });

  it('is skipped at Medicare Part B, which takes no appeal of it', () => {
    expect(planOf({ ...late, payerId: 'MEDICARE-B' }, on('2026-03-14'))).toEqual([
      'SKIPPED',
      'timely-filing.no-appeal',
    ]);
  });

  it('is skipped where nobody knows the payer’s limit, and while an appeal is pending', () => {
    expect(planOf(late, { ...on('2026-03-14'), timelyUntil: null })).toEqual([
      'SKIPPED',
      'timely-filing.limit-unknown',
    ]);
    expect(planOf(late, { ...on('2026-03-14'), appealPending: true })).toEqual(['SKIPPED', 'denial.appeal-pending']);
  });

  it('counts a payer’s 277CA alone, on the day that it states', () => {
    const answer = (data: object) => ({
      event: { type: 'ClaimAcknowledged', data: { kind: '277CA', submissionNumber: 1, ...data } } as ClaimEvent,
      recordedOn: '2026-03-20',
    });
    expect(acceptancesOf([answer({}), answer({ answeredOn: '2026-03-18' })])).toEqual([
      { submissionNumber: 1, on: '2026-03-20' },
      { submissionNumber: 1, on: '2026-03-18' },
    ]);
    expect(acceptancesOf([answer({ kind: '999' }), answer({ stage: 'clearinghouse' })])).toEqual([]);
  });
});
