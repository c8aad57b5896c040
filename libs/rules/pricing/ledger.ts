import type { Cents } from '#libs/kernel/money.js';
import type { Discipline } from '../session.js';

/** Medicare's two therapy pools: occupational therapy alone, physical therapy and speech-language pathology together. */
export type TherapyPool = 'OT' | 'PT_SLP';

export function poolOf(discipline: Discipline): TherapyPool {
  return discipline === 'OT' ? 'OT' : 'PT_SLP';
}

/** What a patient's calendar year stands at: allowed amounts accrued by pool, and what is left of the Part B deductible. */
export interface LedgerBalances {
  readonly accruedCents: Readonly<Record<TherapyPool, Cents>>;
  readonly deductibleLeftCents: Cents;
  /** What the payer last said it has counted, where it was asked; it may know of other providers. */
  readonly payerReportedCents?: Readonly<Partial<Record<TherapyPool, Cents>>>;
}

/** A year's ledger as it opens. */
export function openLedger(accruedCents: Cents, deductibleLeftCents: Cents): LedgerBalances {
  return { accruedCents: { OT: accruedCents, PT_SLP: accruedCents }, deductibleLeftCents };
}
