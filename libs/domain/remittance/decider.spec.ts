import { describe, expect, it } from '@jest/globals';
import type { RemittanceTransaction, RemittanceTransactionClaim } from '#libs/contracts/remittance-transaction.js';
import { given } from '#libs/testing/decider.js';
import { type PostRemittance, remittanceDecider } from './decider.js';
import type { KnownClaim } from './match.js';
import { CLAIM, known, OURS, PAYMENT } from './testing/remittance-fixtures.js';

const claim = (changes: Partial<RemittanceTransactionClaim> = {}): RemittanceTransactionClaim => ({
  ...CLAIM,
  ...changes,
});

const transaction = (changes: Partial<RemittanceTransaction> = {}): RemittanceTransaction => ({
  ...PAYMENT,
  paymentCents: CLAIM.paidCents,
  claims: [claim()],
  providerAdjustments: [],
  ...changes,
});

const post = (
  changes: Partial<RemittanceTransaction> = {},
  claims: readonly KnownClaim[] = [known],
  fileId = 'file-1',
): PostRemittance => ({
  type: 'PostRemittance',
  transaction: transaction(changes),
  fileId,
  interchangeId: `interchange-of-${fileId}`,
  known: { byId: new Map(claims.map((one) => [one.claimId, one])), byPayerNumber: new Map() },
  sameNumberAs: [],
  sameCheckAs: [],
});

const nothing = given(remittanceDecider);

describe('a payment that balances', () => {
  it('is posted with its claims and its sums', () => {
    nothing
      .when(post({ providerAdjustments: [{ reason: 'WO', reference: 'OLD', amountCents: 200 }], paymentCents: 4800 }))
      .yields(
        { type: 'RemittanceReceived', data: { claimCount: 1, fileId: 'file-1', paymentCents: 4800 } },
        {
          type: 'RemittanceClaimMatched',
          data: { claimId: OURS, patientId: 'patient-1', submissionNumber: 1, how: 'patient-control-number', index: 0 },
        },
        { type: 'ProviderAdjustmentPosted', data: { index: 0, reason: 'WO', amountCents: 200 } },
        {
          type: 'RemittancePosted',
          data: {
            matchedClaims: 1,
            unmatchedClaims: 0,
            claimPaidCents: 5000,
            providerAdjustmentCents: 200,
            paymentCents: 4800,
          },
        },
      );
  });

  it('keeps every remark of every line and of the claim, and each adjustment with its sign', () => {
    const adjustments = [
      { group: 'CO', reason: '45', amountCents: 1200 },
      { group: 'CO', reason: '144', amountCents: -200 },
    ];
    const [line] = claim().lines;
    if (!line) throw new Error('the claim has a line');
    const lines = [{ ...line, adjustments, remarks: ['N362', 'N640', 'M15'] }];
    const { data } = nothing.when(post({ claims: [claim({ lines, remarks: ['MA01', 'MA130'] })] })).events[1] ?? {};
    expect(data).toMatchObject({
      remarks: ['MA01', 'MA130'],
      lines: [{ remarks: ['N362', 'N640', 'M15'], adjustments }],
    });
  });

  it('is posted once: the same delivery again yields nothing, another delivery is refused and points to the first', () => {
    const story = nothing.after(post());
    story.when(post()).yieldsNothing();
    story.when(post({}, [known], 'file-2')).isRefused('remittance.duplicate');
    expect(remittanceDecider.decide(post({}, [known], 'file-2'), story.state)).toMatchObject({
      refusal: { message: expect.stringContaining('file-1') },
    });
  });
});

describe('a payment under the number of another one', () => {
  it('is posted like any other, and names the one that had the number', () => {
    nothing
      .when({ ...post(), sameNumberAs: ['R0'] })
      .yields(
        { type: 'RemittanceReceived', data: { sameNumberAs: ['R0'] } },
        { type: 'RemittanceClaimMatched' },
        { type: 'RemittancePosted' },
      );
  });

  it('says nothing of it where the number is its own', () => {
    expect(nothing.when(post()).events[0]?.data).not.toHaveProperty('sameNumberAs');
  });
});

