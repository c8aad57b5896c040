import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AttemptResubmission } from '#libs/commands/denial-path/attempt-resubmission.js';
import { PostRemittance } from '#libs/commands/denial-path/post-remittance.js';
import { WorkDenialCase } from '#libs/commands/denial-path/work-denial-case.js';
import type { RemittanceTransaction } from '#libs/contracts/remittance-transaction.js';
import { remittanceStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { type DenialHouse, openDenialHouse, PRACTICE } from './denial-house.js';
import { answer, payment, sentClaim, stream, submit } from './denied-claims.js';

let house: DenialHouse;
beforeAll(async () => {
  house = await openDenialHouse();
}, 60_000);
afterAll(() => house?.close());

const post = (transaction: RemittanceTransaction, fileId = `file-of-${transaction.remittanceId}`) =>
  house.send(new PostRemittance(house.context(), { transaction, fileId, interchangeId: fileId }));

const recordAuthorization = (patientId: string, payerId = 'ACME') =>
  house.put(stream.ledger(patientId), ledgerDecider, {
    type: 'RecordAuthorization',
    patientId,
    year: 2026,
    payerId,
    from: '2026-03-01',
    to: '2026-06-30',
    recordedAt: '2026-04-10T12:00:00.000Z',
    number: 'AUTH-777',
  });

/** A commercial claim whose two lines were denied for want of an authorization. */
async function deniedClaim(name: string): Promise<string> {
  const claimId = await sentClaim(house, name, 'ACME', 'COMMERCIAL');
  await post(payment(`R-${name}`, 'ACME', [answer(claimId, 1, 'CO 197 6000', 'CO 197 5500')]));
  await house.settle();
  return claimId;
}

describe('a claim denied for want of an authorization', () => {
  it('is replaced once one is recorded, paid, and its case resolved', async () => {
    const claimId = await deniedClaim('ann');
    expect(await house.types(stream.denial(claimId))).toEqual([
      'DenialCaseOpened',
      'DenialClassified',
      'DenialAssigned',
      'AppealDeadlineSet',
    ]);
    expect(await house.types(stream.ledger('ann'))).toEqual(['AuthorizationAwaited']);

    house.at('2026-04-10T12:00:00Z');
    await recordAuthorization('ann');
    await house.settle();
    const attempt = new AttemptResubmission(house.context(), { denialId: `${claimId}-1`, attempt: 1 });
    expect(await house.send(attempt)).toMatchObject({ status: 'done' });
    expect(await house.send(attempt)).toMatchObject({ status: 'done', repeated: true });
    const released = (await house.events(stream.claim(claimId))).findLast((event) => event.type === 'ClaimReleased');
    expect(released?.data).toMatchObject({
      reason: 'replacement',
      frequency: '7',
      submissionNumber: 2,
      payerControlNumber: `PCN-${claimId}-1`,
      denialId: `${claimId}-1`,
      content: { authorizationNumber: 'AUTH-777' },
    });

    await house.put(stream.claim(claimId), claimDecider, submit(2));
    await post(payment('R-ann-2', 'ACME', [answer(claimId, 2, 'CO 45 1000', 'CO 45 500')]));
    await house.settle();
    const denial = await house.events(stream.denial(claimId));
    expect(denial.map((event) => event.type).slice(4)).toEqual([
      'DenialClassified',
      'ResubmissionScheduled',
      'ResubmissionAttempted',
      'DenialResolved',
    ]);
    expect(denial[4]?.data).toMatchObject({ action: 'REPL', alternatives: ['APPEAL'] });
    expect(denial.at(-1)?.data).toMatchObject({ how: 'paid-after-resubmission', recoveredCents: 10_000 });
  });

  it('is scheduled at once where an authorization is on file by then', async () => {
    await recordAuthorization('bob');
    const claimId = await deniedClaim('bob');
    const classified = (await house.events(stream.denial(claimId)))[1];
    expect(classified?.data).toMatchObject({ category: 'authorization', action: 'REPL', handler: 'authorization' });
    expect(await house.types(stream.denial(claimId))).toContain('ResubmissionScheduled');
    expect(await house.types(stream.ledger('bob'))).toEqual(['AuthorizationRecorded']);
  });

  it('is not sent again while the payer has not answered, and says so', async () => {
    await recordAuthorization('cat');
    const claimId = await deniedClaim('cat');
    const attempt = (number: number) =>
      house.send(new AttemptResubmission(house.context(), { denialId: `${claimId}-${number}`, attempt: 1 }));
    await house.put(stream.claim(claimId), claimDecider, {
      type: 'ReplaceClaim',
      frequency: '7',
      frequencyCodes: ['7'],
      content: { patient: {}, coverages: [], renderingProvider: {}, diagnoses: [] },
      releasedAt: '2026-04-07T12:00:00.000Z',
    });
    await attempt(1);
    expect((await house.events(stream.denial(claimId))).at(-1)?.data).toMatchObject({
      outcome: 'SKIPPED',
      reason: 'claim.answer-pending',
    });
    expect(await attempt(9)).toMatchObject({ status: 'refused', refusal: { code: 'denial.unknown' } });
  });

  it('goes once where the authorization comes while it is being looked for', async () => {
    const claimId = await sentClaim(house, 'dan', 'ACME', 'COMMERCIAL');
    await post(payment('R-dan', 'ACME', [answer(claimId, 1, 'CO 197 6000', 'CO 197 5500')]));
    await Promise.all([house.settle(), recordAuthorization('dan')]);
    await house.settle();
    const scheduled = (await house.types(stream.denial(claimId))).filter((type) => type === 'ResubmissionScheduled');
    expect(scheduled).toHaveLength(1);
  });
});

describe('a Medicare denial', () => {
  it('runs the clock of a redetermination and rings its alarms once', async () => {
    house.at('2026-04-06T14:00:00Z');
    const claimId = await sentClaim(house, 'eve', 'MEDICARE-B', 'MEDICARE_B');
    await post(payment('R-eve', 'MEDICARE-B', [answer(claimId, 1, 'CO 119 6000', 'CO 45 500')]));
    await house.settle();
    const [opened, classified, , deadline] = await house.events(stream.denial(claimId));
    expect(opened?.data).toMatchObject({ deniedCents: 6000, lines: [{ line: 1, reason: '119' }] });
    expect(classified?.data).toMatchObject({ category: 'threshold', action: 'REOPEN', handler: 'kx' });
    expect(deadline?.data).toMatchObject({
      kind: 'redetermination',
      statutoryDate: '2026-08-09',
      workBy: '2026-08-07',
    });

    const work = { type: 'RaiseDeadlineAlarm', kind: 'redetermination', daysBefore: 30 } as const;
    const ring = () => house.send(new WorkDenialCase(house.context(), { denialId: `${claimId}-1`, work }));
    expect((await Promise.all([ring(), ring(), ring()])).map((outcome) => outcome.status).sort()).toEqual([
      'done',
      'nothing-to-do',
      'nothing-to-do',
    ]);
  });
});

describe('a payment', () => {
  it('is posted once though it comes at once in two files', async () => {
    const claimId = await sentClaim(house, 'fay', 'ACME', 'COMMERCIAL');
    const transaction = payment('R-fay', 'ACME', [answer(claimId, 1, 'CO 45 1000', 'CO 45 500')]);
    const outcomes = await Promise.all([post(transaction, 'file-1'), post(transaction, 'file-2')]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['done', 'refused']);
    expect(outcomes.find((outcome) => outcome.status === 'refused')?.refusal?.code).toBe('remittance.duplicate');
    await house.settle();
    const paid = (await house.types(stream.claim(claimId))).filter((type) => type === 'ClaimPaid');
    expect(paid).toHaveLength(1);
  });

  it('that does not balance posts nothing', async () => {
    const claimId = await sentClaim(house, 'gus', 'ACME', 'COMMERCIAL');
    const before = await house.types(stream.claim(claimId));
    const problems = [{ segment: 'BPR', position: 2, message: 'the claims add up to 1.00 more' }];
    const claims = [answer(claimId, 1, 'CO 45 1000', 'CO 45 500')];
    await post(payment('R-gus', 'ACME', claims, { balanced: false, problems }));
    await house.settle();
    expect(await house.types(stream.claim(claimId))).toEqual(before);
    expect(await house.types(remittanceStream(PRACTICE, 'R-gus'))).toEqual([
      'RemittanceReceived',
      'RemittanceRejected',
    ]);
  });

  it('keeps the numbers of a claim that is not ours encrypted', async () => {
    const stranger = { ...answer('ZZZZZZZZZZZZZ', 1, 'CO 45 1000', 'CO 45 500'), patientControlNumber: 'DOE-JANE-1' };
    await post(payment('R-stranger', 'ACME', [stranger]));
    const [, unmatched] = await house.events(remittanceStream(PRACTICE, 'R-stranger'));
    expect(unmatched).toMatchObject({ type: 'RemittanceClaimUnmatched', data: { patientControlNumber: 'DOE-JANE-1' } });
    const { rows } = await house.database.pool.query<{ found: number }>(
      `select count(*)::int as found from store.events where data::text like '%DOE-JANE%'`,
    );
    expect(rows[0]?.found).toBe(0);
  });
});

it('is the same house when every policy answers every event again', async () => {
  const head = await house.store.headPosition();
  await house.settle('again');
  expect(await house.store.headPosition()).toBe(head);
});
