import fc from 'fast-check';
import type { LedgerCommand } from '../decider.js';
import { chargeLine, dayCoding, ofClaim, patientYear } from '../ledger-fixtures.js';

/* Commands for properties of the ledger: two claims of one patient, each of two days at most, with lines 1 and 2 on the first and 3 on the second. */

export const THRESHOLDS = { OT: { kxCents: 15_000, medicalReviewCents: 18_000 } } as const;
const thresholds = THRESHOLDS;
const DAYS = { '2026-03-02': [1, 2], '2026-03-04': [3] } as const;

const claimId = fc.constantFrom('C1', 'C2');
const remittanceId = fc.constantFrom('R1', 'R2');
const payerControlNumber = fc.constantFrom('PCN1', 'PCN2');
const amountCents = fc.integer({ min: 1, max: 20_000 });
const line = (number: number, cents: number) => ({
  line: number,
  code: '97110',
  pool: 'OT' as const,
  amountCents: cents,
});
const date = fc.constantFrom('2026-03-01', '2026-03-10', '2026-03-20');
const allowed = fc
  .uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1 })
  .chain((numbers) => fc.tuple(...numbers.map((number) => amountCents.map((cents) => line(number, cents)))));
const numbers = fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 3 })), { nil: null });

/** A day of one claim is coded, with one line or all that it may have, or held. */
const coding = fc
  .record({
    claimId,
    dateOfService: fc.constantFrom<keyof typeof DAYS>('2026-03-02', '2026-03-04'),
    amounts: fc.array(amountCents, { maxLength: 2 }),
    kx: fc.boolean(),
  })
  .map(({ claimId: id, dateOfService, amounts, kx }) => {
    const lines = amounts.flatMap((cents, place) => {
      const number = DAYS[dateOfService][place];
      return number === undefined ? [] : [line(number, cents)];
    });
    const charged = { ...chargeLine(`S-${dateOfService}`, kx ? ['GO', 'KX'] : ['GO']) };
    return dayCoding({
      claimId: id,
      // Each claim has days of its own: no two claims share one.
      dateOfService: dateOfService.replace('03', `0${id.slice(1)}`),
      lines: lines.map((each) => ({ ...charged, line: each.line })),
      reservations: lines.length > 0 ? [{ claimId: id, lines }] : [],
      thresholds,
    });
  });

/** Whatever may be asked of a patient's year, sensible or not. */
export const anyLedgerCommand: fc.Arbitrary<LedgerCommand> = fc.oneof(
  coding,
  fc
    .record({ claimId, remittanceId, payerControlNumber, decidedOn: date, lines: allowed })
    .map((data) => ({ type: 'AdjudicateTherapyAmounts' as const, ...ofClaim, ...data, thresholds })),
  fc
    .record({ claimId, remittanceId, lines: numbers })
    .map((data) => ({ type: 'ContestTherapyAmounts' as const, ...ofClaim, ...data, thresholds })),
  fc.record({ claimId, lines: numbers }).map((data) => ({
    type: 'ReleaseTherapyAmounts' as const,
    ...ofClaim,
    reason: 'written-off',
    ...data,
    thresholds,
  })),
  fc
    .record({ claimId, remittanceId, payerControlNumber })
    .map((data) => ({ type: 'ReverseTherapyAmounts' as const, ...ofClaim, ...data, thresholds })),
  fc.record({ claimId }).map((data) => ({ type: 'ReserveTherapyAmounts' as const, ...ofClaim, ...data, thresholds })),
  fc
    .record({ usedCents: amountCents })
    .map((data) => ({ type: 'SetOpeningBalance' as const, ...patientYear, pool: 'OT' as const, ...data, thresholds })),
  fc.record({ asOf: date, otUsedCents: amountCents }).map((data) => ({
    type: 'ReportPayerBalance' as const,
    ...patientYear,
    payerId: 'MEDICARE-B',
    ...data,
    thresholds,
  })),
);
