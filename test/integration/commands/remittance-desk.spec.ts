import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CandidateFinder } from '#libs/commands/denial-path/candidate-finder.js';
import { PostPaperRemittance } from '#libs/commands/denial-path/post-paper-remittance.js';
import { PostRemittance } from '#libs/commands/denial-path/post-remittance.js';
import { type RemittanceWork, WorkRemittance } from '#libs/commands/denial-path/work-remittance.js';
import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { RemittanceTransaction, RemittanceTransactionClaim } from '#libs/contracts/remittance-transaction.js';
import { claimIdOf, claimStream, denialIdOf, denialStream, remittanceStream } from '#libs/contracts/streams.js';
import { claimBalance, unbalancedCents } from '#libs/domain/claim/balance.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import type { ClaimState } from '#libs/domain/claim/state.js';
import { chargeLine, content } from '#libs/domain/claim/testing/claim-fixtures.js';
import { denialDecider } from '#libs/domain/denial-case/decider.js';
import type { KeyedPayment } from '#libs/domain/remittance/paper.js';
import { fold } from '#libs/kernel/decider.js';
import { sumCents } from '#libs/kernel/money.js';
import { type DenialHouse, openDenialHouse, PRACTICE } from './denial-house.js';

let house: DenialHouse;
beforeAll(async () => {
  house = await openDenialHouse();
}, 60_000);
afterAll(() => house?.close());

const CHARGE = 6000;

/** A claim of one line at 60.00 for ACME, sent. */
async function sentClaim(name: string): Promise<string> {
  const claimId = claimIdOf(PRACTICE, name);
  const line = chargeLine({ lineControlNumber: `${claimId}L1`, code: '97530', units: 1, chargeCents: CHARGE });
  const { expectedPaidCents: _expected, ...unpriced } = line;
  const coded = { claimId, sessionIds: [name], discipline: 'OT', placeOfService: '11', renderingNpi: '1234567893' };
  const patient = { lastName: 'Doe' };
  const coverages = [{ rank: 1, payerId: 'ACME', memberId: `W-${name}` }];
  const closesAt = '2026-03-13T00:00:00.000Z';
  await house.put(
    claimStream(PRACTICE, claimId),
    claimDecider,
    {
      type: 'DraftClaim',
      ...{ patientId: name, payerId: 'ACME', payerKind: 'COMMERCIAL', dateOfService: '2026-03-12', closesAt },
      ...{ coded: { ...coded, holds: [], lines: [unpriced] }, findings: [] },
      content: { ...content, patient, coverages },
    },
    { type: 'ReleaseClaim', releasedAt: closesAt },
    {
      type: 'SubmitClaim',
      submissionNumber: 1,
      interchangeControlNumber: 1,
      groupControlNumber: 1,
      transactionControlNumber: '0001',
      usage: 'T',
      submittedAt: '2026-03-13T01:00:00.000Z',
    },
  );
  return claimId;
}

/** The payer's answer: paid but for the adjustment. */
function answer(
  claimId: string,
  [group, reason, amountCents]: readonly [string, string, number],
  changes: Partial<RemittanceTransactionClaim> = {},
): RemittanceTransactionClaim {
  const amounts = { chargeCents: CHARGE, paidCents: CHARGE - amountCents };
  const adjustments = [{ group, reason, amountCents }];
  const line = { code: '97530', modifiers: [], ...amounts, serviceDate: '2026-03-12', adjustments, remarks: [] };
  return {
    patientControlNumber: `${claimId}S1`,
    payerControlNumber: `ICN${claimId}`,
    ...{ status: '1', reversal: false, ...amounts, patientCents: 0, adjustments: [], remarks: [] },
    lines: [{ ...line, lineControlNumber: `${claimId}L1` }],
    crossedOver: false,
    ...changes,
  };
}

function payment(remittanceId: string, claims: RemittanceTransactionClaim[]): RemittanceTransaction {
  return {
    ...{ remittanceId, payerId: 'ACME', payerName: 'ACME', traceNumber: remittanceId, originatorId: '1999999999' },
    ...{ paymentDate: '2026-04-06', paymentCents: sumCents(claims.map((claim) => claim.paidCents)) },
    ...{ transactionControlNumber: '0001', balanced: true, problems: [], claims, providerAdjustments: [] },
  };
}

async function post(remittanceId: string, claims: RemittanceTransactionClaim[], fileId = `file-${remittanceId}`) {
  const data = { transaction: payment(remittanceId, claims), fileId, interchangeId: remittanceId };
  const outcome = await house.send(new PostRemittance(house.context(), data));
  await house.settle();
  return outcome;
}

