import { describe, expect, it } from '@jest/globals';
import type { Session } from '#libs/rules/session.js';
import { sampleSession } from '#libs/rules/testing/sample.js';
import { ledgerDecider } from '../patient-ledger/decider.js';
import type { DayRecord, LedgerState } from '../patient-ledger/state.js';
import { visitsOf } from './recorded-facts.js';

const session: Session = sampleSession({ dateOfService: '2026-03-20', authorization: { number: 'A1' } });
const YEAR = ['2026-01-01', '2026-12-31'] as const;

/** A coded day with one claim of one session. */
function day(
  dateOfService: string,
  payerId = 'ACME',
  more: { number?: string; reportOn?: string; held?: boolean } = {},
) {
  const { number, reportOn, held = false } = more;
  const claimId = `C-${dateOfService}-${payerId}`;
  const coded = { claimId, sessionIds: [`S-${dateOfService}`], discipline: session.discipline, placeOfService: '11' };
  const line = { line: 1, lineControlNumber: 'L1', sessionId: `S-${dateOfService}`, code: '97110', modifiers: [] };
  const counts = { units: 1, minutes: 15, assistantMinutes: 0, diagnosisPointers: [1], chargeCents: 5500 };
  const content = { patient: {}, coverages: [], renderingProvider: {}, diagnoses: [] };
  const record: DayRecord = {
    payerId,
    payerKind: 'COMMERCIAL',
    dateOfService,
    sessions: [{ sessionId: `S-${dateOfService}`, revision: 1, held, claimId }],
    claims: [{ ...coded, renderingNpi: '1000000004', holds: [], lines: [{ ...line, ...counts }] }],
    contents: [
      {
        claimId,
        content: { ...content, ...(number !== undefined && { authorizationNumber: number }) },
        findings: [],
        ...(reportOn !== undefined && { progressReportOn: reportOn }),
      },
    ],
    ehrSessionIds: {},
  };
  return record;
}
function ledgerOf(...days: readonly DayRecord[]): LedgerState {
  return days.reduce(
    (state, record) =>
      ledgerDecider.evolve(state, {
        type: 'DayCoded',
        data: { patientId: 'patient-1', year: 2026, ...record, droppedClaimIds: [] },
      }),
    ledgerDecider.initial,
  );
}

describe("the visits of a patient's year", () => {
  it('count against their authorization and against the limit of their payer, whatever order they were coded in', () => {
    const ledger = ledgerOf(day('2026-03-18', 'ACME', { number: 'A1' }), day('2026-03-02', 'ACME', { number: 'A0' }));
    const visits = visitsOf(session, 'ACME', ledger);
    expect(visits.usedBefore(session)).toBe(1);
    expect(visits.otherDays(session, 'ACME', ...YEAR)).toBe(2);
    expect(visits.otherDays(session, 'OTHER', ...YEAR)).toBe(0);
  });

  it("leave out what is held, and the session's own day at its payer", () => {
    const ledger = ledgerOf(
      day('2026-03-18', 'ACME', { number: 'A1', held: true }),
      day('2026-03-20', 'ACME', { number: 'A1' }),
    );
    const visits = visitsOf(session, 'ACME', ledger);
    expect([visits.usedBefore(session), visits.otherDays(session, 'ACME', ...YEAR)]).toEqual([0, 0]);
  });

  it('tell of progress reports, and of what another payer was billed on the same day', () => {
    const ledger = ledgerOf(day('2026-03-02', 'ACME', { reportOn: '2026-03-02' }), day('2026-03-20', 'OTHER'));
    const visits = visitsOf(session, 'ACME', ledger);
    expect(visits.lastReport(session)).toBe('2026-03-02');
    expect(visits.treatmentDaysBefore(session, '2026-03-01')).toBe(1);
    expect(visits.billedElsewhere(session, 'ACME')).toMatchObject([{ payerId: 'OTHER', codes: ['97110'] }]);
  });
});
