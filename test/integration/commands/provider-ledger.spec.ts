import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WorkClaimVariance } from '#libs/commands/denial-path/claim-variance.js';
import { PostRemittance } from '#libs/commands/denial-path/post-remittance.js';
import { AssignProviderAdjustment, TieRecoupment } from '#libs/commands/denial-path/provider-ledger.js';
import { RecordDemandLetter } from '#libs/commands/denial-path/variance-cases.js';
import { WorkDenialCase } from '#libs/commands/denial-path/work-denial-case.js';
import { WorkRemittance } from '#libs/commands/denial-path/work-remittance.js';
import type { ChargeLine, PayerKind } from '#libs/contracts/events/shapes.js';
import type { RemittanceTransaction, RemittanceTransactionClaim } from '#libs/contracts/remittance-transaction.js';
import {
  claimIdOf,
  claimStream,
  denialStream,
  providerLedgerStream,
  remittanceStream,
} from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { ledgerTotalCents } from '#libs/domain/provider-ledger/balance.js';
import { providerLedgerDecider } from '#libs/domain/provider-ledger/decider.js';
import type { ProviderLedgerState } from '#libs/domain/provider-ledger/state.js';
import { fold } from '#libs/kernel/decider.js';
import { sumCents } from '#libs/kernel/money.js';
import { type DenialHouse, openDenialHouse, PRACTICE } from './denial-house.js';

let house: DenialHouse;
beforeAll(async () => {
  house = await openDenialHouse();
}, 60_000);
afterAll(() => house?.close());

const CHARGE = 6000;
const EXPECTED = 5000;

