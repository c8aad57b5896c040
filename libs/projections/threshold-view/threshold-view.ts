import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { ledgerEvents } from '#libs/contracts/events/ledger-events.js';
import { type EventRecord, rowView } from '../row-view.js';
import { evolveShares, shareSums, type TherapyShares } from './therapy-shares.js';

type LedgerEvent = ClearPartOf<(typeof ledgerEvents)[number]>;

/** A line that was decided with KX (`kx`) or without, and would be decided the other way as the ledger stands now. */
export type DriftedLine = Extract<LedgerEvent, { type: 'ThresholdDrifted' }>['data']['lines'][number];

/** A patient's year in both therapy pools, in cents; the dates are those of the services that went over a line. `shares` is the fold's memory. */
export interface ThresholdRow {
  readonly patientId: string;
  readonly year: number;
  readonly otOpeningCents: number;
  readonly otReservedCents: number;
  readonly otAdjudicatedCents: number;
  readonly otContestedCents: number;
  readonly ptSlpOpeningCents: number;
  readonly ptSlpReservedCents: number;
  readonly ptSlpAdjudicatedCents: number;
  readonly ptSlpContestedCents: number;
  readonly otPayerReportedCents: number | null;
  readonly ptSlpPayerReportedCents: number | null;
  readonly payerReportedAsOf: string | null;
  readonly otKxReachedOn: string | null;
  readonly ptSlpKxReachedOn: string | null;
  /** Above this line Medicare may ask for the records; KX goes on. */
  readonly otMedicalReviewReachedOn: string | null;
  readonly ptSlpMedicalReviewReachedOn: string | null;
  /** What `threshold.drift` warns of. */
  readonly otDriftedLines: readonly DriftedLine[];
  readonly ptSlpDriftedLines: readonly DriftedLine[];
  readonly shares: TherapyShares;
  readonly changedAt: string;
}

function empty(patientId: string, year: number): Omit<ThresholdRow, 'changedAt'> {
  return {
    patientId,
    year,
    otOpeningCents: 0,
    otReservedCents: 0,
    otAdjudicatedCents: 0,
    otContestedCents: 0,
    ptSlpOpeningCents: 0,
    ptSlpReservedCents: 0,
    ptSlpAdjudicatedCents: 0,
    ptSlpContestedCents: 0,
    otPayerReportedCents: null,
    ptSlpPayerReportedCents: null,
    payerReportedAsOf: null,
    otKxReachedOn: null,
    ptSlpKxReachedOn: null,
    otMedicalReviewReachedOn: null,
    ptSlpMedicalReviewReachedOn: null,
    otDriftedLines: [],
    ptSlpDriftedLines: [],
    shares: {},
  };
}

function sums(shares: TherapyShares): Partial<ThresholdRow> {
  const [ot, ptSlp] = [shareSums(shares, 'OT'), shareSums(shares, 'PT_SLP')];
  return {
    otReservedCents: ot.reservedCents,
    otAdjudicatedCents: ot.adjudicatedCents,
    otContestedCents: ot.contestedCents,
    ptSlpReservedCents: ptSlp.reservedCents,
    ptSlpAdjudicatedCents: ptSlp.adjudicatedCents,
    ptSlpContestedCents: ptSlp.contestedCents,
  };
}

function changed(row: Omit<ThresholdRow, 'changedAt'>, event: LedgerEvent): Partial<ThresholdRow> {
  switch (event.type) {
    case 'TherapyAmountReserved':
    case 'TherapyAmountAdjudicated':
    case 'TherapyAmountContested':
    case 'TherapyAmountReleased': {
      const shares = evolveShares(row.shares, event);
      return { shares, ...sums(shares) };
    }
    case 'TherapyOpeningBalanceSet':
      return event.data.pool === 'OT'
        ? { otOpeningCents: event.data.usedCents }
        : { ptSlpOpeningCents: event.data.usedCents };
    case 'PayerBalanceReported': {
      const { otUsedCents, ptSlpUsedCents, asOf } = event.data;
      if (otUsedCents === undefined && ptSlpUsedCents === undefined) return {};
      return {
        otPayerReportedCents: otUsedCents ?? row.otPayerReportedCents,
        ptSlpPayerReportedCents: ptSlpUsedCents ?? row.ptSlpPayerReportedCents,
        payerReportedAsOf: asOf,
      };
    }
    case 'KxThresholdReached': {
      const { pool, dateOfService } = event.data;
      return pool === 'OT' ? { otKxReachedOn: dateOfService } : { ptSlpKxReachedOn: dateOfService };
    }
    case 'MedicalReviewThresholdReached': {
      const { pool, dateOfService } = event.data;
      return pool === 'OT'
        ? { otMedicalReviewReachedOn: dateOfService }
        : { ptSlpMedicalReviewReachedOn: dateOfService };
    }
    case 'ThresholdDrifted': {
      const { pool, lines } = event.data;
      return pool === 'OT' ? { otDriftedLines: lines } : { ptSlpDriftedLines: lines };
    }
    default:
      return {};
  }
}

/** Folds one event of a patient's ledger into the row of that year. */
export function evolveThresholdRow(
  row: ThresholdRow | null,
  { occurredAt, event }: EventRecord<LedgerEvent>,
): ThresholdRow {
  // A row that was folded by an earlier version may lack fields.
  const current = { ...empty(event.data.patientId, event.data.year), ...row };
  return { ...current, ...changed(current, event), changedAt: occurredAt };
}

/** One row a ledger stream, in `views.threshold`. */
export const thresholdView = rowView<ThresholdRow, LedgerEvent>({
  name: 'threshold',
  foldVersion: 2,
  category: 'ledger',
  table: 'views.threshold',
  evolve: evolveThresholdRow,
  memory: ['shares'],
});
