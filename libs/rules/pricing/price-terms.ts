import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Cents } from '#libs/kernel/money.js';
import { type Ratio, ratio, roundHalfUp, times } from '#libs/kernel/ratio.js';
import type { PayerProfile } from '../payer-profile.js';
import type { AmountName, Reference } from '../reference/reference.js';
import type { TherapyPool } from './ledger.js';
import { PAID_IN_FULL, type PaymentTerms } from './payment.js';

/** Amounts and shares that pricing at a payer needs on a date, and what of them is not loaded. */
export interface PriceTerms {
  readonly plain: PaymentTerms;
  readonly assisted: PaymentTerms;
  readonly thresholdCents: Readonly<Partial<Record<TherapyPool, Cents>>>;
  readonly missing: readonly string[];
}

const NAMES: Readonly<Partial<Record<AmountName, string>>> = {
  coinsurance: 'the coinsurance',
  sequestration: 'the sequestration',
  'assistant-share': "the assistant's share",
  deductible: 'the deductible',
  'kx-threshold.OT': 'the KX threshold of OT',
  'kx-threshold.PT_SLP': 'the KX threshold of PT and SLP',
};

/**
 * Looks up a payer's terms. An amount that its kind needs and that has no row for the date is named, never replaced by an earlier one.
 * `assisted` and the pools say what the day's lines need.
 */
export function priceTerms(
  payer: PayerProfile,
  on: LocalDate,
  needs: { readonly assisted: boolean; readonly pools: ReadonlySet<TherapyPool> },
  reference: Reference,
): PriceTerms {
  const missing: string[] = [];
  const need = (name: AmountName, otherwise: Ratio): Ratio => {
    const amount = reference.amount(name, on);
    if (!amount) missing.push(NAMES[name] ?? name);
    return amount ?? otherwise;
  };
  const partB = payer.kind === 'MEDICARE_B';
  if (partB) need('deductible', ratio(0));
  const plain: PaymentTerms = {
    coinsurance: partB ? need('coinsurance', ratio(0)) : PAID_IN_FULL.coinsurance,
    assistantShare: ratio(1),
    sequestration: payer.sequestration ? need('sequestration', ratio(0)) : PAID_IN_FULL.sequestration,
  };
  const assistantShare = needs.assisted && payer.assistantModifier ? need('assistant-share', ratio(1)) : ratio(1);
  const thresholdCents: Partial<Record<TherapyPool, Cents>> = {};
  if (payer.kx)
    for (const pool of needs.pools) {
      const dollars = reference.amount(`kx-threshold.${pool}`, on);
      if (dollars) thresholdCents[pool] = roundHalfUp(times(dollars, ratio(100)));
      else missing.push(NAMES[`kx-threshold.${pool}`] as string);
    }
  return { plain, assisted: { ...plain, assistantShare }, thresholdCents, missing };
}
