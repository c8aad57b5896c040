import { describe, expect, it } from '@jest/globals';
import { coveredBy, sampleSession } from '../testing/sample.js';
import { said } from '../testing/scrubbed.js';
import { VisitHistory } from './visit-history.js';

const LIMITED = {
  charges: { '97110': 5500 },
  payers: [
    {
      payerId: 'TWENTY',
      name: 'Twenty',
      kind: 'COMMERCIAL' as const,
      unitMethod: 'CMS_TOTAL' as const,
      fees: {},
      visitLimit: 2,
      percentOfMedicare: 100,
    },
  ],
};

describe('visits of an authorization', () => {
  const authorization = { number: 'A1', visits: 2, visitsUsed: 0 };

  it('are counted over the days of the file', () => {
    const visits = new VisitHistory();
    const on = (dateOfService: string) => said({ dateOfService, authorization }, { visits });
    expect(on('2026-03-02')).toEqual([]);
    expect(on('2026-03-05')).toEqual([]);
    expect(on('2026-03-05')).toEqual([]);
    expect(on('2026-03-09')).toEqual(['error authorization.visits-used-up']);
  });

  it('are those that the EHR counts, where it counts more', () => {
    const visits = new VisitHistory();
    expect(said({ authorization: { ...authorization, visitsUsed: 1 } }, { visits })).toEqual([]);
    expect(said({ dateOfService: '2026-03-05', authorization }, { visits })).toEqual([
      'error authorization.visits-used-up',
    ]);
  });

  it('are not used by a session that is held', () => {
    const visits = new VisitHistory();
    said({ authorization, diagnoses: ['nonsense'] }, { visits });
    said({ dateOfService: '2026-03-05', authorization }, { visits });
    expect(said({ dateOfService: '2026-03-09', authorization }, { visits })).toEqual([]);
  });

  it('are announced when the last one comes', () => {
    const visits = new VisitHistory();
    visits.countAuthorized({ ...sampleSession(), authorization });
    expect(visits.usedBefore(sampleSession({ dateOfService: '2026-03-05', authorization }))).toBe(1);
  });
});

describe("a plan's visits of the year", () => {
  const on = (dateOfService: string, visits: VisitHistory) =>
    said(
      { ...coveredBy('TWENTY'), dateOfService, planOfCare: { firstTreatmentOn: dateOfService } },
      { visits, practice: LIMITED, asOf: '2026-03-20' },
    );

  it('are used up after the last one, and begin anew with the year', () => {
    const visits = new VisitHistory();
    expect(on('2025-12-29', visits)).toEqual([]);
    expect(on('2025-12-31', visits)).toEqual([]);
    expect(on('2026-01-05', visits)).toEqual([]);
    expect(on('2026-01-07', visits)).toEqual([]);
    expect(on('2026-01-07', visits)).toEqual([]);
    expect(on('2026-01-09', visits)).toEqual(['error coverage.visit-limit']);
  });

  it('are fewer where the payer said so', () => {
    const visits = new VisitHistory();
    const asked = { asOf: '2026-03-01', visitsLeft: 1 };
    const treat = (dateOfService: string, eligibility = asked) => said({ dateOfService }, { visits, eligibility });
    expect(treat('2026-03-02')).toEqual([]);
    expect(treat('2026-03-05')).toEqual(['error coverage.visit-limit']);
    expect(treat('2026-03-05', { asOf: '2026-03-04', visitsLeft: 1 })).toEqual([]);
    expect(treat('2026-03-02', { asOf: '2026-03-04', visitsLeft: 0 })).toEqual([]);
  });
});

describe('what other payers are billed', () => {
  it('is remembered for the day', () => {
    const visits = new VisitHistory();
    expect(said({}, { visits })).toEqual([]);
    const elsewhere = { sessionId: 'S9', ...coveredBy('HARBOR') };
    expect(said(elsewhere, { visits })).toEqual(['warning line.billed-already']);
    expect(said({ ...elsewhere, discipline: 'PT' }, { visits })).toEqual([]);
    expect(said({ ...elsewhere, dateOfService: '2026-03-03' }, { visits })).toEqual([]);
  });
});

