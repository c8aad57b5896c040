import { describe, expect, it } from '@jest/globals';
import { given } from '#libs/testing/decider.js';
import { ledgerFaults, ledgerTotalCents } from './balance.js';
import type { BookRemittance, PostedAdjustment } from './booking.js';
import { type ProviderLedgerCommand, providerLedgerDecider } from './decider.js';
import { balances } from './state.js';

const nothing = given(providerLedgerDecider);

type Posted = Omit<PostedAdjustment, 'index' | 'reference'> & { reference?: string };

/** A remittance with those provider adjustments, and the claims that it takes back. */
function book(
  remittanceId: string,
  paymentDate: string,
  adjustments: readonly Posted[],
  reversals: BookRemittance['reversals'] = [],
): BookRemittance {
  return {
    type: 'BookRemittance',
    payerId: 'ACME',
    remittanceId,
    paymentDate,
    adjustments: adjustments.map((one, index) => ({ reference: '', ...one, index })),
    reversals,
  };
}

const reversal = { remittanceClaim: 0, claimId: 'CLAIM-1', payerControlNumber: 'ICN0000012', amountCents: 6000 };
const tie = (changes: object = {}): ProviderLedgerCommand => ({
  type: 'TieRecoupment',
  payerId: 'ACME',
  entryId: 'R1-0',
  claimId: 'CLAIM-1',
  by: 'user:ann',
  ...changes,
});
const assign = (changes: object = {}): ProviderLedgerCommand => ({
  type: 'AssignProviderAdjustment',
  payerId: 'ACME',
  entryId: 'R1-0',
  kind: 'tax',
  explanation: 'withheld for the state',
  by: 'user:ann',
  ...changes,
});

describe('a provider adjustment', () => {
  it('is entered with its sign on the account of its reason, and in suspense where nobody knows the reason', () => {
    const { state } = nothing.after(
      book('R1', '2026-04-06', [
        { reason: 'WO', amountCents: 2500 },
        { reason: '72', amountCents: 300 },
        { reason: 'L6', amountCents: -45 },
        { reason: 'CS', amountCents: 1000 },
      ]),
    );
    expect(Object.fromEntries(balances(state))).toEqual({
      recoupment: 2500,
      return: 300,
      interest: -45,
      suspense: 1000,
    });
    expect(ledgerTotalCents(state)).toBe(3755);
  });

  it('is one entry, however often its remittance is booked', () => {
    const booking = book('R1', '2026-04-06', [{ reason: 'WO', amountCents: 2500 }]);
    nothing.after(booking).when(booking).yieldsNothing();
  });

  it('goes once its remittance is undone, and comes again when it is posted again', () => {
    const booking = book('R1', '2026-04-06', [{ reason: 'WO', amountCents: 2500 }]);
    const undone = nothing.after(booking, book('R1', '2026-04-06', []));
    expect(ledgerTotalCents(undone.state)).toBe(0);
    expect(ledgerTotalCents(undone.after(booking).state)).toBe(2500);
  });

  it('in suspense is assigned by a person with an explanation, once', () => {
    const story = nothing.after(book('R1', '2026-04-06', [{ reason: 'CS', amountCents: 1000 }]));
    story.when(assign()).yields({
      type: 'ProviderAdjustmentAssigned',
      data: { entryId: 'R1-0', kind: 'tax', assignedBy: 'user:ann', explanation: 'withheld for the state' },
    });
    story.when(assign({ explanation: ' ' })).isRefused('provider-entry.explanation-missing');
    story.when(assign({ entryId: 'R9-0' })).isRefused('provider-entry.unknown');
    const assigned = story.after(assign());
    assigned.when(assign()).yieldsNothing();
    assigned.when(assign({ kind: 'interest' })).isRefused('provider-entry.already-assigned');
    expect(ledgerTotalCents(assigned.state)).toBe(1000);
  });
});

describe('a forward balance', () => {
  const carried = book('R1', '2026-04-06', [{ reason: 'FB', amountCents: -4000, reference: 'ACCT' }]);
  const taken = book('R2', '2026-04-13', [{ reason: 'FB', amountCents: 4000, reference: 'ACCT' }]);

  it('opens with the file that could not take its money, and closes with the one that did', () => {
    nothing
      .when(carried)
      .yields(
        { type: 'ProviderAdjustmentEntered', data: { kind: 'forward-balance', amountCents: -4000 } },
        { type: 'ForwardBalanceOpened', data: { entryId: 'R1-0', carriedCents: 4000, openedOn: '2026-04-06' } },
      );
    nothing
      .after(carried)
      .when(taken)
      .yields(
        { type: 'ProviderAdjustmentEntered', data: { amountCents: 4000 } },
        {
          type: 'ForwardBalanceClosed',
          data: { entryId: 'R1-0', byEntryId: 'R2-0', amountCents: 4000, remainingCents: 0 },
        },
      );
    expect(ledgerTotalCents(nothing.after(carried, taken).state)).toBe(0);
  });

  it('closes whichever file came first, but never takes what was carried later', () => {
    expect(nothing.after(taken, carried).state.links).toHaveLength(1);
    const earlier = book('R0', '2026-03-30', [{ reason: 'FB', amountCents: 4000, reference: 'ACCT' }]);
    expect(nothing.after(earlier, carried).state.links).toEqual([]);
  });

  it('is taken in parts, and several by one amount', () => {
    const part = book('R2', '2026-04-13', [{ reason: 'FB', amountCents: 1500 }]);
    const second = book('R3', '2026-04-20', [{ reason: 'FB', amountCents: -1000 }]);
    const rest = book('R4', '2026-04-27', [{ reason: 'FB', amountCents: 3500 }]);
    const { state } = nothing.after(carried, part, second, rest);
    expect(state.links).toEqual([
      { entryId: 'R1-0', byEntryId: 'R2-0', amountCents: 1500 },
      { entryId: 'R1-0', byEntryId: 'R4-0', amountCents: 2500 },
      { entryId: 'R3-0', byEntryId: 'R4-0', amountCents: 1000 },
    ]);
  });

  it('goes to the amount with its reference, then to the same amount, before an older one', () => {
    const others = book('R1', '2026-04-06', [
      { reason: 'FB', amountCents: -4000, reference: 'A' },
      { reason: 'FB', amountCents: -1000, reference: 'B' },
      { reason: 'FB', amountCents: -700, reference: 'C' },
    ]);
    const takers = book('R2', '2026-04-13', [
      { reason: 'FB', amountCents: 700, reference: 'B' },
      { reason: 'FB', amountCents: 700, reference: '' },
    ]);
    expect(nothing.after(others, takers).state.links).toEqual([
      { entryId: 'R1-1', byEntryId: 'R2-0', amountCents: 700 },
      { entryId: 'R1-2', byEntryId: 'R2-1', amountCents: 700 },
    ]);
  });

  it('is open again where the payment that took it is undone', () => {
    const { state } = nothing.after(carried, taken, book('R2', '2026-04-13', []));
    expect(state.links).toEqual([]);
    expect(ledgerFaults(state)).toEqual([]);
  });
});

