import { describe, expect, it } from '@jest/globals';
import { evolveThresholdRow, type ThresholdRow } from './threshold-view.js';

type LedgerEvent = Parameters<typeof evolveThresholdRow>[1]['event'];

const year = { patientId: 'P1', year: 2026 };
const about = { ...year, claimId: 'C1', dateOfService: '2026-03-02' };
const line = (number: number, amountCents: number) => ({
  line: number,
  code: '97110',
  pool: 'OT' as const,
  amountCents,
});

function rowAfter(...events: readonly LedgerEvent[]): ThresholdRow {
  return events.reduce<ThresholdRow | null>(
    (row, event) => evolveThresholdRow(row, { occurredAt: '2026-03-02T12:00:00.000Z', event }),
    null,
  ) as ThresholdRow;
}

const reserved: LedgerEvent = {
  type: 'TherapyAmountReserved',
  data: { ...about, lines: [line(1, 5_127), line(2, 2_121)] },
};

describe('a row of the threshold view', () => {
  it('counts what is reserved until the payer has decided, then what it allowed', () => {
    expect(rowAfter(reserved)).toMatchObject({ otReservedCents: 7_248, otAdjudicatedCents: 0 });
    const adjudicated: LedgerEvent = {
      type: 'TherapyAmountAdjudicated',
      data: { ...about, remittanceId: 'R1', payerControlNumber: 'ICN1', lines: [line(1, 5_000)] },
    };
    expect(rowAfter(reserved, adjudicated)).toMatchObject({ otReservedCents: 2_121, otAdjudicatedCents: 5_000 });
  });

  it('keeps a denied line contested until its case ends, and frees it then', () => {
    const contested: LedgerEvent = {
      type: 'TherapyAmountContested',
      data: { ...about, remittanceId: 'R1', lines: [line(1, 5_127)] },
    };
    const released: LedgerEvent = {
      type: 'TherapyAmountReleased',
      data: { ...about, reason: 'written-off', lines: [line(1, 5_127)] },
    };
    expect(rowAfter(reserved, contested)).toMatchObject({ otReservedCents: 2_121, otContestedCents: 5_127 });
    expect(rowAfter(reserved, contested, released)).toMatchObject({ otReservedCents: 2_121, otContestedCents: 0 });
  });

  it('replaces what the same claim had reserved when its day is coded again', () => {
    const again: LedgerEvent = { type: 'TherapyAmountReserved', data: { ...about, lines: [line(1, 4_000)] } };
    expect(rowAfter(reserved, again)).toMatchObject({ otReservedCents: 4_000 });
  });

  it('shows what the payer reported beside our own sums, never in them', () => {
    const reported: LedgerEvent = {
      type: 'PayerBalanceReported',
      data: { ...year, payerId: 'MEDICARE-B', asOf: '2026-03-01', otUsedCents: 198_000 },
    };
    expect(rowAfter(reported, reserved)).toMatchObject({
      otPayerReportedCents: 198_000,
      otReservedCents: 7_248,
      payerReportedAsOf: '2026-03-01',
    });
  });
});
