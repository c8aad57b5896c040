import { describe, expect, it } from '@jest/globals';
import { claimBalanceOf, known, OURS, PAYMENT, paper, post, posted, waiting } from './testing/remittance-fixtures.js';
import type { MatchRemittanceClaim, UndoRemittance } from './work-remittance.js';

const by = 'user:ann';
const match = (changes: Partial<MatchRemittanceClaim> = {}): MatchRemittanceClaim => ({
  type: 'MatchRemittanceClaim',
  index: 0,
  claim: known,
  submissionNumber: 1,
  confirmed: false,
  by,
  ...changes,
});
const undo = (changes: Partial<UndoRemittance> = {}): UndoRemittance => ({
  type: 'UndoRemittance',
  reason: 'posted for the wrong practice',
  by,
  ...changes,
});
const ignore = { type: 'IgnoreRemittanceClaim', index: 0, reason: 'billed by the clinic next door', by } as const;
const repost = { type: 'RepostRemittance', by, sameCheckAs: [] } as const;

describe('a claim that waits for a person', () => {
  it('is posted to the claim that the person found, with its numbers and the payment’s date', () => {
    waiting.when(match()).yields({
      type: 'RemittanceClaimMatched',
      data: {
        how: 'person',
        matchedBy: by,
        claimId: OURS,
        submissionNumber: 1,
        payerControlNumber: 'PCN-1',
        paymentDate: PAYMENT.paymentDate,
        lines: [{ lineControlNumber: `${OURS}L1` }],
      },
    });
  });

  it('keeps a line control number sealed that is none of the claim’s', () => {
    const other = { ...known, sentSubmissions: [{ number: 1, chargeCents: 6000, lineControlNumbers: ['X1'] }] };
    expect(waiting.when(match({ claim: other })).events[0]).not.toHaveProperty('data.lines.0.lineControlNumber');
  });

  it('is matched once', () => {
    waiting.after(match()).when(match()).isRefused('remittance-claim.already-matched');
    posted.when(match()).isRefused('remittance-claim.already-matched');
    waiting.when(match({ index: 7 })).isRefused('remittance-claim.already-matched');
  });

  it.each([
    ['a claim that never was', { claim: undefined }, 'claim.unknown'],
    ['another payer’s claim', { claim: { ...known, payerId: 'OTHER' } }, 'remittance-claim.other-payer'],
    ['a submission that was never sent', { submissionNumber: 2 }, 'submission.not-sent'],
    ['a machine', { by: 'policy:adjudicate' }, 'remittance.person-missing'],
  ])('is not matched to or by %s', (_what, changes, code) => {
    waiting.when(match(changes)).isRefused(code);
  });

  it('is matched to a claim of another charge only where the person says that it is meant', () => {
    const dearer = { ...known, sentSubmissions: [{ number: 1, chargeCents: 7000, lineControlNumbers: [] }] };
    waiting.when(match({ claim: dearer })).isRefused('remittance-claim.charge-differs');
    waiting.when(match({ claim: dearer, confirmed: true })).yields({ type: 'RemittanceClaimMatched' });
  });

  it('is set aside with a reason where it is none of ours, and then waits no more', () => {
    waiting.when(ignore).yields({ type: 'RemittanceClaimIgnored', data: { ignoredBy: by } });
    waiting.when({ ...ignore, reason: ' ' }).isRefused('remittance-claim.reason-missing');
    waiting.after(ignore).when(match()).isRefused('remittance-claim.already-matched');
  });
});

