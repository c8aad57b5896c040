import { describe, expect, it } from '@jest/globals';
import { partitionKeyOf } from './partition-key.js';
import { sourceOfTopic, topicDefinitions } from './topics.js';

describe('topics', () => {
  it('are one of events, and for each source one of sessions with its dead letters', () => {
    expect(topicDefinitions(['main'], false).map(({ name }) => name)).toEqual([
      'claimstream.events',
      'ehr.sessions.main',
      'ehr.sessions.main.dlq',
    ]);
    expect(topicDefinitions([], true).map(({ name }) => name)).toContain('ehr.sessions.dlq');
  });

  it('tell their source', () => {
    expect(['ehr.sessions.main', 'ehr.sessions', 'claimstream.events'].map(sourceOfTopic)).toEqual([
      'main',
      null,
      null,
    ]);
  });
});

describe('the partition key of an event', () => {
  const key = (stream: string, data = {}) => partitionKeyOf({ stream, data });

  it('is the claim for a claim and its denials', () => {
    expect(key('p/claim-0ABC')).toBe('p/claim-0ABC');
    expect(key('p/denial-0ABC-12')).toBe('p/claim-0ABC');
  });

  it('is the patient for sessions and ledgers', () => {
    const patientId = '6f0c8f0e-6c5b-4d8a-9f57-6e2f1c0a7d41';
    expect(key('p/session-1', { patientId })).toBe(`p/patient-${patientId}`);
    expect(key(`p/ledger-${patientId}-2026`)).toBe(`p/patient-${patientId}`);
  });

  it('is the stream where nothing else is named', () => {
    expect(key('p/session-1')).toBe('p/session-1');
    expect(key('p/remittance-0X')).toBe('p/remittance-0X');
  });
});