describe('a recoupment', () => {
  const postponed = book(
    'R1',
    '2026-04-06',
    [{ reason: 'WO', amountCents: -6000, reference: 'ICN0000012' }],
    [reversal],
  );

  it('is tied to the claim whose reversal its reference names: put off first, taken later', () => {
    nothing
      .when(postponed)
      .yields(
        { type: 'ProviderAdjustmentEntered' },
        { type: 'ReversalEntered', data: { claimId: 'CLAIM-1' } },
        { type: 'RecoupmentTied', data: { claimId: 'CLAIM-1', amountCents: -6000, how: 'payer-control-number' } },
      );
    nothing
      .after(postponed)
      .when(book('R2', '2026-04-13', [{ reason: 'WO', amountCents: 6000, reference: 'ICN0000012 1EG4TE5MK73' }]))
      .yields(
        { type: 'ProviderAdjustmentEntered' },
        { type: 'RecoupmentTied', data: { claimId: 'CLAIM-1', amountCents: 6000 } },
      );
  });

  it('is tied when the reversal comes after it', () => {
    const before = book('R1', '2026-04-06', [{ reason: 'WO', amountCents: 6000, reference: 'ICN0000012' }]);
    nothing
      .after(before)
      .when(book('R2', '2026-04-13', [], [reversal]))
      .yields({ type: 'ReversalEntered' }, { type: 'RecoupmentTied', data: { entryId: 'R1-0' } });
  });

  it('waits for a person where no reversal has its number, or two claims have', () => {
    const other = { ...reversal, remittanceClaim: 1, claimId: 'CLAIM-2', payerControlNumber: 'ICN0000013' };
    const both = book(
      'R1',
      '2026-04-06',
      [{ reason: 'WO', amountCents: 900, reference: 'ICN0000012 ICN0000013' }],
      [reversal, other],
    );
    const none = book('R2', '2026-04-13', [{ reason: 'WO', amountCents: 900, reference: 'LETTER 17' }]);
    for (const { ties } of nothing.after(both, none).state.entries) expect(ties).toEqual([]);
  });

  it('takes no short number for a part of a longer one', () => {
    const short = { ...reversal, payerControlNumber: '17' };
    const { state } = nothing.after(
      book('R1', '2026-04-06', [{ reason: 'WO', amountCents: 900, reference: 'ICN2171' }], [short]),
    );
    expect(state.entries[0]?.ties).toEqual([]);
  });

  it('is tied by a person, whole or in parts, never beyond its amount or against its sign', () => {
    const story = nothing.after(book('R1', '2026-04-06', [{ reason: 'WO', amountCents: 900, reference: 'LETTER' }]));
    story.when(tie()).yields({ type: 'RecoupmentTied', data: { amountCents: 900, how: 'person', tiedBy: 'user:ann' } });
    story.when(tie({ amountCents: 901 })).isRefused('provider-entry.amount');
    story.when(tie({ amountCents: -1 })).isRefused('provider-entry.amount');
    story.when(tie({ amountCents: 0 })).isRefused('provider-entry.amount');
    story.when(tie({ entryId: 'R9-0' })).isRefused('provider-entry.unknown');
    const part = story.after(tie({ amountCents: 400 }));
    part.when(tie({ claimId: 'CLAIM-2' })).yields({ type: 'RecoupmentTied', data: { amountCents: 500 } });
    part
      .after(tie({ claimId: 'CLAIM-2' }))
      .when(tie())
      .isRefused('provider-entry.already-tied');
  });

  it('is all that is tied: other accounts are about no claim', () => {
    nothing
      .after(book('R1', '2026-04-06', [{ reason: 'L6', amountCents: -45 }]))
      .when(tie())
      .isRefused('provider-entry.no-recoupment');
  });

  it('tells, where it is undone, the claims that it was tied to', () => {
    nothing
      .after(postponed)
      .when(book('R1', '2026-04-06', []))
      .yields(
        { type: 'ProviderAdjustmentUndone', data: { ties: [{ claimId: 'CLAIM-1', amountCents: -6000 }] } },
        { type: 'ReversalUndone', data: { claimId: 'CLAIM-1' } },
      );
  });
});
