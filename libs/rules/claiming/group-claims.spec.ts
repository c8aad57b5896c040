import { describe, expect, it } from '@jest/globals';
import type { PricedLine } from '../coded-session.js';
import type { Session } from '../session.js';
import { sampleSession } from '../testing/sample.js';
import { type BillableSession, groupClaims } from './group-claims.js';

function billable(
  sessionId: string,
  given: Partial<Session> = {},
  pointers: readonly number[][] = [[1]],
): BillableSession {
  const lines = pointers.map(
    (diagnosisPointers, index): PricedLine => ({
      line: index + 1,
      code: '97110',
      modifiers: ['GO'],
      units: 1,
      minutes: 15,
      assistantMinutes: 0,
      diagnosisPointers,
      chargeCents: 5500,
    }),
  );
  return { session: sampleSession({ sessionId, ...given }), result: { lines } };
}

const sessionsOf = (claims: ReturnType<typeof groupClaims>) =>
  claims.map((claim) => claim.sessions.map((one) => one.sessionId).join('+'));

describe('claims', () => {
  it('are one for each day, discipline, provider, place and authorization', () => {
    const claims = groupClaims([
      billable('A'),
      billable('B'),
      billable('C', { discipline: 'PT' }),
      billable('D', { authorization: { number: 'X1' } }),
      billable('E', { dateOfService: '2026-03-03' }),
    ]);
    expect(sessionsOf(claims)).toEqual(['A+B', 'C', 'D', 'E']);
  });

  it('renumber lines and pointers into the united diagnoses', () => {
    const [claim] = groupClaims([
      billable('A', { diagnoses: ['M25.511'] }),
      billable('B', { diagnoses: ['M62.81', 'M25511'] }, [[2, 1], [1]]),
    ]);
    expect(claim?.diagnoses).toEqual(['M25.511', 'M62.81']);
    expect(claim?.lines.map((line) => [line.line, line.sessionId, line.diagnosisPointers])).toEqual([
      [1, 'A', [1]],
      [2, 'B', [1, 2]],
      [3, 'B', [2]],
    ]);
  });

  it('span days by claim group, or by week from Monday to Sunday', () => {
    const days = ['2026-03-01', '2026-03-02', '2026-03-08', '2026-03-09'].map((dateOfService, index) =>
      billable(`S${index}`, { dateOfService }),
    );
    expect(sessionsOf(groupClaims(days, 'week'))).toEqual(['S0', 'S1+S2', 'S3']);
    const grouped = days.map((one) => ({ ...one, session: { ...one.session, claimGroup: 'A' } }));
    expect(sessionsOf(groupClaims(grouped))).toEqual(['S0+S1+S2+S3']);
  });

  it('stay within a calendar year, as threshold, deductible and ledger do', () => {
    const days = ['2026-12-30', '2027-01-02'].map((dateOfService, index) => billable(`S${index}`, { dateOfService }));
    expect(sessionsOf(groupClaims(days, 'week'))).toEqual(['S0', 'S1']);
  });

  it('never split a day: what does not fit whole begins a new claim', () => {
    const wide = Array.from({ length: 30 }, () => [1]);
    const claims = groupClaims([
      billable('A', { claimGroup: 'A' }, wide),
      billable('B', { claimGroup: 'A', dateOfService: '2026-03-03' }, wide),
    ]);
    expect(sessionsOf(claims)).toEqual(['A', 'B']);
  });

  it('are not made of sessions without lines', () => {
    expect(groupClaims([billable('A', {}, [])])).toEqual([]);
  });
});
