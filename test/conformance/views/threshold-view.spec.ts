import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { therapySums } from '#libs/domain/patient-ledger/state.js';
import { anyLedgerCommand } from '#libs/domain/patient-ledger/testing/ledger-arbitraries.js';
import { evolveThresholdRow, type ThresholdRow } from '#libs/projections/threshold-view/threshold-view.js';
import { runTwiceEach } from '#libs/testing/decider.js';

type RowEvent = Parameters<typeof evolveThresholdRow>[1]['event'];

describe('the threshold view', () => {
  it('shows what the ledger decides by, after any history', () => {
    fc.assert(
      fc.property(fc.array(anyLedgerCommand, { minLength: 1, maxLength: 25 }), (commands) => {
        const { state, events } = runTwiceEach(ledgerDecider, commands);
        const row = events.reduce<ThresholdRow | null>(
          (before, event) =>
            evolveThresholdRow(before, { occurredAt: '2026-03-02T12:00:00Z', event: event as RowEvent }),
          null,
        );
        const { reservedCents, adjudicatedCents, contestedCents } = therapySums(state, 'OT');
        expect([row?.otReservedCents ?? 0, row?.otAdjudicatedCents ?? 0, row?.otContestedCents ?? 0]).toEqual([
          reservedCents,
          adjudicatedCents,
          contestedCents,
        ]);
        expect(row?.otOpeningCents ?? 0).toBe(state.openingCents.OT);
        expect(row?.otDriftedLines ?? []).toEqual(state.drifted.OT ?? []);
        expect([row?.otKxReachedOn != null, row?.otMedicalReviewReachedOn != null]).toEqual([
          state.reached.includes('kx.OT'),
          state.reached.includes('medical-review.OT'),
        ]);
      }),
      { numRuns: 500 },
    );
  });
});
