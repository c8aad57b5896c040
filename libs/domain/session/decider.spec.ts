import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Session } from '#libs/rules/session.js';
import { given, runTwiceEach } from '#libs/testing/decider.js';
import { type SessionCommand, sessionDecider } from './decider.js';
import type { SessionCoding } from './state.js';

const session = (changes: Partial<Session> = {}): Session => ({
  sessionId: 'EHR-1',
  revision: 1,
  practiceId: 'demo',
  patient: { patientId: 'P-7' },
  coverages: [
    { rank: 2, payerId: 'SECOND' },
    { rank: 1, payerId: 'MEDICARE-B' },
  ],
  dateOfService: '2026-03-02',
  placeOfService: '11',
  discipline: 'OT',
  renderingProvider: { npi: '1000000004' },
  diagnoses: ['M62.81'],
  procedures: [{ code: '97110', minutes: 30 }],
  ...changes,
});
const record = (changes: Partial<Session> = {}, patientId = 'patient-1'): SessionCommand => ({
  type: 'RecordSession',
  sessionId: 'session-1',
  patientId,
  source: 'main',
  session: session(changes),
});
const voided: SessionCommand = { type: 'VoidSession', source: 'main' };
const coded = (changes: { revision?: number; claimId?: string | null } = {}): SessionCommand => ({
  type: 'RecordCoding',
  coding: { held: false, revision: 1, claimId: 'C1', lines: [], findings: [], ...changes },
});
const held = (revision = 1, findings: SessionCoding['findings'] = []): SessionCommand => ({
  type: 'RecordCoding',
  coding: { held: true, revision, findings },
});

describe('recording a session', () => {
  it('records its day by the coverage that pays first', () => {
    given(sessionDecider)
      .when(record())
      .yields({
        type: 'SessionRecorded',
        data: { revision: 1, payerId: 'MEDICARE-B', dateOfService: '2026-03-02', procedureCodes: ['97110'] },
      });
  });

  it('takes the same revision again as a duplicate', () => {
    given(sessionDecider)
      .after(record())
      .when(record({ placeOfService: '12' }))
      .yieldsNothing();
  });

  it('is amended by a higher revision', () => {
    const [event] = given(sessionDecider)
      .after(record())
      .when(record({ revision: 3 })).events;
    expect(event).toMatchObject({ type: 'SessionAmended', data: { revision: 3 } });
    expect(event?.data).not.toHaveProperty('previous');
  });

  it('names the day that an amendment takes the session from', () => {
    given(sessionDecider)
      .after(record())
      .when(record({ revision: 2, dateOfService: '2026-03-03' }))
      .yields({
        type: 'SessionAmended',
        data: { previous: { patientId: 'patient-1', payerId: 'MEDICARE-B', dateOfService: '2026-03-02' } },
      });
  });

  it('keeps a lower revision that came late, once, and changes nothing by it', () => {
    const story = given(sessionDecider).after(record({ revision: 2 }));
    story.when(record()).yields({ type: 'SessionSuperseded', data: { revision: 1, currentRevision: 2 } });
    expect(story.after(record()).state.revision).toBe(2);
    story.after(record()).when(record()).yieldsNothing();
  });
});

describe('voiding a session', () => {
  it('voids it once', () => {
    given(sessionDecider).after(record()).when(voided).yields({ type: 'SessionVoided' });
    given(sessionDecider).after(record(), voided).when(voided).yieldsNothing();
  });

  it('is refused for a session that nobody recorded', () => {
    given(sessionDecider).when(voided).isRefused('session.unknown');
  });

  it('is undone by a higher revision', () => {
    expect(given(sessionDecider).after(record(), voided, record({ revision: 2 })).state.voided).toBe(false);
  });
});

describe('coding a session', () => {
  it('records the result, and the same result never twice', () => {
    given(sessionDecider)
      .after(record())
      .when(coded())
      .yields({ type: 'SessionCoded', data: { claimId: 'C1' } });
    given(sessionDecider).after(record(), coded()).when(coded()).yieldsNothing();
  });

  it('shows the rules that hold it in clear, their messages only sealed', () => {
    const findings = [{ rule: 'poc.missing', severity: 'error' as const, message: 'no plan of care' }];
    given(sessionDecider)
      .after(record())
      .when(held(1, findings))
      .yields({ type: 'SessionHeld', data: { rules: [{ rule: 'poc.missing', severity: 'error' }], findings } });
  });

  it('is refused for another revision than the one on record', () => {
    given(sessionDecider)
      .after(record({ revision: 2 }))
      .when(coded())
      .isRefused('session.other-revision');
  });
});

describe('any history of a session', () => {
  const command: fc.Arbitrary<SessionCommand> = fc.oneof(
    fc
      .record({ revision: fc.integer({ min: 1, max: 4 }), day: fc.integer({ min: 1, max: 3 }) })
      .map(({ revision, day }) => record({ revision, dateOfService: `2026-03-0${day}` })),
    fc.constant(voided),
    fc
      .record({ revision: fc.integer({ min: 1, max: 4 }), claimId: fc.constantFrom('C1', 'C2', null) })
      .map((coding) => coded(coding)),
    fc.integer({ min: 1, max: 4 }).map((revision) => held(revision)),
  );

  it('has no command that does something when it is asked twice', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => void runTwiceEach(sessionDecider, commands)),
    );
  });

  it('ends at the highest revision that was recorded', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        const { state } = runTwiceEach(sessionDecider, commands);
        const revisions = commands.map((each) => (each.type === 'RecordSession' ? each.session.revision : 0));
        expect(state.revision).toBe(Math.max(0, ...revisions));
        expect(state.session?.revision ?? 0).toBe(state.revision);
      }),
    );
  });
});