describe('a claim of a payment', () => {
  const matched = (changes: Partial<RemittanceTransactionClaim>, claims: readonly KnownClaim[] = [known]) =>
    nothing.when(post({ claims: [claim(changes)] }, claims)).events[1];

  it('is found by the payer control number that decided it before', () => {
    const decided = { ...known, decisions: [{ payerControlNumber: 'PCN-1', submissionNumber: 1 }] };
    expect(matched({ patientControlNumber: `${OURS}S9` }, [decided])).toMatchObject({
      type: 'RemittanceClaimMatched',
      data: { how: 'payer-control-number', submissionNumber: 1 },
    });
  });

  it.each([
    ['an account number of another system', { patientControlNumber: 'SMITH-1' }, 'patient-control-number-unknown'],
    ['a claim that never was', { patientControlNumber: 'ZZZZZZZZZZZZZS1' }, 'claim-unknown'],
    ['a submission that was never sent', { patientControlNumber: `${OURS}S2` }, 'submission-unknown'],
  ])('waits for a person where it names %s', (_what, changes, reason) => {
    expect(matched(changes)).toMatchObject({ type: 'RemittanceClaimUnmatched', data: { reason } });
  });

  it('waits for a person where another payer answers', () => {
    expect(matched({}, [{ ...known, payerId: 'OTHER' }])).toMatchObject({ data: { reason: 'other-payer' } });
  });

  it('keeps control numbers that may identify somebody out of the part in clear while it has no claim', () => {
    const event = matched({ patientControlNumber: 'SMITH-1' });
    expect(event).toMatchObject({ data: { lines: [expect.not.objectContaining({ lineControlNumber: `${OURS}L1` })] } });
  });
});

describe('what a claim of a payment says of its patient', () => {
  const evidence = { memberId: 'W1', patientName: { lastName: 'DOE', firstName: 'JANE' } };

  it('goes with a claim that waits for a person, sealed, and not with one that was found', () => {
    const waiting = nothing.when(post({ claims: [claim({ ...evidence, patientControlNumber: 'SMITH-1' })] })).events[1];
    expect(waiting).toMatchObject({ data: evidence });
    const found = nothing.when(post({ claims: [claim(evidence)] })).events[1];
    expect(JSON.stringify(found)).not.toMatch(/DOE|W1/);
  });
});

describe('a claim under the payer’s number', () => {
  const decided = { ...known, decisions: [{ payerControlNumber: 'PCN-1', submissionNumber: 1 }] };
  const other = { ...known, claimId: 'ZZZZZZZZZZZZZ' };
  const under = (ids: readonly string[], number = `${OURS}S1`, claims: readonly KnownClaim[] = [decided, other]) => {
    const posted = post({ claims: [claim({ patientControlNumber: number })] }, claims);
    return nothing.when({ ...posted, known: { ...posted.known, byPayerNumber: new Map([['PCN-1', ids]]) } }).events[1];
  };

  it('is found by it alone where ours was cut off', () => {
    expect(under([OURS], '0123456789')).toMatchObject({
      type: 'RemittanceClaimMatched',
      data: { claimId: OURS, submissionNumber: 1, how: 'payer-control-number' },
    });
  });

  it('is of the submission that was acknowledged under it, else of the one sent last', () => {
    const sent = [1, 2, 3].map((number) => ({ number, chargeCents: 6000, lineControlNumbers: [] }));
    const twice = { ...known, sentSubmissions: sent };
    expect(under([OURS], 'CUT', [twice])).toMatchObject({ data: { submissionNumber: 3 } });
    const told = sent.map((one) => (one.number === 2 ? { ...one, payerControlNumber: 'PCN-1' } : one));
    const acknowledged = { ...known, sentSubmissions: told };
    expect(under([OURS], 'CUT', [acknowledged])).toMatchObject({ data: { submissionNumber: 2 } });
  });

  it('waits for a person where both numbers name different claims, or the payer used it for two', () => {
    expect(under([other.claimId])).toMatchObject({ data: { reason: 'control-numbers-disagree' } });
    expect(under([OURS, other.claimId], 'CUT')).toMatchObject({ data: { reason: 'control-numbers-disagree' } });
  });
});

describe('a payment that does not balance', () => {
  const problems = [
    { segment: 'CLP', position: 12, message: 'charge less adjustments is 1.00 more than paid' },
    { segment: 'BPR', position: 2, message: 'the sum of claims is 1.00 more than the payment' },
  ];

  it('posts nothing and says every reason', () => {
    nothing
      .when(post({ balanced: false, problems }))
      .yields({ type: 'RemittanceReceived' }, { type: 'RemittanceRejected', data: { problems } });
  });

  it('leaves room for the corrected file', () => {
    const story = nothing.after(post({ balanced: false, problems }));
    story.when(post({ balanced: false, problems })).yieldsNothing();
    story
      .when(post({}, [known], 'file-2'))
      .yields({ type: 'RemittanceReceived' }, { type: 'RemittanceClaimMatched' }, { type: 'RemittancePosted' });
  });
});
