import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';

interface Task {
  readonly id: string;
  /** The day on which it is done. */
  readonly on: LocalDate;
  readonly payerControlNumber: string;
}

/** Something that a payer does about a decided claim on a later day, in that day's remittance. */
export type DailyTask =
  /** An appeal had success: the claim is taken back and decided anew, giving way about all denied lines or about the first. */
  | (Task & { readonly what: 'concede'; readonly lines: 'all' | 'first' })
  /** Too much was paid: the claim is taken back and decided anew with less. */
  | (Task & { readonly what: 'review'; readonly cutPercent: number; readonly recoupedAfterDays?: number })
  /** What was paid too much is taken from this day's payment. */
  | (Task & { readonly what: 'recoup'; readonly cents: Cents });