async function work(remittanceId: string, asked: RemittanceWork) {
  const outcome = await house.send(new WorkRemittance(house.context(), { remittanceId, work: asked }));
  await house.settle();
  return outcome;
}
const undo = (remittanceId: string) => work(remittanceId, { type: 'UndoRemittance', reason: 'posted wrongly' });

async function claimOf(claimId: string): Promise<ClaimState> {
  const events = (await house.events(claimStream(PRACTICE, claimId))) as unknown as ClaimEvent[];
  const state = fold(claimDecider, events);
  expect(unbalancedCents(claimBalance(state))).toBe(0);
  return state;
}
async function caseOf(claimId: string, number = 1) {
  const events = await house.events(denialStream(PRACTICE, denialIdOf(claimId, number)));
  return fold(denialDecider, events as never[]);
}

describe('a claim of a payment', () => {
  it('is found by the payer’s number alone once the payer has used it', async () => {
    const claimId = await sentClaim('by-number');
    await post('N1', [answer(claimId, ['CO', '45', 1000])]);
    const back = answer(claimId, ['CO', '45', 1000]);
    const minus = { chargeCents: -CHARGE, paidCents: -5000 };
    const reversal = { ...back, ...minus, patientControlNumber: 'CUT', status: '22', reversal: true, lines: [] };
    await post('N2', [{ ...reversal, adjustments: [{ group: 'CO', reason: '45', amountCents: -1000 }] }]);
    expect((await claimOf(claimId)).adjudication).toBe('reversed');
  });

  it('waits for a person where no number leads to it, with candidates and why, and is then posted as any other', async () => {
    const claimId = await sentClaim('by-person');
    const found = answer(claimId, ['CO', '45', 1000], { patientControlNumber: 'SMITH-1', memberId: 'w by-person' });
    await post('P1', [{ ...found, payerControlNumber: 'X1', patientName: { lastName: 'DOE' } }]);
    expect((await claimOf(claimId)).adjudication).toBe('none');

    const finder = house.get(CandidateFinder);
    const waiting = await finder.waiting(PRACTICE, 'P1', 0);
    if (!waiting) throw new Error('a claim waits');
    const other = await sentClaim('of-another');
    const [first, second] = await finder.among(PRACTICE, waiting.evidence, [other, claimId]);
    expect(first).toMatchObject({
      claimId,
      confidence: 'high',
      reasons: ['member-id', 'date-of-service', 'charge', 'codes', 'name'],
    });
    expect(second).toMatchObject({ claimId: other, confidence: 'medium' });

    const asked = { type: 'MatchRemittanceClaim', index: 0, claimId, submissionNumber: 1, confirmed: false } as const;
    expect(await work('P1', asked)).toMatchObject({ status: 'done' });
    expect((await claimOf(claimId)).adjudications).toMatchObject([{ paidCents: 5000, lines: [{ line: 1 }] }]);
    expect(await work('P1', asked)).toMatchObject({ refusal: { code: 'remittance-claim.already-matched' } });
    expect(await finder.waiting(PRACTICE, 'P1', 0)).toBeNull();
  });

  it('says in clear nothing that names a person', async () => {
    const found = { patientControlNumber: 'SMITH-2', payerControlNumber: 'X2', memberId: 'W-SECRET' };
    const claimId = claimIdOf(PRACTICE, 'nobody');
    await post('P2', [answer(claimId, ['CO', '45', 0], { ...found, patientName: { lastName: 'SECRETLY' } })]);
    await work('P2', { type: 'IgnoreRemittanceClaim', index: 0, reason: 'is JANE SECRETLY of next door' });
    const stored = JSON.stringify(await house.store.readStream(remittanceStream(PRACTICE, 'P2')));
    expect(stored).not.toMatch(/SECRET|SMITH|JANE/);
  });
});

