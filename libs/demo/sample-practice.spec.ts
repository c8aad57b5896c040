import { describe, expect, it } from '@jest/globals';
import { parsePractice } from '#libs/contracts/practice-schema.js';
import { parseSession } from '#libs/contracts/session-schema.js';
import { addDays } from '#libs/kernel/local-date.js';
import { SAMPLE_FIRST_DAY, SAMPLE_LAST_DAY, sampleMessages, samplePractice } from './sample-practice.js';

const all = [];
for (let day = SAMPLE_FIRST_DAY; day <= SAMPLE_LAST_DAY; day = addDays(day, 1)) all.push(...sampleMessages(day));
const sessions = all.filter((message) => message.type === 'ehr.session.recorded.v1');

describe('the sample practice', () => {
  it('has a profile that the contract accepts', () => {
    expect(parsePractice(samplePractice)).toMatchObject({ ok: true });
  });

  it('has at least 60 sessions of Medicare and commercial patients, each of them valid and named once', () => {
    expect(sessions.length).toBeGreaterThanOrEqual(60);
    for (const { data } of sessions) expect(parseSession(data)).toMatchObject({ ok: true });
    expect(new Set(sessions.map(({ data }) => data.sessionId)).size).toBe(sessions.length);
  });

  it('has patients who come twice on one day', () => {
    const days = sessions.map(({ patientId, data }) => `${patientId} ${data.dateOfService}`);
    expect(new Set(days).size).toBeLessThan(days.length);
  });

  it('is the same on every call', () => {
    expect(sampleMessages('2026-03-04')).toEqual(sampleMessages('2026-03-04'));
    expect(sampleMessages('2026-03-04').length).toBeGreaterThan(0);
    expect(sampleMessages('2025-03-04')).toEqual([]);
  });
});
