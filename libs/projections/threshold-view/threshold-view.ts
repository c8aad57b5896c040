import type { ClearPartOf } from '#libs/contracts/define-event.js';
import type { ledgerEvents } from '#libs/contracts/events/ledger-events.js';
import type { TherapyPool } from '#libs/contracts/events/shapes.js';
import { type EventRecord, rowView } from '../row-view.js';

type LedgerEvent = ClearPartOf<(typeof ledgerEvents)[number]>;

/** What one claim holds of a pool, by state: never in two states at once for one line. */
interface ClaimShare {
  readonly reserved: Readonly<Record<string, number>>;
  readonly adjudicated: Readonly<Record<string, number>>;
  readonly contested: Readonly<Record<string, number>>;
}

/** A patient's year in both therapy pools, in cents. `shares` is the fold's memory: by pool, by claim, by line. */
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
  readonly kxThresholdReachedOn: string | null;
  readonly medicalReviewReachedOn: string | null;
  readonly shares: Readonly<Record<string, ClaimShare>>;
  readonly changedAt: string;
}

type State = keyof ClaimShare;
const NOTHING: ClaimShare = { reserved: {}, adjudicated: {}, contested: {} };

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
    kxThresholdReachedOn: null,
    medicalReviewReachedOn: null,
    shares: {},
  };
}

/** Moves the named lines of a claim into one state (null: out of all), or replaces all that the claim has reserved. */
function move(
  shares: ThresholdRow['shares'],
  claimId: string,
  lines: readonly { line: number; pool: TherapyPool; amountCents: number }[],
  to: State | null,
): ThresholdRow['shares'] {
  const current = shares[claimId] ?? NOTHING;
  const keys = new Set(lines.map((line) => `${line.pool}:${line.line}`));
  const without = (amounts: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(amounts).filter(([key]) => !keys.has(key)));
  const next = {
    reserved: to === 'reserved' ? {} : without(current.reserved),
    adjudicated: without(current.adjudicated),
    contested: without(current.contested),
  };
  if (to)
    Object.assign(next[to], Object.fromEntries(lines.map((line) => [`${line.pool}:${line.line}`, line.amountCents])));
  return { ...shares, [claimId]: next };
}

function sums(shares: ThresholdRow['shares']): Partial<ThresholdRow> {
  const total = (pool: TherapyPool, state: State) => {
    let sum = 0;
    for (const share of Object.values(shares))
      for (const [key, amount] of Object.entries(share[state])) if (key.startsWith(`${pool}:`)) sum += amount;
    return sum;
  };
  return {
    otReservedCents: total('OT', 'reserved'),
    otAdjudicatedCents: total('OT', 'adjudicated'),
    otContestedCents: total('OT', 'contested'),
    ptSlpReservedCents: total('PT_SLP', 'reserved'),
    ptSlpAdjudicatedCents: total('PT_SLP', 'adjudicated'),
    ptSlpContestedCents: total('PT_SLP', 'contested'),
  };
}

const STATE_AFTER = {
  TherapyAmountReserved: 'reserved',
  TherapyAmountAdjudicated: 'adjudicated',
  TherapyAmountContested: 'contested',
  TherapyAmountReleased: null,
} as const;

function changed(row: Omit<ThresholdRow, 'changedAt'>, event: LedgerEvent): Partial<ThresholdRow> {
  switch (event.type) {
    case 'TherapyAmountReserved':
    case 'TherapyAmountAdjudicated':
    case 'TherapyAmountContested':
    case 'TherapyAmountReleased': {
      const shares = move(row.shares, event.data.claimId, event.data.lines, STATE_AFTER[event.type]);
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
    case 'KxThresholdReached':
      return { kxThresholdReachedOn: row.kxThresholdReachedOn ?? event.data.dateOfService };
    case 'MedicalReviewThresholdReached':
      return { medicalReviewReachedOn: row.medicalReviewReachedOn ?? event.data.dateOfService };
    default:
      return {};
  }
}

/** Folds one event of a patient's ledger into the row of that year. */
export function evolveThresholdRow(
  row: ThresholdRow | null,
  { occurredAt, event }: EventRecord<LedgerEvent>,
): ThresholdRow {
  const current = row ?? empty(event.data.patientId, event.data.year);
  return { ...current, ...changed(current, event), changedAt: occurredAt };
}

/** One row a ledger stream, in `views.threshold`. */
export const thresholdView = rowView<ThresholdRow, LedgerEvent>({
  name: 'threshold',
  category: 'ledger',
  table: 'views.threshold',
  evolve: evolveThresholdRow,
  memory: ['shares'],
});
