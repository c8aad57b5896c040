import { describe, expect, it } from '@jest/globals';
import { dayCoding } from '../patient-ledger/ledger-fixtures.js';
import { type DayRecord, dayKey, emptyLedger } from '../patient-ledger/state.js';
import { type DaysConcerned, daysToLookAt } from './open-days.js';

const entry = { sessionId: 'E', procedure: 1, code: '98980', therapistMinutes: 12, assistantMinutes: 0 };
const monitoredOn = (dateOfService: string): DayRecord => ({
  ...dayCoding({ dateOfService }).day,
  monitoring: [{ ...entry, dateOfService }],
});
const withoutClaim = (dateOfService: string): DayRecord => ({ ...monitoredOn(dateOfService), claims: [] });
const held = (day: DayRecord): DayRecord => ({
  ...day,
  sessions: day.sessions.map((session) => ({ ...session, held: true })),
});

function found(days: readonly DayRecord[], concerned: DaysConcerned) {
  const ledger = { ...emptyLedger, days: Object.fromEntries(days.map((day) => [dayKey(day), day])) };
  return daysToLookAt(ledger, concerned).map(({ dateOfService }) => dateOfService);
}

describe('the days that a change may concern', () => {
  it('are those of the payer and the span, in calendar order', () => {
    const days = ['2026-03-09', '2026-03-02', '2026-04-01'].map((date) => dayCoding({ dateOfService: date }).day);
    expect(found(days, { payerId: 'MEDICARE-B', to: '2026-03-31' })).toEqual(['2026-03-02', '2026-03-09']);
    expect(found(days, { payerId: 'ACME' })).toEqual([]);
  });

  it('are, of remote monitoring, other days that have some: of any month where they may lose or gain, else of its own', () => {
    const days = [
      withoutClaim('2026-02-20'),
      held(withoutClaim('2026-02-25')),
      monitoredOn('2026-02-26'),
      withoutClaim('2026-03-02'),
      monitoredOn('2026-03-05'),
      dayCoding({ dateOfService: '2026-03-09' }).day,
    ];
    expect(found(days, { monitoredBeside: '2026-03-05' })).toEqual(['2026-02-25', '2026-02-26', '2026-03-02']);
  });
});
