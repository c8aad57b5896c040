import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { Cents } from '#libs/kernel/money.js';

type VarianceType =
  | 'ClaimUnderpaid'
  | 'ClaimPaidAboveExpected'
  | 'ClaimUnderpaymentSettled'
  | 'ClaimOverpaid'
  | 'ClaimOverpaymentChanged'
  | 'ClaimRecoupmentTied';
export type VarianceEvent = Extract<ClaimEvent, { type: VarianceType }>;
export type VaryingLine = Extract<ClaimEvent, { type: 'ClaimUnderpaid' }>['data']['lines'][number];

/** A decision that allowed less than expected; its case is numbered with the claim's denials. */
export interface ClaimUnderpayment {
  readonly number: number;
  readonly state: 'open' | 'settled';
  /** The decision that was found short. */
  readonly remittanceId: string;
  readonly remittanceClaim: number;
  readonly lines: readonly VaryingLine[];
  readonly shortCents: Cents;
  /** The remittance that ended it. */
  readonly settledBy?: string | undefined;
}

/** Money to be given back; 0 outstanding ends it. */
export interface ClaimOverpayment {
  readonly number: number;
  readonly outstandingCents: Cents;
}

/** How the claim's payments differ from what they should be. */
export interface ClaimVariance {
  readonly underpayments: readonly ClaimUnderpayment[];
  readonly overpayments: readonly ClaimOverpayment[];
  /** What the provider ledger has tied to the claim, by its entry: + taken by the payer beside its payments, − put off. */
  readonly recoupments: Readonly<Record<string, Cents>>;
  /** Reported by a person or the payer, beside what the decisions show. */
  readonly reportedCents: Cents;
  /** Given back by the practice itself, or found not to be due. */
  readonly settledCents: Cents;
}

export const noVariance: ClaimVariance = {
  underpayments: [],
  overpayments: [],
  recoupments: {},
  reportedCents: 0,
  settledCents: 0,
};

/** The overpayment that is not given back whole; there is at most one. */
export function openOverpayment({ overpayments }: ClaimVariance): ClaimOverpayment | undefined {
  return overpayments.find((one) => one.outstandingCents > 0);
}

function overpaymentChanged(
  variance: ClaimVariance,
  { number, outstandingCents, because }: Extract<VarianceEvent, { type: 'ClaimOverpaymentChanged' }>['data'],
): ClaimVariance {
  const before = variance.overpayments.find((one) => one.number === number)?.outstandingCents ?? 0;
  const less = before - outstandingCents;
  return {
    ...variance,
    overpayments: variance.overpayments.map((one) => (one.number === number ? { number, outstandingCents } : one)),
    settledCents: variance.settledCents + (because === 'returned' || because === 'not-overpaid' ? less : 0),
    reportedCents: variance.reportedCents - (because === 'reported' ? less : 0),
  };
}

/** Folds one event about a claim's variance. */
export function evolveVariance(variance: ClaimVariance, event: VarianceEvent): ClaimVariance {
  switch (event.type) {
    case 'ClaimUnderpaid': {
      const { number, remittanceId, remittanceClaim, lines, shortCents } = event.data;
      const found: ClaimUnderpayment = { number, state: 'open', remittanceId, remittanceClaim, lines, shortCents };
      return { ...variance, underpayments: [...variance.underpayments, found] };
    }
    case 'ClaimPaidAboveExpected':
      return variance;
    case 'ClaimUnderpaymentSettled': {
      const settle = (one: ClaimUnderpayment): ClaimUnderpayment =>
        one.number === event.data.number ? { ...one, state: 'settled', settledBy: event.data.remittanceId } : one;
      return { ...variance, underpayments: variance.underpayments.map(settle) };
    }
    case 'ClaimOverpaid': {
      const { number, overpaidCents, source } = event.data;
      return {
        ...variance,
        overpayments: [...variance.overpayments, { number, outstandingCents: overpaidCents }],
        reportedCents: variance.reportedCents + (source === 'reported' ? overpaidCents : 0),
      };
    }
    case 'ClaimOverpaymentChanged':
      return overpaymentChanged(variance, event.data);
    case 'ClaimRecoupmentTied': {
      const { entryId, amountCents } = event.data;
      const total = (variance.recoupments[entryId] ?? 0) + amountCents;
      return { ...variance, recoupments: { ...variance.recoupments, [entryId]: total } };
    }
  }
}