describe('a history of visits', () => {
  const on = (dateOfService: string) => sampleSession({ dateOfService });

  it('knows nothing of a patient whom it has not seen', () => {
    const visits = new VisitHistory();
    const visit = on('2026-03-02');
    expect([visits.usedBefore(visit), visits.otherDays(visit, 'HARBOR', '2026-01-01', '2026-12-31')]).toEqual([0, 0]);
    expect([visits.treatmentDaysBefore(visit, ''), visits.lastReport(visit)]).toEqual([0, undefined]);
    expect(visits.billedElsewhere(visit, 'HARBOR')).toEqual([]);
  });

  it('counts other days within a span, its first and last among them', () => {
    const visits = new VisitHistory();
    for (const day of ['2026-01-01', '2026-03-02', '2026-06-15', '2026-12-31', '2027-01-01'])
      visits.countLimited(on(day), 'HARBOR');
    expect(visits.otherDays(on('2026-03-02'), 'HARBOR', '2026-01-01', '2026-12-31')).toBe(3);
    expect(visits.otherDays(on('2026-03-02'), 'OTHER', '2026-01-01', '2026-12-31')).toBe(0);
  });

  it('counts treatment days once, after a day and before the visit', () => {
    const visits = new VisitHistory();
    for (const day of ['2026-03-02', '2026-03-02', '2026-03-04', '2026-03-06']) visits.countTreated(on(day));
    expect(visits.treatmentDaysBefore(on('2026-03-06'), '')).toBe(2);
    expect(visits.treatmentDaysBefore(on('2026-03-06'), '2026-03-02')).toBe(1);
    expect(visits.treatmentDaysBefore(on('2026-03-05'), '2026-03-01')).toBe(2);
  });

  it('remembers the newest month of treatment days, in whatever order they came', () => {
    const visits = new VisitHistory();
    const day = (index: number) => `2026-01-${String(index).padStart(2, '0')}`;
    for (let index = 31; index >= 1; index -= 1) visits.countTreated(on(day(index)));
    expect(visits.treatmentDaysBefore(on('2026-03-01'), '')).toBe(31);
    visits.countTreated(on('2026-02-01'));
    expect(visits.treatmentDaysBefore(on('2026-03-01'), '')).toBe(31);
    expect(visits.treatmentDaysBefore(on('2026-01-02'), '')).toBe(0);
  });

  it('keeps the newest progress report of a discipline', () => {
    const visits = new VisitHistory();
    visits.countTreated(on('2026-03-02'), '2026-03-02');
    visits.countTreated(on('2026-03-04'), '2026-02-01');
    visits.countTreated(on('2026-03-06'));
    expect(visits.lastReport(on('2026-03-09'))).toBe('2026-03-02');
    expect(visits.lastReport(sampleSession({ discipline: 'PT' }))).toBeUndefined();
  });

  it('remembers all that was billed on the latest day, and nothing of the days before', () => {
    const visits = new VisitHistory();
    const billed = (dateOfService: string, sessionId: string) => {
      const { practiceId, patient, discipline } = on(dateOfService);
      visits.remember({
        practiceId,
        patient,
        discipline,
        dateOfService,
        sessionId,
        payerId: 'HARBOR',
        codes: ['97110'],
      });
    };
    billed('2026-03-02', 'A');
    billed('2026-03-04', 'B');
    billed('2026-03-04', 'C');
    const ids = (day: string) => visits.billedElsewhere(on(day), 'OTHER').map(({ sessionId }) => sessionId);
    expect([ids('2026-03-04'), ids('2026-03-02')]).toEqual([['B', 'C'], []]);
  });
});
