import { describe, expect, it } from '@jest/globals';
import { delayOf, jobId } from './job.js';
import { type JobPlan, kindOf } from './job-kind.js';
import { RETRY } from './retry-policy.js';

describe('a job', () => {
  it('is known by its kind, its intent and its revision', () => {
    expect(jobId({ kind: 'claim-release', intent: '4K7', revision: 2 })).toBe('claim-release-4K7-r2');
  });

  it('never has an id that the queue would refuse', () => {
    expect(() => jobId({ kind: 'claim-release', intent: 'a:b', revision: 1 })).toThrow(RangeError);
  });

  it('waits until it is due, and not at all once it is', () => {
    const now = new Date('2026-03-02T12:00:00Z');
    expect(delayOf(new Date('2026-03-02T12:00:30Z'), now)).toBe(30_000);
    expect(delayOf(new Date('2026-03-01T12:00:00Z'), now)).toBe(0);
  });

  it('of a kind that nobody planned for is a bug', () => {
    const plan: JobPlan = { queues: [], kinds: [{ kind: 'a', queue: 'q', retry: RETRY.alarm }] };
    expect(kindOf(plan, 'a').queue).toBe('q');
    expect(() => kindOf(plan, 'b')).toThrow('kind b');
  });
});

describe('retry policies', () => {
  it('are named as they are listed, say why, and wait with jitter', () => {
    for (const [name, policy] of Object.entries(RETRY)) {
      expect(policy.name).toBe(name);
      expect(policy.reason.length).toBeGreaterThan(20);
      expect(policy.attempts).toBeGreaterThan(1);
      expect(policy.jitter).toBeGreaterThan(0);
    }
  });
});
