import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '#libs/kernel/decider.js';
import { runTwiceEach } from '#libs/testing/decider.js';
import { ledgerDecider } from './decider.js';
import { driftedLines } from './drift.js';
import { accruedCents, therapySums } from './state.js';
import { anyLedgerCommand, THRESHOLDS } from './testing/ledger-arbitraries.js';
import { SimpleLedger } from './testing/simple-ledger.js';

const history = fc.array(anyLedgerCommand, { maxLength: 25 });

describe('any history of a ledger', () => {
  it('has no command that does something when it is asked twice', () => {
    fc.assert(fc.property(history, (commands) => void runTwiceEach(ledgerDecider, commands)));
  });

  it('adjudicates the sum of what is finally allowed, and reserves and contests what a plain account of it would', () => {
    fc.assert(
      fc.property(history, (commands) => {
        const onPaper = new SimpleLedger();
        const { state } = runTwiceEach(
          ledgerDecider,
          commands.filter((command) => onPaper.take(command)),
        );
        expect(therapySums(state, 'OT')).toEqual(onPaper.sums());
      }),
      { numRuns: 2000 },
    );
  });

  it('stands in its events alone: folded again they lead to the same ledger', () => {
    fc.assert(
      fc.property(history, (commands) => {
        const { state, events } = runTwiceEach(ledgerDecider, commands);
        expect(fold(ledgerDecider, JSON.parse(JSON.stringify(events)))).toEqual(JSON.parse(JSON.stringify(state)));
      }),
    );
  });

  it('has announced each threshold that a pool is above', () => {
    fc.assert(
      fc.property(history, (commands) => {
        const { state, events } = runTwiceEach(ledgerDecider, commands);
        const { kxCents, medicalReviewCents } = THRESHOLDS.OT;
        const accrued = accruedCents(state, 'OT');
        const count = (type: string) => events.filter((event) => event.type === type).length;
        expect(count('KxThresholdReached')).toBeLessThanOrEqual(1);
        expect(count('MedicalReviewThresholdReached')).toBeLessThanOrEqual(1);
        if (accrued > kxCents) expect(state.reached).toContain('kx.OT');
        if (accrued > medicalReviewCents) expect(state.reached).toContain('medical-review.OT');
      }),
    );
  });

  it('never has a sum below zero, and accrues nothing in a pool that nobody uses', () => {
    fc.assert(
      fc.property(history, (commands) => {
        const { state } = runTwiceEach(ledgerDecider, commands);
        for (const sum of Object.values(therapySums(state, 'OT'))) expect(sum).toBeGreaterThanOrEqual(0);
        expect(accruedCents(state, 'PT_SLP')).toBe(0);
      }),
    );
  });

  it('has announced exactly the lines that would be decided otherwise about KX now', () => {
    fc.assert(
      fc.property(history, (commands) => {
        const { state } = runTwiceEach(ledgerDecider, commands);
        expect(state.drifted.OT ?? []).toEqual(driftedLines(state, 'OT', THRESHOLDS.OT.kxCents));
      }),
    );
  });
});
