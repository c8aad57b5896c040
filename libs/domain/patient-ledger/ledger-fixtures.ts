import type { ChargeLine } from '#libs/contracts/events/shapes.js';
import type { RecordDayCoding } from './day-coding.js';

/** Builders for this aggregate's specs. */
export const patientYear = { patientId: 'patient-1', year: 2026 } as const;
/** What a command that moves a pool brings, where no threshold is near. */
export const noThresholds = { thresholds: {} } as const;
export const ofClaim = { ...patientYear, ...noThresholds, claimId: 'C1', dateOfService: '2026-03-02' } as const;

export function reservation(amountCents: number, claimId = 'C1', deductibleCents = 0) {
  const deductible = deductibleCents > 0 ? { deductibleCents } : {};
  return { claimId, lines: [{ line: 1, code: '97110', pool: 'OT' as const, amountCents, ...deductible }] };
}

/** A day with one session and one claim. */
export function dayCoding(
  changes: Partial<Pick<RecordDayCoding, 'reservations' | 'thresholds'>> & {
    claimId?: string;
    dateOfService?: string;
    /** Charge lines of the claim, where KX matters. */
    lines?: readonly ChargeLine[];
  } = {},
): RecordDayCoding {
  const { claimId = 'C1', dateOfService = '2026-03-02', lines = [] } = changes;
  const { reservations = [reservation(5000)], thresholds = {} } = changes;
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
          lines: [...lines],
        },
      ],
      contents: [],
      ehrSessionIds: {},
    },
    reservations,
    thresholds,
  };
}

/** The charge line that {@link reservation} reserves for, with KX or without. */
export function chargeLine(sessionId: string, modifiers: readonly string[] = ['GO']): ChargeLine {
  const counts = { units: 1, minutes: 15, assistantMinutes: 0 };
  const line = { line: 1, lineControlNumber: 'L1', sessionId, code: '97110', modifiers: [...modifiers] };
  return { ...line, ...counts, diagnosisPointers: [1], chargeCents: 5500 };
}
