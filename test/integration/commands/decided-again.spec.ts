import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PostRemittance } from '#libs/commands/denial-path/post-remittance.js';
import { type CaseWork, WorkDenialCase } from '#libs/commands/denial-path/work-denial-case.js';
import { WorkRemittance } from '#libs/commands/denial-path/work-remittance.js';
import { type ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { RemittanceTransactionClaim } from '#libs/contracts/remittance-transaction.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { openDenials } from '#libs/domain/claim/state.js';
import { fold } from '#libs/kernel/decider.js';
import { views } from '#libs/projections/all.js';
import { verifyView } from '#libs/projections/runner/verify-view.js';
import { bringUpToDate } from '../projections/stories.js';
import { type DenialHouse, openDenialHouse } from './denial-house.js';
import { answer, payment, sentClaim, stream, submit } from './denied-claims.js';

let house: DenialHouse;
beforeAll(async () => {
  house = await openDenialHouse();
}, 60_000);
afterAll(() => house?.close());

async function decide(remittanceId: string, claim: RemittanceTransactionClaim): Promise<void> {
  const transaction = payment(remittanceId, 'ACME', [claim]);
  await house.send(new PostRemittance(house.context(), { transaction, fileId: remittanceId, interchangeId: 'I' }));
  await house.settle();
}

/** Both lines, 60.00 and 55.00, were denied as not necessary, and the claim was sent again. */
async function sentAgain(name: string): Promise<string> {
  const claimId = await sentClaim(house, name, 'ACME', 'COMMERCIAL');
  await decide(`R-${name}`, answer(claimId, 1, 'CO 50 6000', 'CO 50 5500'));
  const content = { patient: {}, coverages: [], renderingProvider: {}, diagnoses: [] };
  const releasedAt = '2026-04-07T12:00:00.000Z';
  await house.put(
    stream.claim(claimId),
    claimDecider,
    { type: 'ReplaceClaim', frequency: '7', frequencyCodes: ['7'], content, releasedAt },
    submit(2),
  );
  return claimId;
}

const work = (claimId: string, asked: CaseWork) =>
  house.send(new WorkDenialCase(house.context(), { denialId: `${claimId}-1`, work: asked }));
const claimOf = async (claimId: string) =>
  fold(claimDecider, (await house.events(stream.claim(claimId))) as unknown as ClaimEvent[]);
const newest = async (claimId: string, number = 1) => (await house.events(stream.denial(claimId, number))).at(-1);

describe('a claim that was sent again', () => {
  it('and is denied for the same reason again tells its case, which comes back from its wait', async () => {
    const claimId = await sentAgain('ann');
    await work(claimId, { type: 'WaitOnDenial', waitingFor: 'payer', until: '2026-05-04' });
    await decide('R-ann-2', answer(claimId, 2, 'CO 50 6000', 'CO 45 500'));
    expect(await newest(claimId)).toMatchObject({
      type: 'DenialRepeated',
      data: { remittanceId: 'R-ann-2', submissionNumber: 2, deniedCents: 6000, recoveredCents: 5000 },
    });
    expect(await house.types(stream.denial(claimId, 2))).toEqual([]);
    expect(openDenials(await claimOf(claimId))).toMatchObject([{ number: 1, deniedCents: 6000 }]);
  });

  it('and is denied for another reason goes on in one case, not in two', async () => {
    const claimId = await sentAgain('bob');
    await decide('R-bob-2', answer(claimId, 2, 'CO 96 6000', 'CO 96 5500'));
    expect(await newest(claimId)).toMatchObject({
      type: 'DenialResolved',
      data: { how: 'superseded', supersededBy: `${claimId}-2`, recoveredCents: 0 },
    });
    expect(await house.types(stream.denial(claimId, 2))).toContain('DenialCaseOpened');
    expect(openDenials(await claimOf(claimId))).toMatchObject([{ number: 2, deniedCents: 11_500 }]);
  });
});

describe('a case that is written off', () => {
  const off = (amountCents: number): CaseWork => ({
    ...{ type: 'WriteOffDenial', amountCents, reason: 'appeal-not-worthwhile', role: 'manager' },
  });

  it('is written off of its claim, in part and whole, and stands again on both', async () => {
    const claimId = await sentAgain('cat');
    house.at('2026-04-20T14:00:00Z');
    await work(claimId, off(1_500));
    await house.settle();
    expect(await claimOf(claimId)).toMatchObject({ writtenOffCents: 1_500, balance: 'insurer' });
    house.at('2026-04-21T14:00:00Z');
    await work(claimId, off(10_000));
    await house.settle();
    expect(await claimOf(claimId)).toMatchObject({ writtenOffCents: 11_500, balance: 'closed' });
    house.at('2026-04-22T14:00:00Z');
    await work(claimId, { type: 'ReverseWriteOff', reason: 'the records were found' });
    await house.settle();
    expect(await claimOf(claimId)).toMatchObject({ writtenOffCents: 0, balance: 'insurer' });
    expect(openDenials(await claimOf(claimId))).toHaveLength(1);
  });

  it('and paid after all is written off no longer: no cent counts twice', async () => {
    const claimId = await sentAgain('dan');
    await work(claimId, off(11_500));
    await house.settle();
    await decide('R-dan-2', answer(claimId, 2, 'CO 45 1000', 'CO 45 500'));
    expect(await newest(claimId)).toMatchObject({ type: 'DenialResolved', data: { recoveredCents: 10_000 } });
    expect(await claimOf(claimId)).toMatchObject({ writtenOffCents: 0, adjudication: 'paid', balance: 'closed' });
  });

  it('and was never denied, since its posting was undone, leaves nothing written off of the claim', async () => {
    const claimId = await sentAgain('eve');
    await work(claimId, off(1_500));
    await house.settle();
    expect(await claimOf(claimId)).toMatchObject({ writtenOffCents: 1_500 });
    const undo = { type: 'UndoRemittance' as const, reason: 'posted wrongly' };
    const person = { ...house.context(), actor: 'user:ann' };
    await house.send(new WorkRemittance(person, { remittanceId: 'R-eve', work: undo }));
    await house.settle();
    expect(await newest(claimId)).toMatchObject({ type: 'DenialResolved', data: { how: 'posting-undone' } });
    expect(await claimOf(claimId)).toMatchObject({ writtenOffCents: 0, adjudication: 'none', balance: 'insurer' });
  });
});

describe('a case that a person closes as the patient’s', () => {
  it('is told to its claim: the patient owes it, and nothing is open with the insurer', async () => {
    const claimId = await sentClaim(house, 'fay', 'ACME', 'COMMERCIAL');
    await decide('R-fay', { ...answer(claimId, 1, 'PR 204 6000', 'CO 45 500'), patientCents: 6000 });
    expect(await claimOf(claimId)).toMatchObject({ balance: 'insurer', patientShareCents: null });
    await work(claimId, { type: 'ResolveDenial', how: 'patient' });
    await house.settle();
    expect((await house.events(stream.claim(claimId))).slice(-2)).toMatchObject([
      { type: 'ClaimDenialClosed', data: { number: 1, how: 'patient', amountCents: 6000 } },
      { type: 'PatientBalanceOpened', data: { shareCents: 6000, amountCents: 6000 } },
    ]);
    expect(await claimOf(claimId)).toMatchObject({ balance: 'patient', patientShareCents: 6000 });
    expect(openDenials(await claimOf(claimId))).toEqual([]);
    const { pool } = house.database;
    await bringUpToDate(pool, house.store);
    const row = `select c.balance, f.denied_cents, f.patient_cents from views.claim c
      join views.claim_fact f using (practice, claim_id) where c.claim_id = $1`;
    expect((await pool.query(row, [claimId])).rows).toMatchObject([
      { balance: 'patient', denied_cents: 0, patient_cents: 6000 },
    ]);
    for (const projection of views)
      expect((await verifyView({ pool, source: house.store, projection, patienceMs: 0 })).differences).toEqual([]);
    const undo = { type: 'UndoRemittance' as const, reason: 'posted wrongly' };
    await house.send(
      new WorkRemittance({ ...house.context(), actor: 'user:ann' }, { remittanceId: 'R-fay', work: undo }),
    );
    await house.settle();
    expect(await newest(claimId)).toMatchObject({ type: 'DenialResolved', data: { how: 'posting-undone' } });
    expect(await claimOf(claimId)).toMatchObject({ balance: 'insurer', patientShareCents: null });
  });
});

it('is the same house when every policy answers every event again', async () => {
  const head = await house.store.headPosition();
  await house.settle('again');
  expect(await house.store.headPosition()).toBe(head);
});
