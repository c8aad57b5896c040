import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AttemptResubmission } from '#libs/commands/denial-path/attempt-resubmission.js';
import { CorrectDenial } from '#libs/commands/denial-path/correct-denial.js';
import { DecideCorrection } from '#libs/commands/denial-path/decide-correction.js';
import { CorrectionPreview } from '#libs/commands/denial-path/preview-correction.js';
import { ledgerStream } from '#libs/contracts/streams.js';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { procedures } from '#libs/rules/testing/sample.js';
import { type DenialHouse, openDenialHouse, PRACTICE } from './denial-house.js';
import { DeniedSessions } from './denied-sessions.js';

let house: DenialHouse;
let desk: DeniedSessions;
beforeAll(async () => {
  house = await openDenialHouse();
  desk = await DeniedSessions.at(house, [
    {
      ...{ payerId: 'ACME', name: 'Acme', kind: 'COMMERCIAL', unitMethod: 'CMS_TOTAL', percentOfMedicare: 100 },
      ...{ therapyModifier: true, autoCorrection: { modifier: 'send' } },
    },
    {
      ...{ payerId: 'ASKS', name: 'Asks Health', kind: 'COMMERCIAL', unitMethod: 'CMS_TOTAL', percentOfMedicare: 100 },
      therapyModifier: true,
    },
    { payerId: 'MEDICARE-B', name: 'Medicare Part B', kind: 'MEDICARE_B' },
  ]);
  house.at('2026-04-06T14:00:00Z');
}, 60_000);
afterAll(() => house?.close());

const attempt = (claimId: string) =>
  house.send(new AttemptResubmission(house.context(), { denialId: `${claimId}-1`, attempt: 1 }));
const types = async (claimId: string) => (await desk.denial(claimId)).map(({ type }) => type);
const newest = async (claimId: string) => (await desk.denial(claimId)).at(-1);
const decide = (claimId: string, decision: 'approve' | 'decline') =>
  house.send(new DecideCorrection(house.context(), { denialId: `${claimId}-1`, attempt: 1, decision }));
const without = (line: { modifiers: string[] }) => ({ ...line, modifiers: [] }) as never;

describe('a modifier that was not sent', () => {
  it('goes out by itself where the payer’s switch says so: once, under the payer’s number, and is paid', async () => {
    await desk.recorded('ann', 'ACME');
    const claimId = await desk.sent('ann', 'ACME', without);
    await desk.answered(claimId, 'ACME', { reason: '4' });
    expect(await types(claimId)).toContain('ResubmissionScheduled');
    expect(await attempt(claimId)).toMatchObject({ status: 'done' });
    expect(await attempt(claimId)).toMatchObject({ status: 'nothing-to-do' });
    expect(await desk.released(claimId)).toMatchObject({
      frequency: '7',
      payerControlNumber: `PCN-${claimId}-1`,
      submissionNumber: 2,
      lines: [{ line: 1, modifiers: ['GO'] }],
    });
    await desk.submit(claimId, 2);
    await desk.answered(claimId, 'ACME', undefined);
    expect(await newest(claimId)).toMatchObject({
      type: 'DenialResolved',
      data: { how: 'paid-after-resubmission', recoveredCents: 11_000 },
    });
  });

  it('waits for a person’s word elsewhere, and goes out with it', async () => {
    await desk.recorded('bob', 'ASKS');
    const claimId = await desk.sent('bob', 'ASKS', without);
    await desk.answered(claimId, 'ASKS', { reason: '4' });
    expect(await newest(claimId)).toMatchObject({
      type: 'ResubmissionProposed',
      data: {
        handler: 'modifier',
        route: 'replacement',
        changes: [{ line: 1, field: 'modifiers', from: '', to: 'GO' }],
      },
    });
    const policy = { ...house.context(), actor: 'policy:correct-denial' };
    const data = { denialId: `${claimId}-1`, attempt: 1, decision: 'approve' } as const;
    expect(await house.send(new DecideCorrection(policy, data))).toMatchObject({
      refusal: { code: 'correction.person-missing' },
    });
    await decide(claimId, 'approve');
    await attempt(claimId);
    expect((await desk.released(claimId))?.submissionNumber).toBe(2);
  });

  it('stays where it is once a person declined', async () => {
    await desk.recorded('cat', 'ASKS');
    const claimId = await desk.sent('cat', 'ASKS', without);
    await desk.answered(claimId, 'ASKS', { reason: '4' });
    await decide(claimId, 'decline');
    expect(await decide(claimId, 'approve')).toMatchObject({ refusal: { code: 'correction.decided' } });
    await house.send(new CorrectDenial(house.context(), { denialId: `${claimId}-1` }));
    expect(await newest(claimId)).toMatchObject({ type: 'ResubmissionDeclined' });
    expect((await desk.released(claimId))?.submissionNumber).toBe(1);
  });
});

