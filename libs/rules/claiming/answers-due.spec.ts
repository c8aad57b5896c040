import { describe, expect, it } from '@jest/globals';
import { builtInReference } from '../reference/built-in.js';
import { answersDue, type SentSubmission } from './answers-due.js';

const { calendar } = builtInReference();
const due = (at: string, changes: Partial<SentSubmission> = {}) =>
  Object.fromEntries(
    answersDue(
      { at: new Date(at), payer: { kind: 'COMMERCIAL' }, timeZone: 'America/New_York', ...changes },
      calendar,
    ).map(({ awaited, dueAt }) => [awaited, dueAt]),
  );

describe('the days by which a payer answers', () => {
  it('are two and five business days for acknowledgements, and 45 calendar days for a decision', () => {
    // Monday evening, after the close of day: Tuesday in UTC, but the practice's Monday.
    expect(due('2026-03-03T01:05:00.000Z')).toEqual({
      '999': '2026-03-05T05:00:00.000Z',
      '277CA': '2026-03-10T04:00:00.000Z',
      '835': '2026-04-17T04:00:00.000Z',
    });
  });

  it('leave out weekends and federal holidays', () => {
    // The Friday before Memorial Day, 25 May 2026.
    expect(due('2026-05-22T20:00:00.000Z')).toMatchObject({
      '999': '2026-05-28T04:00:00.000Z',
      '277CA': '2026-06-02T04:00:00.000Z',
    });
  });

  it('are 30 for Medicare’s decision', () => {
    expect(due('2026-03-02T18:00:00.000Z', { payer: { kind: 'MEDICARE_B' } })['835']).toBe('2026-04-02T04:00:00.000Z');
  });

  it('are the payer’s own where its entry has them, and none where it says 0', () => {
    const payer = { kind: 'COMMERCIAL', answerDays: { '277CA': 0, '835': 14 } } as const;
    expect(due('2026-03-02T18:00:00.000Z', { payer })).toEqual({
      '999': '2026-03-05T05:00:00.000Z',
      '835': '2026-03-17T04:00:00.000Z',
    });
  });

  it('are the decision’s alone where the payer before sent the claim on', () => {
    expect(Object.keys(due('2026-03-02T18:00:00.000Z', { awaited: ['835'] }))).toEqual(['835']);
  });
});
