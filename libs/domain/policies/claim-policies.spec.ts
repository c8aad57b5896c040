import { describe, expect, it } from '@jest/globals';
import {
  codeDayPolicy,
  draftClaimsPolicy,
  recodeMonitoredDaysPolicy,
  recodeOpenDaysPolicy,
  therapyAmountsPolicy,
} from './claim-policies.js';
import type { Policy } from './policy.js';

const ask = (policy: Policy, type: string, data: object) =>
  policy.commands({
    eventId: 'event-1',
    practiceId: 'demo',
    stream: 'demo/any-1',
    version: 1,
    type,
    data: data as Record<string, unknown>,
    occurredAt: '2026-03-05T15:00:00.000Z',
    correlationId: 'correlation-1',
  });
const day = { patientId: 'patient-1', payerId: 'MEDICARE-B', dateOfService: '2026-03-05' };
const claim = {
  claimId: 'C1',
  patientId: 'patient-1',
  payerId: 'MEDICARE-B',
  remittanceId: 'R1',
  payerControlNumber: 'PCN1',
};

describe('code-day', () => {
  it('codes the day of a session, and names what it is asked by ids alone', () => {
    const [command, ...others] = ask(codeDayPolicy, 'SessionRecorded', { sessionId: 'S1', ...day, session: { a: 1 } });
    expect(command).toMatchObject({ type: 'CodeDay', data: { ...day, sessionId: 'S1' } });
    expect(JSON.stringify(command)).not.toContain('"a"');
    expect(others).toEqual([]);
  });

  it('codes the day too that an amended session left, as a command of its own', () => {
    const previous = { ...day, dateOfService: '2026-03-04' };
    const commands = ask(codeDayPolicy, 'SessionAmended', { sessionId: 'S1', ...day, previous });
    expect(commands).toMatchObject([
      { data: { dateOfService: '2026-03-05' } },
      { data: { dateOfService: '2026-03-04' } },
    ]);
    expect(new Set(commands.map(({ stream }) => stream)).size).toBe(2);
  });
});

describe('draft-claims', () => {
  it('drafts each claim of the day, and those too that the day no longer has', () => {
    const commands = ask(draftClaimsPolicy, 'DayCoded', {
      ...day,
      claims: [{ claimId: 'C1' }],
      droppedClaimIds: ['C2'],
    });
    expect(commands).toMatchObject([
      { type: 'DraftClaim', stream: 'demo/claim-C1', data: { claimId: 'C1', codedAt: '2026-03-05T15:00:00.000Z' } },
      { type: 'DraftClaim', stream: 'demo/claim-C2', data: { claimId: 'C2' } },
    ]);
  });
});

describe('recode-held-days', () => {
  const year = { patientId: 'patient-1', year: 2026 };
  const stream = 'demo/ledger-patient-1-2026';

  it("looks at the days of the patient's year that something put on file covers", () => {
    const certified = { ...year, from: '2026-03-02', to: '2026-05-30', certification: {} };
    expect(ask(recodeOpenDaysPolicy, 'PlanOfCareCertified', certified)).toEqual([
      { type: 'RecodeOpenDays', stream, data: { ...year, from: '2026-03-02', to: '2026-05-30' } },
    ]);
    const authorized = { ...year, payerId: 'ACME', number: 'A1', recordedAt: '' };
    expect(ask(recodeOpenDaysPolicy, 'AuthorizationRecorded', authorized)).toEqual([
      { type: 'RecodeOpenDays', stream, data: { ...year, payerId: 'ACME' } },
    ]);
  });

  it('looks at the whole year when someone attests, or declines to', () => {
    for (const type of ['KxAttested', 'KxDeclined'])
      expect(ask(recodeOpenDaysPolicy, type, { ...year, pool: 'OT' })).toEqual([
        { type: 'RecodeOpenDays', stream, data: year },
      ]);
  });
});

describe('recode-monitored-days', () => {
  it('codes other days with remote monitoring anew where that of a day changed, and else none', () => {
    const coded = { ...day, year: 2026 };
    expect(ask(recodeMonitoredDaysPolicy, 'DayCoded', { ...coded, monitoringChanged: true })).toEqual([
      {
        type: 'RecodeOpenDays',
        stream: 'demo/ledger-patient-1-2026',
        data: { patientId: 'patient-1', year: 2026, payerId: 'MEDICARE-B', monitoredBeside: '2026-03-05' },
      },
    ]);
    expect(ask(recodeMonitoredDaysPolicy, 'DayCoded', coded)).toEqual([]);
  });
});

