import { describe, expect, it } from '@jest/globals';
import { GeneratedPractice, generatedProfile } from '#libs/demo/generated-practice.js';
import { samplePractice } from '#libs/demo/sample-practice.js';
import { addDays } from '#libs/kernel/local-date.js';
import { codeDay } from '#libs/rules/coding/code-day.js';
import type { Finding } from '#libs/rules/finding.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { openLedger } from '#libs/rules/pricing/ledger.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import { EDITS } from '#libs/rules/scrubbing/edit-catalogue.js';
import { scrubDay } from '#libs/rules/scrubbing/scrub-day.js';
import { VisitHistory } from '#libs/rules/scrubbing/visit-history.js';
import type { Session } from '#libs/rules/session.js';
import { RANDOM_DAYS } from './random-days.js';

/*
 * A practice whose records are in order: generated patients, without the faults that the generator puts in on purpose (a physician who is
 * not named, a note without minutes, no progress reports, an authorization that comes late, a therapist whom the payer has not got).
 */

const OPTIONS = { seed: 2026, patients: Math.max(5, RANDOM_DAYS / 50), weeks: 12, firstDay: '2026-03-02' };
const DOCUMENTED = {
  medicalNecessity: true,
  functionalGoals: true,
  treatmentTime: true,
  patientResponse: true,
  planOfCare: true,
};

function inOrder(session: Session): Session {
  return {
    ...session,
    referringProvider: session.referringProvider ?? { npi: '1777000013', lastName: 'Anchor', firstName: 'Leigh' },
    documentation: DOCUMENTED,
    progressReportOn: addDays(session.dateOfService, -7),
    authorization: session.authorization ?? { number: 'A1' },
    procedures: session.procedures.map((procedure) => ({
      ...procedure,
      attestations: ['distinct-time', 'above-threshold-necessary'],
    })),
  };
}

/** Each patient's days in calendar order, every session as its highest revision has it. */
function days(): Session[][] {
  const practice = new GeneratedPractice(OPTIONS);
  const newest = new Map<string, Session>();
  for (let day = practice.firstDay; day <= practice.lastDay; day = addDays(day, 1)) {
    for (const { type, data } of practice.messages(day)) {
      if (type !== 'ehr.session.recorded.v1') continue;
      const session = inOrder(data as unknown as Session);
      newest.set(session.sessionId, session);
    }
  }
  const byDay = new Map<string, Session[]>();
  for (const session of newest.values()) {
    const key = `${session.dateOfService} ${session.patient.patientId}`;
    byDay.set(key, [...(byDay.get(key) ?? []), session]);
  }
  return [...byDay].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sessions]) => sessions);
}

describe('sessions whose records are in order', () => {
  it('raise no error and no warning of the scrubber', () => {
    const reference = builtInReference();
    const practice = generatedProfile(samplePractice as unknown as PracticeProfile, OPTIONS);
    const visits = new VisitHistory();
    const edits = new Set(EDITS.map(({ id }) => id));
    const alarms: Finding[] = [];
    let sessionCount = 0;
    for (const sessions of days()) {
      const day = codeDay({ sessions, practice, reference });
      const asOf = (sessions[0] as Session).dateOfService;
      const scrubbed = scrubDay({ sessions, day, practice, reference, balances: openLedger(0, 0), asOf, visits });
      const found = scrubbed.sessions.flatMap((one) => one.findings);
      alarms.push(
        ...found.filter(({ rule, severity }) => severity === 'error' || (severity === 'warning' && edits.has(rule))),
      );
      sessionCount += sessions.length;
    }
    expect(alarms).toEqual([]);
    expect(sessionCount).toBeGreaterThan(8 * OPTIONS.patients);
  });
});
