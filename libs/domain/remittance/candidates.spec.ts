import { describe, expect, it } from '@jest/globals';
import { candidatesFor, type RemittedEvidence, type SubmissionEvidence } from './candidates.js';

const remitted: RemittedEvidence = {
  patientControlNumber: '0123456789AB',
  memberId: 'W1-234',
  lastName: 'Doe',
  chargeCents: 6000,
  serviceDates: ['2026-03-02'],
  codes: ['97530'],
};
const ours: SubmissionEvidence = {
  ...remitted,
  claimId: '0123456789ABC',
  submissionNumber: 1,
  patientControlNumber: '0123456789ABCS1',
};
const unlike: SubmissionEvidence = {
  claimId: 'ZZZZZZZZZZZZZ',
  submissionNumber: 1,
  patientControlNumber: 'ZZZZZZZZZZZZZS1',
  memberId: 'X9',
  lastName: 'Roe',
  chargeCents: 1,
  serviceDates: ['2026-01-01'],
  codes: ['97110'],
};

describe('claims that a payment may mean', () => {
  it('are certain to a high degree where everything agrees, also with a number that was cut off', () => {
    expect(candidatesFor(remitted, [ours])).toEqual([
      {
        claimId: ours.claimId,
        submissionNumber: 1,
        score: 100,
        confidence: 'high',
        reasons: ['control-number-alike', 'member-id', 'date-of-service', 'charge', 'codes', 'name'],
      },
    ]);
  });

  it('are never found by name alone', () => {
    expect(candidatesFor(remitted, [{ ...unlike, lastName: 'DOE' }])).toEqual([]);
    expect(candidatesFor(remitted, [{ ...unlike, lastName: 'DOE', chargeCents: 6000 }])).toMatchObject([
      { confidence: 'low', reasons: ['charge', 'name'] },
    ]);
  });

  it('are not found where nothing agrees, and not by what neither of the two says', () => {
    expect(candidatesFor(remitted, [unlike])).toEqual([]);
    const { memberId: _ours, ...nameless } = unlike;
    const { memberId: _theirs, ...silent } = remitted;
    expect(candidatesFor(silent, [nameless])).toEqual([]);
  });

  it('stand in the order of what speaks for them', () => {
    const half = { ...unlike, claimId: 'HALF', memberId: 'w1234', chargeCents: 6000 };
    const weak = { ...unlike, claimId: 'WEAK', serviceDates: ['2026-03-02'] };
    expect(candidatesFor(remitted, [weak, ours, half]).map((one) => [one.claimId, one.confidence])).toEqual([
      [ours.claimId, 'high'],
      ['HALF', 'medium'],
      ['WEAK', 'low'],
    ]);
  });

  it('of a reversal are those that were charged what it takes back', () => {
    expect(candidatesFor({ ...remitted, chargeCents: -6000 }, [ours])[0]?.reasons).toContain('charge');
  });
});