describe('therapy-amounts', () => {
  it('reserves again what is sent anew, but not what goes out first or is voided', () => {
    const released = (submissionNumber: number, reason: string) =>
      ask(therapyAmountsPolicy, 'ClaimReleased', { claimId: 'C1', submissionNumber, reason });
    expect(released(1, 'close-of-day')).toEqual([]);
    expect(released(2, 'void')).toEqual([]);
    expect(released(2, 'replacement')).toEqual([
      { type: 'ReserveTherapyAmounts', stream: 'demo/claim-C1', data: { claimId: 'C1' } },
    ]);
  });

  const adjudicated = (payerKind: string) => ({
    ...claim,
    payerKind,
    lines: [
      { line: 1, code: '97110', allowedCents: 2000 },
      { line: 1, code: '97110', allowedCents: 500 },
      { line: 2, code: '97140', allowedCents: 0 },
      { line: null, code: '97530', allowedCents: 900 },
    ],
  });

  it('counts what Medicare allowed by charge line', () => {
    expect(ask(therapyAmountsPolicy, 'ClaimAdjudicated', adjudicated('MEDICARE_B'))).toMatchObject([
      {
        type: 'AdjudicateTherapyAmounts',
        stream: 'demo/claim-C1',
        data: { claimId: 'C1', remittanceId: 'R1', lines: [{ line: 1, code: '97110', amountCents: 2500 }] },
      },
    ]);
  });

  it('leaves other payers alone', () => {
    expect(ask(therapyAmountsPolicy, 'ClaimAdjudicated', adjudicated('COMMERCIAL'))).toEqual([]);
    expect(ask(therapyAmountsPolicy, 'ClaimDenied', { ...claim, payerKind: 'COMMERCIAL', lines: [] })).toEqual([]);
  });

  it('contests denied lines, and every line where the whole claim was denied', () => {
    const denied = (lines: object[]) =>
      ask(therapyAmountsPolicy, 'ClaimDenied', { ...claim, payerKind: 'MEDICARE_B', lines });
    expect(denied([{ line: 2 }])).toMatchObject([{ type: 'ContestTherapyAmounts', data: { lines: [2] } }]);
    expect(denied([{ line: 2 }, {}])).toMatchObject([{ type: 'ContestTherapyAmounts', data: { lines: null } }]);
    const duplicate = { ...claim, payerKind: 'MEDICARE_B', lines: [{ line: 2 }], duplicate: true };
    expect(ask(therapyAmountsPolicy, 'ClaimDenied', duplicate)).toEqual([]);
  });

  it('contests again what a person took back from a write-off, and leaves the payer’s own decision alone', () => {
    const back = (reversedAt?: string) =>
      ask(therapyAmountsPolicy, 'DenialWriteOffReversed', { ...claim, denialId: 'C1-2', reversedAt });
    expect(back('2026-05-06T14:00:00.000Z')).toMatchObject([
      { type: 'RecontestTherapyAmounts', data: { claimId: 'C1', denialNumber: 2 } },
    ]);
    expect(back()).toEqual([]);
  });

  it('takes back what was reversed', () => {
    expect(ask(therapyAmountsPolicy, 'ClaimReversed', claim)).toMatchObject([
      { type: 'ReverseTherapyAmounts', data: { payerControlNumber: 'PCN1', remittanceId: 'R1' } },
    ]);
  });

  it('frees what a case contested that closed unpaid, and nothing where it was paid', () => {
    const closed = { ...claim, denialId: 'C1-2' };
    expect(ask(therapyAmountsPolicy, 'DenialWrittenOff', closed)).toMatchObject([
      { type: 'ReleaseTherapyAmounts', data: { claimId: 'C1', denialNumber: 2, reason: 'written-off' } },
    ]);
    expect(ask(therapyAmountsPolicy, 'DenialWrittenOff', { ...closed, remainingCents: 100 })).toEqual([]);
    expect(ask(therapyAmountsPolicy, 'DenialResolved', { ...closed, how: 'patient' })).toHaveLength(1);
    expect(ask(therapyAmountsPolicy, 'DenialResolved', { ...closed, how: 'paid-after-resubmission' })).toEqual([]);
  });
});
