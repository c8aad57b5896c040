import type { RemittanceTransaction, RemittanceTransactionClaim } from '#libs/contracts/remittance-transaction.js';
import { sumCents } from '#libs/kernel/money.js';
import { given } from '#libs/testing/decider.js';
import { type PostRemittance, remittanceDecider } from '../decider.js';
import type { KnownClaim } from '../match.js';
import type { RemittanceState } from '../state.js';

/** Builders for this aggregate's specs: a payment of 48.00 on one claim of 60.00, of which 2.00 were taken for an older debt. */
export const OURS = '0123456789ABC';

export const known: KnownClaim = {
  claimId: OURS,
  patientId: 'patient-1',
  payerId: 'ACME',
  sentSubmissions: [{ number: 1, chargeCents: 6000, lineControlNumbers: [`${OURS}L1`] }],
  decisions: [],
};

export const CLAIM: RemittanceTransactionClaim = {
  patientControlNumber: `${OURS}S1`,
  payerControlNumber: 'PCN-1',
  status: '1',
  reversal: false,
  chargeCents: 6000,
  paidCents: 5000,
  patientCents: 0,
  adjustments: [],
  remarks: [],
  lines: [
    {
      code: '97530',
      modifiers: ['GO'],
      chargeCents: 6000,
      paidCents: 5000,
      lineControlNumber: `${OURS}L1`,
      adjustments: [{ group: 'CO', reason: '45', amountCents: 1000 }],
      remarks: [],
    },
  ],
  crossedOver: false,
};

export const PAYMENT: RemittanceTransaction = {
  remittanceId: 'R1',
  payerId: 'ACME',
  payerName: 'ACME HEALTH',
  traceNumber: 'TRACE-1',
  originatorId: '1999999999',
  paymentDate: '2026-04-06',
  paymentCents: 4800,
  transactionControlNumber: '0001',
  balanced: true,
  problems: [],
  claims: [CLAIM],
  providerAdjustments: [{ reason: 'WO', reference: 'OLD', amountCents: 200 }],
};

const file = (changes: Partial<RemittanceTransaction> = {}): PostRemittance => ({
  type: 'PostRemittance',
  transaction: { ...PAYMENT, ...changes },
  fileId: 'file-1',
  interchangeId: 'interchange-1',
  known: { byId: new Map([[OURS, known]]), byPayerNumber: new Map() },
  sameNumberAs: [],
  sameCheckAs: [],
});

const none = given(remittanceDecider);
const problems = [{ segment: 'CLP', position: 12, message: 'charge less adjustments is 1.00 more than paid' }];
export const post = {
  none,
  file: file({ providerAdjustments: [], paymentCents: 5000 }),
  unbalanced: file({ balanced: false, problems }),
};
export const paper: PostRemittance = { ...file(), fileId: 'paper-1', interchangeId: '', postedBy: 'user:ann' };
export const posted = none.after(post.file);
/** The same with an account number that is none of ours. */
export const waiting = none.after(file({ claims: [{ ...CLAIM, patientControlNumber: 'SMITH-1' }] }));

/** By how much payment = paid on claims − provider adjustments fails in what was posted. */
export function claimBalanceOf({ posting, received }: RemittanceState): number {
  const paid = posting.flatMap((event) =>
    event.type === 'RemittanceClaimMatched' || event.type === 'RemittanceClaimUnmatched' ? [event.data.paidCents] : [],
  );
  const taken = posting.flatMap((event) => (event.type === 'ProviderAdjustmentPosted' ? [event.data.amountCents] : []));
  return sumCents(paid) - sumCents(taken) - (received?.paymentCents ?? 0);
}
