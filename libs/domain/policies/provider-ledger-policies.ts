import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { DenialEvent } from '#libs/contracts/events/denial-events.js';
import type { ProviderLedgerEvent } from '#libs/contracts/events/provider-ledger-events.js';
import type { RemittanceEvent } from '#libs/contracts/events/remittance-events.js';
import { claimStream, denialIdOf, denialStream, providerLedgerStream } from '#libs/contracts/streams.js';
import type { Policy, PolicyCommand, PolicyEvent } from './policy.js';

type Event = RemittanceEvent | ClaimEvent | DenialEvent | ProviderLedgerEvent;
type Known<Type extends Event['type']> = Extract<Event, { type: Type }>;

/** The event with the data of its type; the names that a policy follows are the types that it asks for. */
const known = <Type extends Event['type']>(event: PolicyEvent) => event as unknown as Known<Type>;

/** What a remittance takes and gives beside its claims is booked; once it is undone, taken out again. */
export const bookProviderLedger: Policy = {
  name: 'book-provider-ledger',
  on: ['RemittancePosted', 'RemittanceUndone', 'RemittanceClaimMatched'],
  commands(event) {
    const { type, data } = known<'RemittancePosted' | 'RemittanceUndone' | 'RemittanceClaimMatched'>(event);
    // A claim that was matched with the posting is booked with it; only what a person found later is told by itself.
    if (type === 'RemittanceClaimMatched' && !(data.reversal && data.how === 'person')) return [];
    const { payerId, remittanceId } = data;
    const stream = providerLedgerStream(event.practiceId, payerId);
    return [{ type: 'BookRemittance', stream, data: { payerId, remittanceId } }];
  },
};

function tie(practiceId: string, claimId: string, entryId: string, amountCents: number): PolicyCommand {
  const stream = claimStream(practiceId, claimId);
  return { type: 'TieClaimRecoupment', stream, data: { claimId, entryId, amountCents } };
}

/** A claim knows what of it the payer has put off or taken outside its payments. */
export const tieClaimRecoupment: Policy = {
  name: 'tie-claim-recoupment',
  on: ['RecoupmentTied', 'ProviderAdjustmentUndone'],
  commands(event) {
    const { type, data } = known<'RecoupmentTied' | 'ProviderAdjustmentUndone'>(event);
    const { practiceId } = event;
    if (type === 'RecoupmentTied') return [tie(practiceId, data.claimId, data.entryId, data.amountCents)];
    const byClaim = new Map<string, number>();
    for (const { claimId, amountCents } of data.ties) byClaim.set(claimId, (byClaim.get(claimId) ?? 0) - amountCents);
    return [...byClaim].map(([claimId, amountCents]) => tie(practiceId, claimId, data.entryId, amountCents));
  },
};

/** What was paid too little or too much has a case, like a denial. */
export const openVarianceCase: Policy = {
  name: 'open-variance-case',
  on: ['ClaimUnderpaid', 'ClaimOverpaid'],
  commands(event) {
    const { type, data } = known<'ClaimUnderpaid' | 'ClaimOverpaid'>(event);
    const stream = denialStream(event.practiceId, denialIdOf(data.claimId, data.number));
    const kind = type === 'ClaimUnderpaid' ? 'underpayment' : 'overpayment';
    return [{ type: 'OpenVarianceCase', stream, data: { kind, data } }];
  },
};

/** The case follows what the claim says of its variance. */
export const settleVarianceCase: Policy = {
  name: 'settle-variance-case',
  on: ['ClaimUnderpaymentSettled', 'ClaimOverpaymentChanged'],
  commands(event) {
    const { type, data } = known<'ClaimUnderpaymentSettled' | 'ClaimOverpaymentChanged'>(event);
    const denialId = denialIdOf(data.claimId, data.number);
    const stream = denialStream(event.practiceId, denialId);
    if (type === 'ClaimOverpaymentChanged') {
      const { outstandingCents, because } = data;
      return [{ type: 'ChangeOverpayment', stream, data: { denialId, outstandingCents, because } }];
    }
    const { how, recoveredCents, remittanceId, submissionNumber = 0 } = data;
    if (how === 'closed') return [];
    return [
      { type: 'SettleUnderpayment', stream, data: { denialId, how, recoveredCents, remittanceId, submissionNumber } },
    ];
  },
};

/** The claim counts what was given back, or is not to be, and knows of an underpayment whose case a person closed. */
export const settleClaimVariance: Policy = {
  name: 'settle-claim-variance',
  on: ['OverpaymentReturned', 'OverpaymentDismissed', 'DenialResolved', 'DenialWrittenOff'],
  commands(event) {
    const { type, data } = known<
      'OverpaymentReturned' | 'OverpaymentDismissed' | 'DenialResolved' | 'DenialWrittenOff'
    >(event);
    const { claimId, denialId } = data;
    const number = Number(denialId.split('-').at(-1));
    const stream = claimStream(event.practiceId, claimId);
    if (type === 'OverpaymentReturned' || type === 'OverpaymentDismissed') {
      const because = type === 'OverpaymentReturned' ? 'returned' : 'not-overpaid';
      const settled = { claimId, number, amountCents: data.amountCents, because };
      return [{ type: 'SettleOverpayment', stream, data: settled }];
    }
    const byPerson = type === 'DenialWrittenOff' ? (data.remainingCents ?? 0) === 0 : data.how === 'no-action-needed';
    return byPerson ? [{ type: 'CloseUnderpayment', stream, data: { claimId, number } }] : [];
  },
};

export const providerLedgerPolicies: readonly Policy[] = [
  bookProviderLedger,
  tieClaimRecoupment,
  openVarianceCase,
  settleVarianceCase,
  settleClaimVariance,
];