/** A claim of one line at 60.00, of which 50.00 are expected to be allowed; sent. */
async function sentClaim(name: string, payerId: string, payerKind: PayerKind = 'COMMERCIAL'): Promise<string> {
  const claimId = claimIdOf(PRACTICE, name);
  const line: ChargeLine = {
    line: 1,
    lineControlNumber: `${claimId}L1`,
    sessionId: name,
    code: '97530',
    modifiers: ['GO'],
    units: 1,
    minutes: 15,
    assistantMinutes: 0,
    diagnosisPointers: [1],
    chargeCents: CHARGE,
    allowedCents: EXPECTED,
  };
  const coded = {
    claimId,
    sessionIds: [name],
    discipline: 'OT',
    placeOfService: '11',
    renderingNpi: '1234567893',
    holds: [],
    lines: [line],
  };
  const content = { patient: {}, coverages: [], renderingProvider: {}, diagnoses: ['M62.81'] };
  const closesAt = '2026-03-13T00:00:00.000Z';
  const claim = { patientId: name, payerId, payerKind, dateOfService: '2026-03-12', coded, content, findings: [] };
  await house.put(
    claimStream(PRACTICE, claimId),
    claimDecider,
    { type: 'DraftClaim', ...claim, closesAt },
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

/** The payer allows that much of the claim and pays it; or takes that back. */
function answer(claimId: string, allowedCents: number, status: '1' | '22' = '1'): RemittanceTransactionClaim {
  const sign = status === '22' ? -1 : 1;
  const adjustments = [{ group: 'CO', reason: '45', amountCents: sign * (CHARGE - allowedCents) }];
  const amounts = { chargeCents: sign * CHARGE, paidCents: sign * allowedCents };
  return {
    patientControlNumber: `${claimId}S1`,
    payerControlNumber: `ICN${claimId}`,
    status,
    reversal: status === '22',
    ...amounts,
    patientCents: 0,
    adjustments: [],
    remarks: [],
    lines: [
      { code: '97530', modifiers: ['GO'], ...amounts, lineControlNumber: `${claimId}L1`, adjustments, remarks: [] },
    ],
    crossedOver: false,
  };
}

type Plb = RemittanceTransaction['providerAdjustments'][number];
const plb = (reason: string, amountCents: number, reference = ''): Plb => ({ reason, amountCents, reference });

/** Posts a payment of those claims and provider adjustments, and lets everything follow. */
async function pay(
  remittanceId: string,
  payerId: string,
  claims: RemittanceTransactionClaim[],
  providerAdjustments: Plb[] = [],
): Promise<void> {
  const paymentCents =
    sumCents(claims.map((claim) => claim.paidCents)) - sumCents(providerAdjustments.map((one) => one.amountCents));
  const transaction: RemittanceTransaction = {
    remittanceId,
    payerId,
    payerName: 'THE PAYER',
    traceNumber: remittanceId,
    originatorId: '1999999999',
    paymentDate: '2026-04-06',
    paymentCents,
    transactionControlNumber: '0001',
    balanced: true,
    problems: [],
    claims,
    providerAdjustments,
  };
  const data = { transaction, fileId: `file-of-${remittanceId}`, interchangeId: remittanceId };
  expect(await house.send(new PostRemittance(house.context(), data))).toMatchObject({ status: 'done' });
  await house.settle();
}

async function ledgerOf(payerId: string): Promise<ProviderLedgerState> {
  const events = await house.events(providerLedgerStream(PRACTICE, payerId));
  return fold(providerLedgerDecider, events as never[]);
}

const claimTypes = (claimId: string) => house.types(claimStream(PRACTICE, claimId));
const caseTypes = (claimId: string, number = 1) => house.types(denialStream(PRACTICE, `${claimId}-${number}`));
const last = async (stream: string) => (await house.events(stream)).at(-1);

describe('a payer’s ledger', () => {
  it('has every provider adjustment of its payments once, those that nobody knows in suspense until a person says', async () => {
    await pay('L1', 'LEDGER', [], [plb('L6', -45), plb('CS', 1000), plb('J1', 5)]);
    await house.settle('again');
    const ledger = await ledgerOf('LEDGER');
    expect(ledger.entries.map(({ kind, amountCents }) => [kind, amountCents])).toEqual([
      ['interest', -45],
      ['suspense', 1000],
      ['suspense', 5],
    ]);
    const assign = { payerId: 'LEDGER', entryId: 'L1-1', kind: 'tax' as const, explanation: 'withheld' };
    expect(await house.send(new AssignProviderAdjustment(house.context(), assign))).toMatchObject({ status: 'done' });
    expect((await ledgerOf('LEDGER')).entries[1]?.kind).toBe('tax');
    expect(ledgerTotalCents(ledger)).toBe(960);
  });

  it('keeps no reference in clear', async () => {
    await pay('L2', 'SEALED', [], [plb('WO', 100, 'DOE JANE 4711')]);
    const { rows } = await house.database.pool.query('select data::text from store.events');
    expect(JSON.stringify(rows)).not.toContain('4711');
  });

  it('pairs a forward balance with the payment that takes it, and opens it again where that is undone', async () => {
    const claimId = await sentClaim('forward', 'FORWARD');
    await pay('F0', 'FORWARD', [answer(claimId, 4000)]);
    await pay('F1', 'FORWARD', [answer(claimId, 4000, '22')], [plb('FB', -4000)]);
    const [carried] = (await house.events(remittanceStream(PRACTICE, 'F1'))).filter(
      ({ type }) => type === 'RemittanceReceived',
    );
    expect(carried?.data.paymentCents).toBe(0);
    await pay('F2', 'FORWARD', [answer(await sentClaim('next', 'FORWARD'), 5000)], [plb('FB', 4000)]);
    expect((await ledgerOf('FORWARD')).links).toEqual([{ entryId: 'F1-0', byEntryId: 'F2-0', amountCents: 4000 }]);

    const undo = {
      remittanceId: 'F2',
      work: { type: 'UndoRemittance' as const, reason: 'posted to the wrong practice' },
    };
    expect(await house.send(new WorkRemittance(house.context(), undo))).toMatchObject({ status: 'done' });
    await house.settle();
    const after = await ledgerOf('FORWARD');
    expect(after.entries.map(({ entryId }) => entryId)).toEqual(['F1-0']);
    expect(after.links).toEqual([]);

    const again = { remittanceId: 'F2', work: { type: 'RepostRemittance' as const } };
    expect(await house.send(new WorkRemittance(house.context(), again))).toMatchObject({ status: 'done' });
    await house.settle();
    expect((await ledgerOf('FORWARD')).links).toHaveLength(1);
  });
});

describe('a recoupment that the payer puts off', () => {
  it('is an overpayment with Medicare’s 60 days, a demand letter’s clocks, and ends when the money is taken', async () => {
    const claimId = await sentClaim('recouped', 'MEDICARE-B', 'MEDICARE_B');
    await pay('W0', 'MEDICARE-B', [answer(claimId, EXPECTED)]);
    const number = `ICN${claimId}`;
    await pay('W1', 'MEDICARE-B', [answer(claimId, EXPECTED, '22')], [plb('WO', -EXPECTED, number)]);

    expect((await claimTypes(claimId)).slice(-2)).toEqual(['ClaimRecoupmentTied', 'ClaimOverpaid']);
    const opened = (await house.events(denialStream(PRACTICE, `${claimId}-1`))).map(({ type, data }) => ({
      type,
      data,
    }));
    expect(opened).toMatchObject([
      { type: 'DenialCaseOpened', data: { caseKind: 'overpayment', overpaidCents: EXPECTED, deniedCents: 0 } },
      { type: 'DenialClassified', data: { category: 'overpayment', action: 'REFUND' } },
      { type: 'DenialAssigned', data: { owner: 'team:billing' } },
      { type: 'AppealDeadlineSet', data: { kind: 'overpayment-return', statutoryDate: '2026-05-11' } },
    ]);

    house.at('2026-04-20T12:00:00Z');
    const letter = { denialId: `${claimId}-1`, letterDate: '2026-04-17', amountCents: EXPECTED };
    expect(await house.send(new RecordDemandLetter(house.context(), letter))).toMatchObject({ status: 'done' });
    expect((await caseTypes(claimId)).filter((type) => type === 'AppealDeadlineSet')).toHaveLength(5);

    await pay('W2', 'MEDICARE-B', [], [plb('WO', 2000, `${number} 1EG4TE5MK73`)]);
    expect((await last(denialStream(PRACTICE, `${claimId}-1`)))?.data).toMatchObject({ outstandingCents: 3000 });
    await pay('W3', 'MEDICARE-B', [], [plb('WO', 3000, 'LETTER 17')]);
    const tie = { payerId: 'MEDICARE-B', entryId: 'W3-0', claimId };
    expect(await house.send(new TieRecoupment(house.context(), tie))).toMatchObject({ status: 'done' });
    await house.settle();
    expect((await last(denialStream(PRACTICE, `${claimId}-1`)))?.data).toMatchObject({ how: 'recouped' });
    house.at('2026-03-12T12:00:00Z');
  });

  it('is tied to a decided claim of its payer alone', async () => {
    const claimId = await sentClaim('undecided', 'ACME');
    const send = (data: object) =>
      house.send(new TieRecoupment(house.context(), { payerId: 'ACME', entryId: 'X-0', claimId, ...data }));
    expect(await send({})).toMatchObject({ refusal: { code: 'claim.not-decided' } });
    expect(await send({ payerId: 'OTHER' })).toMatchObject({ refusal: { code: 'provider-entry.other-payer' } });
    expect(await send({ claimId: 'UNKNOWN' })).toMatchObject({ refusal: { code: 'claim.unknown' } });
    await pay('X', 'ACME', [answer(claimId, EXPECTED)]);
    expect(await send({})).toMatchObject({ refusal: { code: 'provider-entry.unknown' } });
  });
});

describe('an underpayment', () => {
  it('has a case with the payer’s appeal clock, which a correct decision settles with what it brought', async () => {
    const claimId = await sentClaim('short', 'ACME');
    await pay('U1', 'ACME', [answer(claimId, 4000)]);
    const [opened, classified, , clock] = await house.events(denialStream(PRACTICE, `${claimId}-1`));
    expect(opened?.data).toMatchObject({
      caseKind: 'underpayment',
      deniedCents: 1000,
      lines: [{ line: 1, group: '', reason: 'underpaid', deniedCents: 1000 }],
    });
    expect(classified?.data).toMatchObject({ category: 'payment-reduction', action: 'APPEAL', responsible: 'payer' });
    expect(clock?.data).toMatchObject({ kind: 'payer-appeal', noticeDate: '2026-04-06' });

    await pay('U2', 'ACME', [answer(claimId, 4000, '22'), answer(claimId, EXPECTED)]);
    expect(await last(denialStream(PRACTICE, `${claimId}-1`))).toMatchObject({
      type: 'DenialResolved',
      data: { how: 'paid', recoveredCents: 1000 },
    });
  });

  it('that a person leaves at that is found no more', async () => {
    const claimId = await sentClaim('left', 'ACME');
    await pay('V1', 'ACME', [answer(claimId, 4000)]);
    const work = { type: 'ResolveDenial' as const, how: 'no-action-needed' as const };
    await house.send(new WorkDenialCase(house.context(), { denialId: `${claimId}-1`, work }));
    await house.settle();
    expect(await last(claimStream(PRACTICE, claimId))).toMatchObject({
      type: 'ClaimUnderpaymentSettled',
      data: { how: 'closed' },
    });
  });
});

describe('money that was paid twice', () => {
  it('is returned by a person, whole, which closes the case; what is counted is counted once', async () => {
    const claimId = await sentClaim('twice', 'ACME');
    await pay('T1', 'ACME', [answer(claimId, EXPECTED)]);
    await pay('T2', 'ACME', [answer(claimId, EXPECTED)]);
    const denialId = `${claimId}-1`;
    const back = {
      type: 'ReturnOverpayment' as const,
      amountCents: EXPECTED,
      method: 'check' as const,
      returnedOn: '2026-04-10',
      by: 'user:ann',
    };
    expect(await house.send(new WorkDenialCase(house.context(), { denialId, work: back }))).toMatchObject({
      status: 'done',
    });
    await house.settle();
    expect((await last(denialStream(PRACTICE, denialId)))?.data).toMatchObject({ how: 'returned' });
    await house.settle('again');
    expect((await claimTypes(claimId)).filter((type) => type === 'ClaimOverpaymentChanged')).toHaveLength(1);
  });

  it('may also be what a person or the payer says, and is found not to be owed with a reason', async () => {
    const claimId = await sentClaim('reported', 'ACME');
    await pay('Q1', 'ACME', [answer(claimId, EXPECTED)]);
    const report = { type: 'ReportOverpayment' as const, amountCents: 1200 };
    expect(await house.send(new WorkClaimVariance(house.context(), { claimId, work: report }))).toMatchObject({
      status: 'done',
    });
    await house.settle();
    const dismiss = { type: 'DismissOverpayment' as const, reason: 'two visits on one day', by: 'user:ann' };
    await house.send(new WorkDenialCase(house.context(), { denialId: `${claimId}-1`, work: dismiss }));
    await house.settle();
    expect((await caseTypes(claimId)).slice(-3)).toEqual([
      'OverpaymentDismissed',
      'OverpaymentChanged',
      'DenialResolved',
    ]);
  });
});
