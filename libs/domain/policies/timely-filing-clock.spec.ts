import { describe, expect, it } from '@jest/globals';
import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import { fold } from '#libs/kernel/decider.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import { claimDecider } from '../claim/decider.js';
import type { ClaimState } from '../claim/state.js';
import { acknowledge, adjudicated, draft, release, submit } from '../claim/testing/claim-fixtures.js';
import { decideTimelyFiling, type TimelyFilingCommand } from '../claim/timely-filing.js';
import { builtInDeadlineRules } from '../denial-case/reference/built-in.js';
import { timelyFilingClock } from './timely-filing-clock.js';

const practice = { timeZone: 'America/New_York', payers: [] } as unknown as PracticeProfile;
const data = { rules: builtInDeadlineRules(), minimums: builtInReference() };
const NOW = new Date('2026-03-05T15:00:00Z');

const clockOf = (claim: ClaimState, now = NOW) => timelyFilingClock(claim, { practice, data, now });

/** A claim of 2026-03-02 and what happened to it, by commands of either kind, or events of other paths. */
class Story {
  private readonly events: ClaimEvent[] = [];

  get state(): ClaimState {
    return fold(claimDecider, this.events);
  }

  sent(): this {
    for (const command of [draft(), release, submit()]) this.take(claimDecider.decide(command, this.state));
    return this;
  }

  answered(accepted: boolean, changes: object = {}): this {
    return this.take(claimDecider.decide(acknowledge({ accepted, ...changes }), this.state));
  }

  with(...events: ClaimEvent[]): this {
    this.events.push(...events);
    return this;
  }

  asked(...commands: TimelyFilingCommand[]): this {
    for (const command of commands) this.take(this.told(command));
    return this;
  }

  clocked(): this {
    const set = clockOf(this.state);
    if (!set) throw new Error('no clock');
    return this.asked(set);
  }

  told(command: TimelyFilingCommand) {
    return decideTimelyFiling(command, this.state);
  }

  types(command: TimelyFilingCommand) {
    const told = this.told(command);
    return told.ok ? told.value.map(({ type }) => type) : told.refusal.code;
  }

  private take(result: { ok: boolean; value?: readonly ClaimEvent[] }): this {
    if (!result.ok) throw new Error('the story itself was refused');
    this.events.push(...(result.value ?? []));
    return this;
  }
}

const rejected = () => new Story().sent().answered(false);
const alarm = { type: 'RaiseTimelyFilingAlarm', daysBefore: 30 } as const;
const miss = { type: 'MissTimelyFiling' } as const;
const clear = { type: 'ClearMissedTimelyFiling', reason: 'nobody corrected it', by: 'user:ann' } as const;

describe('a claim that was rejected', () => {
  it('must be received within the filing days of its service, whenever it was rejected', () => {
    const set = clockOf(rejected().state);
    expect(set?.deadline).toMatchObject({
      dateOfService: '2026-03-02',
      statutoryDate: '2026-08-29',
      workBy: '2026-08-28',
      acceptedUntil: '2026-08-31',
      missedAt: '2026-09-01T04:00:00.000Z',
    });
    expect(set?.deadline.alarms.map(({ daysBefore }) => daysBefore)).toEqual([30, 14, 7, 3, 1, 0]);
  });

  it('has its clock set once, and each alarm rings once', () => {
    const story = rejected().clocked();
    expect(story.types(clockOf(story.state) as TimelyFilingCommand)).toEqual([]);
    expect(story.types(alarm)).toEqual(['TimelyFilingDeadlineApproaching']);
    expect(story.asked(alarm).types(alarm)).toEqual([]);
  });

  it('runs on while it is only sent again: a submission is not a receipt', () => {
    const story = rejected().clocked();
    const received = { submissionNumber: 1, interchangeId: 'I-LATER', kind: '277CA', stage: 'clearinghouse' };
    story.answered(true, { ...received, statuses: [{ category: 'A1', status: '19' }] });
    expect(story.types(alarm)).toEqual(['TimelyFilingDeadlineApproaching']);
  });

  it('is missed once, and cleared once, by a person with a reason', () => {
    const story = rejected().clocked().asked(miss);
    expect(story.types(miss)).toEqual([]);
    expect(story.types(alarm)).toEqual([]);
    expect(story.types({ ...clear, reason: ' ' })).toBe('deadline.reason-missing');
    expect(story.types({ ...clear, by: 'job:tidy' })).toBe('deadline.person-missing');
    expect(story.types(clear)).toEqual(['MissedTimelyFilingCleared']);
    expect(story.asked(clear).types(clear)).toEqual([]);
  });

  it('has no clock any more once a payer has decided it, or it is closed', () => {
    expect(rejected().clocked().with(adjudicated()).types(miss)).toEqual([]);
    const { claimId, patientId, payerId } = rejected().state;
    const closed = { type: 'ClaimClosed', data: { claimId, patientId, payerId, reason: 'voided' } } as const;
    expect(rejected().clocked().with(closed).types(miss)).toEqual([]);
  });
});

describe('a claim that was not rejected', () => {
  const accepted = () => new Story().sent().answered(true);

  it('gets no clock', () => {
    expect(accepted().types(clockOf(rejected().state) as TimelyFilingCommand)).toEqual([]);
    expect(new Story().types(miss)).toBe('claim.unknown');
    expect(accepted().types(clear)).toBe('deadline.not-missed');
  });
});
