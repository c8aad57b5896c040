import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import { plus, type Ratio, ratio, ratioFromDecimal, roundHalfUp, times } from '#libs/kernel/ratio.js';
import type { PayerProfile } from '../payer-profile.js';
import type { Reference } from '../reference/reference.js';
import type { RelativeValues } from '../reference/tables/relative-values.js';

/** What one unit of a code is worth: in full, and with its practice expense cut. */
export interface UnitFee {
  readonly fullCents: Cents;
  readonly reducedCents: Cents;
  /** The practice expense that decides which unit of the day is paid in full; absent where the cut does not apply. */
  readonly rankingExpense?: Ratio;
}

export type FeeOutcome =
  | { readonly kind: 'fee'; readonly fee: UnitFee }
  | { readonly kind: 'missing'; readonly what: readonly string[] }
  | { readonly kind: 'no-contract' | 'carrier-priced' | 'not-on-schedule' | 'not-covered' };

export interface FeeQuestion {
  readonly code: string;
  readonly therapy: boolean;
  readonly placeOfService: string;
  readonly on: LocalDate;
  readonly locality: string;
  readonly payer: PayerProfile;
  readonly reference: Reference;
}

const CENTS_OF_A_DOLLAR = ratio(100);
const ONE = ratio(1);

function isNothing(values: RelativeValues): boolean {
  return [values.work, values.expenseFacility, values.expenseNonFacility, values.malpractice].every(
    (value) => value.numerator === 0n,
  );
}

/** The fee of one unit of a code at a payer: Medicare's formula, a share of it, or the contract's own fee. */
export function unitFee(question: FeeQuestion): FeeOutcome {
  const { payer, code } = question;
  if (payer.kind === 'MEDICARE_B') return medicareFee(question, ONE);
  const contracted = payer.fees?.[code];
  if (contracted !== undefined) return { kind: 'fee', fee: { fullCents: contracted, reducedCents: contracted } };
  if (payer.percentOfMedicare === undefined) return { kind: 'no-contract' };
  const percent = ratioFromDecimal(String(payer.percentOfMedicare)) ?? ratio(100);
  return medicareFee(question, times(percent, ratio(1, 100)));
}

function medicareFee(question: FeeQuestion, share: Ratio): FeeOutcome {
  const { code, on, reference, payer } = question;
  const values = reference.relativeValues(code, on);
  if (!values && !question.therapy) return { kind: 'not-on-schedule' };
  if (values?.status === 'N' && payer.kind === 'MEDICARE_B') return { kind: 'not-covered' };
  if (values && isNothing(values)) return { kind: 'carrier-priced' };
  const factor = reference.conversionFactor(on);
  const index = reference.locality(question.locality, on);
  const rateType = reference.rateType(question.placeOfService, on);
  const cut = payer.mppr ? reference.amount('mppr-practice-expense-cut', on) : ratio(0);
  if (!values || !factor || !index || !rateType || !cut)
    return {
      kind: 'missing',
      what: [
        ...(values ? [] : [`relative values of ${code}`]),
        ...(factor ? [] : ['the conversion factor']),
        ...(index ? [] : [`the cost index of locality ${question.locality}`]),
        ...(rateType ? [] : [`place of service ${question.placeOfService}`]),
        ...(cut ? [] : ['the multiple-procedure cut']),
      ],
    };
  const expense = rateType === 'facility' ? values.expenseFacility : values.expenseNonFacility;
  const money = times(times(factor, CENTS_OF_A_DOLLAR), share);
  const fixed = plus(times(values.work, index.work), times(values.malpractice, index.malpractice));
  const placed = times(expense, index.expense);
  const kept = plus(ONE, { numerator: -cut.numerator, denominator: cut.denominator });
  const fee = {
    fullCents: roundHalfUp(times(money, plus(fixed, placed))),
    reducedCents: roundHalfUp(times(money, plus(fixed, times(placed, kept)))),
  };
  return { kind: 'fee', fee: payer.mppr && values.multipleTherapy ? { ...fee, rankingExpense: expense } : fee };
}