describe('a posting that is undone', () => {
  it('names the claims that it was posted to, those that a person matched too', () => {
    posted.when(undo()).yields({ type: 'RemittanceUndone', data: { undoneBy: by, claimIds: [OURS] } });
    waiting
      .after(match())
      .when(undo())
      .yields({ type: 'RemittanceUndone', data: { claimIds: [OURS] } });
    waiting.when(undo()).yields({ type: 'RemittanceUndone', data: { claimIds: [] } });
  });

  it('needs a reason and a person, and something that was posted', () => {
    posted.when(undo({ reason: '' })).isRefused('remittance.reason-missing');
    posted.when(undo({ by: 'job:undo' })).isRefused('remittance.person-missing');
    post.none.when(undo()).isRefused('remittance.unknown');
    post.none.after(post.unbalanced).when(undo()).isRefused('remittance.not-posted');
  });

  it('is undone once, and nothing is matched meanwhile', () => {
    posted.after(undo()).when(undo()).yieldsNothing();
    waiting.after(undo()).when(match()).isRefused('remittance.already-undone');
    waiting.after(undo()).when(ignore).isRefused('remittance.already-undone');
  });

  it('may be posted anew from its file, or as it stood', () => {
    posted
      .after(undo())
      .when(post.file)
      .yields({ type: 'RemittanceReceived' }, { type: 'RemittanceClaimMatched' }, { type: 'RemittancePosted' });
    waiting
      .after(match(), undo())
      .when(repost)
      .yields(
        { type: 'RemittanceReceived', data: { postedBy: by } },
        { type: 'RemittanceClaimMatched', data: { how: 'person', matchedBy: by } },
        { type: 'ProviderAdjustmentPosted', data: { amountCents: 200 } },
        { type: 'RemittancePosted', data: { matchedClaims: 1, unmatchedClaims: 0, claimPaidCents: 5000 } },
      );
  });

  it('posted again it may be undone again; what stands is not posted twice', () => {
    const again = posted.after(undo(), repost);
    again.when(undo()).yields({ type: 'RemittanceUndone', data: { claimIds: [OURS] } });
    again.when(repost).isRefused('remittance.already-posted');
    again.when({ ...post.file, fileId: 'file-2' }).isRefused('remittance.duplicate');
    post.none.after(post.unbalanced).when(repost).isRefused('remittance.not-undone');
  });
});

describe('the same payment on paper and in a file', () => {
  const sameCheckAs = [{ remittanceId: 'R9', paymentCents: 4800, source: 'file' as const }];

  it('is posted once, whichever comes first', () => {
    post.none.when({ ...paper, sameCheckAs }).isRefused('remittance.duplicate');
    const keyed = [{ remittanceId: 'R9', paymentCents: 5000, source: 'paper' as const }];
    post.none.when({ ...post.file, sameCheckAs: keyed }).isRefused('remittance.duplicate');
  });

  it('is not posted again beside the other, once it was undone', () => {
    const undone = post.none.after(paper, undo());
    undone.when({ ...repost, sameCheckAs }).isRefused('remittance.duplicate');
    expect(undone.when({ ...repost, sameCheckAs: [] }).events[0]).toMatchObject({ data: { postedBy: by } });
    const keyed = [{ remittanceId: 'R9', paymentCents: 4800, source: 'paper' as const }];
    expect(undone.when({ ...repost, sameCheckAs: keyed }).events[0]).toMatchObject({ type: 'RemittanceReceived' });
  });

  it('is another one where the amount is another, or two files bear the number', () => {
    const other = [{ remittanceId: 'R9', paymentCents: 4801, source: 'file' as const }];
    expect(post.none.when({ ...paper, sameCheckAs: other }).events[0]).toMatchObject({
      data: { source: 'paper', postedBy: by },
    });
    const taken = { remittanceId: 'R9', paymentCents: 5000, source: 'file' as const };
    post.none
      .when({ ...post.file, sameCheckAs: [taken] })
      .yields({ type: 'RemittanceReceived' }, { type: 'RemittanceClaimMatched' }, { type: 'RemittancePosted' });
  });

  it('balances to the cent however it came', () => {
    expect(claimBalanceOf(posted.state)).toBe(0);
    expect(claimBalanceOf(waiting.after(match()).state)).toBe(0);
    expect(claimBalanceOf(waiting.after(ignore).state)).toBe(0);
  });
});