describe('a posting that is undone', () => {
  it('withdraws its denial case and leaves the claim as it was; posted again it opens another', async () => {
    const claimId = await sentClaim('denied');
    await post('U1', [answer(claimId, ['CO', '197', CHARGE])]);
    expect(await caseOf(claimId)).toMatchObject({ status: 'open' });
    expect(await undo('U1')).toMatchObject({ status: 'done' });
    expect(await caseOf(claimId)).toMatchObject({ status: 'resolved', resolution: { how: 'posting-undone' } });
    expect(await claimOf(claimId)).toMatchObject({ adjudication: 'none', adjudications: [] });

    expect(await work('U1', { type: 'RepostRemittance' })).toMatchObject({ status: 'done' });
    expect((await claimOf(claimId)).adjudication).toBe('denied');
    expect(await caseOf(claimId, 2)).toMatchObject({ status: 'open' });
  });

  it('opens again the case that it had settled', async () => {
    const claimId = await sentClaim('settled');
    await post('S1', [answer(claimId, ['CO', '197', CHARGE])]);
    await post('S2', [answer(claimId, ['CO', '45', 1000], { payerControlNumber: `B${claimId}` })]);
    expect(await caseOf(claimId)).toMatchObject({ status: 'resolved' });
    await undo('S2');
    expect(await caseOf(claimId)).toMatchObject({ status: 'open', resolution: null });
    expect((await claimOf(claimId)).adjudication).toBe('denied');
  });

  it('is refused while another payment has taken a decision of it back, and allowed from the newest on', async () => {
    const claimId = await sentClaim('built-upon');
    await post('B1', [answer(claimId, ['PR', '3', 1000])]);
    const minus = { chargeCents: -CHARGE, paidCents: -5000, status: '22', reversal: true, lines: [] };
    const adjustments = [{ group: 'PR', reason: '3', amountCents: -1000 }];
    await post('B2', [{ ...answer(claimId, ['PR', '3', 1000]), ...minus, adjustments }]);
    expect(await undo('B1')).toMatchObject({ refusal: { code: 'remittance.already-built-upon' } });
    await undo('B2');
    expect(await claimOf(claimId)).toMatchObject({ adjudication: 'paid', patientShareCents: 1000 });
    expect(await undo('B1')).toMatchObject({ status: 'done' });
    expect(await claimOf(claimId)).toMatchObject({ adjudication: 'none', patientShareCents: null });
  });

  it('is posted by its policies once, however often they are asked', async () => {
    const claimId = await sentClaim('again');
    await post('A1', [answer(claimId, ['CO', '45', 1000])]);
    await undo('A1');
    const before = await house.types(claimStream(PRACTICE, claimId));
    await house.settle('again');
    expect(await house.types(claimStream(PRACTICE, claimId))).toEqual(before);
  });
});

describe('a payment from paper', () => {
  const keyed = (claimId: string, checkNumber: string, changes: Partial<KeyedPayment> = {}): KeyedPayment => {
    const {
      patientCents: _patient,
      reversal: _reversal,
      crossedOver: _sent,
      ...claim
    } = answer(claimId, ['PR', '3', 1000]);
    const { payerId, paymentDate } = payment('', []);
    return {
      payerId,
      checkNumber,
      paymentDate,
      paymentCents: 5000,
      claims: [claim],
      providerAdjustments: [],
      ...changes,
    };
  };
  const key = async (data: KeyedPayment) => {
    const outcome = await house.send(new PostPaperRemittance(house.context(), data));
    await house.settle();
    return outcome;
  };

  it('is posted as a file is, with who keyed it in, and leaves the patient’s share to the patient', async () => {
    const claimId = await sentClaim('paper');
    const { status, result } = await key(keyed(claimId, 'CHECK-1'));
    expect(status).toBe('done');
    const [received] = await house.events(remittanceStream(PRACTICE, String(result?.remittanceId)));
    expect(received?.data).toMatchObject({ source: 'paper', postedBy: 'user:test', payerName: 'Acme Health' });
    expect(await claimOf(claimId)).toMatchObject({ adjudication: 'paid', patientShareCents: 1000 });
  });

  it('that does not balance is refused with the equation and the field, and posts nothing', async () => {
    const claimId = await sentClaim('unbalanced');
    const { refusal } = await key(keyed(claimId, 'CHECK-2', { paymentCents: 5001 }));
    expect(refusal).toMatchObject({ code: 'remittance.unbalanced', field: 'paymentCents' });
    expect(refusal?.message).toContain('50 is not 50.01');
    expect((await claimOf(claimId)).adjudication).toBe('none');
  });

  it('is refused for a payer that the practice does not have, and twice', async () => {
    const claimId = await sentClaim('twice');
    const unknown = await key(keyed(claimId, 'CHECK-3', { payerId: 'NOBODY' }));
    expect(unknown).toMatchObject({ refusal: { code: 'payer.unknown', field: 'payerId' } });
    await key(keyed(claimId, 'CHECK-3'));
    expect(await key(keyed(claimId, 'CHECK-3'))).toMatchObject({ refusal: { code: 'remittance.duplicate' } });
  });

  it('is the same payment as its file, whichever comes first, until it is undone', async () => {
    const claimId = await sentClaim('both');
    const { result } = await key(keyed(claimId, 'EFT-1'));
    const file = () => post('EFT-1', [answer(claimId, ['PR', '3', 1000])]);
    expect(await file()).toMatchObject({ refusal: { code: 'remittance.duplicate' } });
    await undo(String(result?.remittanceId));
    const filed = await post('EFT-1', [answer(claimId, ['PR', '3', 1000])], 'file-again');
    expect(filed).toMatchObject({ status: 'done' });
    expect(await key(keyed(claimId, 'EFT-1'))).toMatchObject({ refusal: { code: 'remittance.duplicate' } });
  });
});
