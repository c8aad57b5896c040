import { describe, expect, it } from '@jest/globals';
import { ehrMessageSchemas, isEhrMessageType } from '#libs/contracts/ehr-messages.js';
import { check } from '#libs/contracts/field-error.js';
import { parsePractice } from '#libs/contracts/practice-schema.js';
import { addDays, dayOfWeek } from '#libs/kernel/local-date.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import type { Session } from '#libs/rules/session.js';
import { GeneratedPractice, type GeneratedPracticeOptions, generatedProfile } from './generated-practice.js';
import { type EhrMessage, samplePractice } from './sample-practice.js';

const OPTIONS: GeneratedPracticeOptions = { seed: 11, patients: 60, weeks: 12, firstDay: '2026-03-02' };

function everything(options: Partial<GeneratedPracticeOptions> = {}): readonly EhrMessage[] {
  const practice = new GeneratedPractice({ ...OPTIONS, ...options });
  const messages = [];
  for (let day = addDays(practice.firstDay, -7); day <= practice.lastDay; day = addDays(day, 1))
    messages.push(...practice.messages(day));
  return messages;
}

const sessionsOf = (messages: readonly EhrMessage[]) =>
  messages.filter(({ type }) => type === 'ehr.session.recorded.v1').map(({ data }) => data as unknown as Session);
const all = everything();
const sessions = sessionsOf(all);
const patientsOf = (some: readonly Session[]) => new Set(some.map(({ patient }) => patient.patientId));
const some = (condition: (session: Session) => boolean) => expect(sessions.some(condition)).toBe(true);

describe('a generated practice', () => {
  it('sends only messages that the contract takes, each revision of a session once', () => {
    for (const { type, data } of all) {
      if (!isEhrMessageType(type)) throw new Error(`${type} is not a message`);
      expect(check(ehrMessageSchemas[type], data)).toMatchObject({ ok: true });
    }
    const revisions = sessions.map(({ sessionId, revision }) => `${sessionId} ${revision}`);
    expect(new Set(revisions).size).toBe(sessions.length);
  });

  it('has a profile that the contract takes, and sends no claim that counts', () => {
    const profile = generatedProfile(samplePractice as unknown as PracticeProfile, OPTIONS);
    expect(parsePractice(profile)).toMatchObject({ ok: true, value: { practiceId: 'simulated-11', usage: 'T' } });
    expect(sessions[0]?.practiceId).toBe(profile.practiceId);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(everything()).toEqual(all);
    expect(everything({ seed: 12 })).not.toEqual(all);
  });

  it('keeps its patients as they are when there are more of them', () => {
    const { patients } = OPTIONS;
    const more = everything({ patients: patients + 20 });
    const known = new Set(all.map(({ patientId }) => patientId));
    expect(more.filter(({ patientId }) => known.has(patientId))).toEqual(all);
  });

  it('lives the same weeks wherever they begin', () => {
    const course = (options: Partial<GeneratedPracticeOptions>) =>
      sessionsOf(everything(options)).map(({ patient, procedures }) => [patient.patientId, procedures]);
    expect(course({ firstDay: '2026-06-01' })).toEqual(course({}));
  });

  it('treats every patient within its weeks, on weekdays, evaluation first', () => {
    expect(patientsOf(sessions).size).toBe(OPTIONS.patients);
    const begun = new Set<string>();
    for (const { patient, dateOfService, procedures } of sessions) {
      expect(dateOfService >= '2026-03-02' && dateOfService <= '2026-05-22').toBe(true);
      expect(dayOfWeek(dateOfService)).toBeLessThanOrEqual(5);
      const isEvaluation = procedures[0]?.evaluation !== undefined;
      expect(isEvaluation).toBe(!begun.has(patient.patientId));
      begun.add(patient.patientId);
    }
  });

  it('puts what it knows of a patient on file before or with what needs it', () => {
    const firstSession = new Map<string, number>();
    for (const [index, { type, patientId }] of all.entries())
      if (type === 'ehr.session.recorded.v1' && !firstSession.has(patientId)) firstSession.set(patientId, index);
    for (const [index, { type, patientId }] of all.entries())
      if (type === 'ehr.eligibility.recorded.v1') expect(index).toBeLessThan(firstSession.get(patientId) as number);
  });

  it('has its share of each kind of payer, and of what goes wrong in a practice', () => {
    const many = sessionsOf(everything({ patients: 400, weeks: 1 }));
    const share = (payerId: string) =>
      patientsOf(many.filter(({ coverages }) => coverages[0]?.payerId === payerId)).size / 400;
    for (const [payerId, expected] of Object.entries({
      'MEDICARE-B': 0.45,
      'EVERGREEN-MA': 0.2,
      'BLUE-HARBOR': 0.2,
      SUMMIT: 0.15,
    }))
      expect(Math.abs(share(payerId) - expected)).toBeLessThan(0.07);
    some(({ procedures }) => procedures.some(({ assistantMinutes }) => (assistantMinutes ?? 0) > 0));
    some(({ referringProvider }) => referringProvider === undefined);
    some(({ revision }) => revision === 1);
    some(({ coverages }) => coverages.length === 2);
    some(({ documentation }) => documentation?.treatmentTime === false);
    some(({ authorization }) => authorization !== undefined);
    some(({ coverages, authorization }) => coverages[0]?.payerId === 'BLUE-HARBOR' && authorization === undefined);
  });

  it('begins on a Monday and on no other day', () => {
    expect(() => new GeneratedPractice({ ...OPTIONS, firstDay: '2026-03-03' })).toThrow(RangeError);
  });
});
