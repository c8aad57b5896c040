import type { RecordDayCoding } from './day-coding.js';

/** Builders for this aggregate's specs. */
export const patientYear = { patientId: 'patient-1', year: 2026 } as const;
export const ofClaim = { ...patientYear, claimId: 'C1', dateOfService: '2026-03-02' } as const;

export function reservation(amountCents: number, claimId = 'C1', deductibleCents = 0) {
  const deductible = deductibleCents > 0 ? { deductibleCents } : {};
  return { claimId, lines: [{ line: 1, code: '97110', pool: 'OT' as const, amountCents, ...deductible }] };
}

/** A day with one session and one claim. */
export function dayCoding(
  changes: Partial<Pick<RecordDayCoding, 'reservations' | 'thresholds'>> & {
    claimId?: string;
    dateOfService?: string;
  } = {},
): RecordDayCoding {
  const { claimId = 'C1', dateOfService = '2026-03-02', reservations = [reservation(5000)], thresholds = {} } = changes;
  return {
    type: 'RecordDayCoding',
    ...patientYear,
    day: {
      payerId: 'MEDICARE-B',
      payerKind: 'MEDICARE_B',
      dateOfService,
      sessions: [{ sessionId: `S-${dateOfService}`, revision: 1, held: false, claimId }],
      claims: [
        {
          claimId,
          sessionIds: [`S-${dateOfService}`],
          discipline: 'OT',
          placeOfService: '11',
          renderingNpi: '1000000004',
          holds: [],
          lines: [],
        },
      ],
      contents: [],
      ehrSessionIds: {},
    },
    reservations,
    thresholds,
  };
}