describe('a line above the threshold at Medicare Part B', () => {
  it('is proposed as a reopening once it is attested, and never sent', async () => {
    await desk.recorded('eve', 'MEDICARE-B');
    const claimId = await desk.sent('eve', 'MEDICARE-B');
    await desk.answered(claimId, 'MEDICARE-B', { reason: '119', remarks: ['N362'] });
    expect(await newest(claimId)).toMatchObject({ data: { outcome: 'SKIPPED', reason: 'kx.attestation-missing' } });
    const year = ledgerStream(PRACTICE, 'eve', 2026);
    const attested = { attested: true, on: '2026-04-07', by: 'ehr:main' } as const;
    await house.put(year, ledgerDecider, {
      type: 'AttestThreshold',
      patientId: 'eve',
      year: 2026,
      pool: 'OT',
      ...attested,
    });
    await house.send(new CorrectDenial(house.context(), { denialId: `${claimId}-1` }));
    expect(await newest(claimId)).toMatchObject({
      type: 'ResubmissionProposed',
      data: { attempt: 2, route: 'reopening', changes: [{ line: 1, from: 'GO', to: 'GO KX' }] },
    });
    const decision = { denialId: `${claimId}-1`, attempt: 2, decision: 'approve' } as const;
    await house.send(new DecideCorrection(house.context(), decision));
    expect(await newest(claimId)).toMatchObject({ type: 'ResubmissionApproved', data: { by: 'user:test' } });
    expect((await desk.released(claimId))?.submissionNumber).toBe(1);
  });
});

describe('a claim that Medicare returned for a provider’s identifier', () => {
  it('goes out as a new claim with the one recorded since, without the payer’s number', async () => {
    await desk.recorded('fay', 'MEDICARE-B');
    const claimId = await desk.sent('fay', 'MEDICARE-B');
    await desk.answered(claimId, 'MEDICARE-B', { reason: '16', remarks: ['MA130', 'N290'] });
    expect(await newest(claimId)).toMatchObject({ data: { outcome: 'SKIPPED', reason: 'identifiers.same-as-sent' } });
    const renderingProvider = { npi: '1245319599', lastName: 'Therapist', firstName: 'Terry' };
    await desk.recorded('fay', 'MEDICARE-B', { revision: 2, renderingProvider });
    await house.send(new CorrectDenial(house.context(), { denialId: `${claimId}-1` }));
    const decision = { denialId: `${claimId}-1`, attempt: 2, decision: 'approve' } as const;
    await house.send(new DecideCorrection(house.context(), decision));
    await house.send(new AttemptResubmission(house.context(), { denialId: `${claimId}-1`, attempt: 2 }));
    const released = await desk.released(claimId);
    expect(released).toMatchObject({
      ...{ reason: 'correction', frequency: '1', submissionNumber: 2 },
      content: { renderingProvider: { npi: '1245319599' } },
    });
    expect(released).not.toHaveProperty('payerControlNumber');
    await desk.submit(claimId, 2);
    await desk.answered(claimId, 'MEDICARE-B', undefined);
    expect(await newest(claimId)).toMatchObject({ data: { how: 'paid-after-resubmission' } });
  });
});

describe('a service that was counted as part of another', () => {
  it('is proposed with 59 once the record shows distinct time, the paid line beside it', async () => {
    const services = procedures('97110 30, 97140 15');
    await desk.recorded('gus', 'ASKS', { procedures: services });
    const claimId = await desk.sent('gus', 'ASKS');
    await desk.answered(claimId, 'ASKS', undefined, { reason: '97' });
    expect(await newest(claimId)).toMatchObject({ data: { outcome: 'SKIPPED', reason: 'distinct-time.no-evidence' } });
    const blocks = [
      { ...services[0], timeBlocks: [{ start: '10:00', end: '10:30' }] },
      { ...services[1], timeBlocks: [{ start: '10:30', end: '10:45' }] },
    ] as typeof services;
    await desk.recorded('gus', 'ASKS', { revision: 2, procedures: blocks });
    const head = await house.store.headPosition();
    const preview = await house.get(CorrectionPreview).of(house.context(), `${claimId}-1`);
    expect(preview).toMatchObject({
      ...{ handler: 'distinct-time', mode: 'propose', outcome: 'CORRECTED', route: 'replacement', frequency: '7' },
      changes: [{ line: 2, field: 'modifiers', from: 'GO', to: 'GO 59' }],
    });
    expect(await house.store.headPosition()).toBe(head);
    await house.send(new CorrectDenial(house.context(), { denialId: `${claimId}-1` }));
    expect(await newest(claimId)).toMatchObject({ type: 'ResubmissionProposed', data: { route: 'replacement' } });
  });
});

it('keeps patients out of what it says in clear, and is the same when every policy answers again', async () => {
  const { rows } = await house.database.pool.query<{ found: number }>(
    `select count(*)::int as found from store.events where type like 'Resubmission%' and data::text ~* 'Example|H1234567|1EG4'`,
  );
  expect(rows[0]?.found).toBe(0);
  const head = await house.store.headPosition();
  await house.settle('again');
  expect(await house.store.headPosition()).toBe(head);
});
