import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RecordSession } from '#libs/commands/claim-path/record-session.js';
import { StreamRepository } from '#libs/commands/stream-repository.js';
import { claimStream, laterClaimIdOf, parsePatientControlNumber } from '#libs/contracts/streams.js';
import { sampleMessages } from '#libs/demo/sample-practice.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { type ExchangeFolders, exchangeFolders, makeFolders } from '#libs/exchange/exchange-folders.js';
import { sumCents } from '#libs/kernel/money.js';
import type { Session } from '#libs/rules/session.js';
import type { ProfessionalClaim } from '#libs/x12/claim.js';
import { readClaims } from '#libs/x12/read/claim-837p-reader.js';
import { type Decision, remittanceOf } from './payer-answers.js';
import { PAYER, PRACTICE, WorkerHouse } from './worker-house.js';

const SECOND = 'SUMMIT';

let house: WorkerHouse;
let second: ExchangeFolders;
beforeEach(async () => {
  house = await WorkerHouse.open();
  second = exchangeFolders(house.root, PRACTICE, SECOND);
  await makeFolders(second);
});
afterEach(() => house.close());

const [message] = sampleMessages('2026-03-02').filter(
  ({ type, data }) =>
    type === 'ehr.session.recorded.v1' && (data.coverages as { payerId: string }[])[0]?.payerId === PAYER,
);
const own = message?.data as unknown as Session;
const session: Session = {
  ...own,
  coverages: [...own.coverages, { rank: 2, payerId: SECOND, memberId: 'SUM123', relationship: 'self' }],
};
const at = (instant: string) => house.clock.advanceTo(new Date(instant));

async function claimsIn(folders: ExchangeFolders): Promise<readonly ProfessionalClaim[]> {
  const names = (await readdir(folders.outbox)).filter((name) => name.endsWith('.x12')).sort();
  const files = await Promise.all(names.map((name) => readFile(join(folders.outbox, name))));
  return files.flatMap((file) => {
    const read = readClaims([file]);
    if (!read.ok) throw new Error(read.refusal.message);
    return read.value.transactions.flatMap(({ claims }) => claims.map(({ claim }) => claim));
  });
}

/** Sends the claim to the first payer. */
async function sendFirst(): Promise<{ readonly sent: ProfessionalClaim; readonly claimId: string }> {
  await house.send((context) => new RecordSession(context, { source: 'test', session }));
  await house.settle();
  await at('2026-03-03T01:05:00.000Z');
  await house.doDueWork();
  const sent = (await claimsIn(house.folders)).at(-1) as ProfessionalClaim;
  return { sent, claimId: parsePatientControlNumber(sent.patientControlNumber)?.claimId as string };
}

/** Each line: 10.00 contractual, 20.00 the patient's in two reasons, the rest paid. */
function decided(sent: ProfessionalClaim, changes: Partial<Decision> = {}, patientCents = 2000): Decision {
  return {
    ...{ clm01: sent.patientControlNumber, payerNumber: 'PCN1', status: '1' },
    lines: sent.lines.map((line) => ({
      ...{ control: line.lineControlNumber, code: [line.code, ...line.modifiers].join(':') },
      ...{ chargeCents: line.chargeCents, paidCents: line.chargeCents - 1000 - patientCents },
      adjustments: ['CO*45*10', `PR*1*5**2*${(patientCents - 500) / 100}`],
    })),
    ...changes,
  };
}

const reversalOf = ({ lines, ...decision }: Decision): Decision => ({
  ...decision,
  status: '22',
  lines: lines.map(({ chargeCents, paidCents, adjustments, ...line }) => ({
    ...line,
    ...{ chargeCents: -chargeCents, paidCents: -paidCents },
    adjustments: adjustments.map((one) => one.replace(/\*(\d+(?:\.\d+)?)(?=\*\*|$)/g, '*-$1')),
  })),
});

let files = 0;
async function remit(folders: ExchangeFolders, date: string, ...decisions: readonly Decision[]): Promise<void> {
  files += 1;
  await writeFile(join(folders.inbox, `era-${files}.835`), remittanceOf(`TRACE${files}`, date, decisions));
  await house.importer.importAll();
  await house.settle();
}

async function stateOf(claimId: string) {
  return (await house.app.get(StreamRepository).load(claimStream(PRACTICE, claimId), claimDecider)).state;
}

describe('the claim to the second payer', () => {
  it('leaves at the close of day with all that the first one decided, balances, and is answered to its own number', async () => {
    const { sent, claimId } = await sendFirst();
    await at('2026-03-16T15:00:00.000Z');
    await remit(house.folders, '20260316', decided(sent));
    expect((await stateOf(claimId)).balance).toBe('next-payer');
    expect(await claimsIn(second)).toEqual([]);
    await at('2026-03-17T00:05:00.000Z');
    await house.doDueWork();
    const [next] = await claimsIn(second);
    const laterId = laterClaimIdOf(PRACTICE, claimId, 2);
    expect(next).toMatchObject({ patientControlNumber: `${laterId}S1`, frequency: '1', payer: { id: 'SUMIT' } });
    for (const line of next?.lines ?? []) {
      const [before] = line.adjudications ?? [];
      const adjustments = before?.adjustments.map(({ group, reason, amountCents }) => [group, reason, amountCents]);
      expect(adjustments).toEqual([
        ['CO', '45', 1000],
        ['PR', '1', 500],
        ['PR', '2', 1500],
      ]);
      const adjusted = sumCents(before?.adjustments.map(({ amountCents }) => amountCents) ?? []);
      expect((before?.paidCents ?? 0) + adjusted).toBe(line.chargeCents);
      expect(before?.patientOwesCents).toBe(2000);
    }

    await at('2026-03-30T15:00:00.000Z');
    const answer = next?.lines.map((line) => ({
      ...{ control: line.lineControlNumber, code: [line.code, ...line.modifiers].join(':') },
      ...{ chargeCents: line.chargeCents, paidCents: 1500 },
      adjustments: [`OA*23*${(line.chargeCents - 2000) / 100}`, 'PR*2*5'],
    }));
    await remit(second, '20260330', {
      ...{ clm01: `${laterId}S1`, payerNumber: 'SECOND1', status: '2', lines: answer ?? [] },
    });
    expect(await stateOf(laterId)).toMatchObject({ balance: 'closed', adjudication: 'paid' });
    expect(await stateOf(claimId)).toMatchObject({
      balance: 'patient',
      later: [{ rank: 2, paidCents: 1500 * sent.lines.length, patientCents: 500 * sent.lines.length }],
    });
  });

  it('is held by name where what was decided cannot be told of its lines', async () => {
    const { sent, claimId } = await sendFirst();
    await at('2026-03-16T15:00:00.000Z');
    const [first, ...rest] = decided(sent).lines;
    const strange = { ...first, control: 'NONE', code: '97999', chargeCents: first?.chargeCents ?? 0 };
    await remit(house.folders, '20260316', decided(sent, { lines: [strange as Decision['lines'][number], ...rest] }));
    await at('2026-03-17T00:05:00.000Z');
    await house.doDueWork();
    expect(await claimsIn(second)).toEqual([]);
    expect(await stateOf(laterClaimIdOf(PRACTICE, claimId, 2))).toMatchObject({
      submission: 'held',
      holds: [{ rule: 'cob.line-unknown' }],
    });
  });
});

describe('a claim that the first payer sends on', () => {
  it('never leaves from here, and takes the second payer’s answer under the first claim’s number', async () => {
    const { sent, claimId } = await sendFirst();
    await at('2026-03-16T15:00:00.000Z');
    await remit(house.folders, '20260316', decided(sent, { status: '19', remark: 'MA18' }));
    await at('2026-03-18T00:05:00.000Z');
    await house.doDueWork();
    expect(await claimsIn(second)).toEqual([]);
    const answer = decided(sent, { payerNumber: 'SECOND1', status: '2' }, 500);
    const lines = answer.lines.map((line) => ({
      ...{ ...line, paidCents: 1500 },
      adjustments: [`OA*23*${(line.chargeCents - 2000) / 100}`, 'PR*2*5'],
    }));
    await remit(second, '20260330', { ...answer, lines });
    expect(await house.types()).not.toContain('RemittanceClaimUnmatched');
    const laterId = laterClaimIdOf(PRACTICE, claimId, 2);
    expect(await stateOf(laterId)).toMatchObject({ adjudication: 'paid', submissions: [{ state: 'crossed-over' }] });
    expect(await stateOf(claimId)).toMatchObject({
      balance: 'patient',
      adjudications: [{ payerControlNumber: 'PCN1' }],
    });
  });

  it('is no claim of any other payer that answers under its number', async () => {
    const { sent } = await sendFirst();
    await at('2026-03-16T15:00:00.000Z');
    await remit(house.folders, '20260316', decided(sent));
    await remit(second, '20260330', decided(sent, { payerNumber: 'SECOND1', status: '2' }));
    expect(await house.types()).toContain('RemittanceClaimUnmatched');
  });
});

describe('a first payer that takes its decision back', () => {
  it('has the draft made anew from the correction, before it leaves', async () => {
    const { sent, claimId } = await sendFirst();
    await at('2026-03-16T15:00:00.000Z');
    await remit(house.folders, '20260316', decided(sent));
    const correction = decided(sent, { payerNumber: 'PCN2' }, 3000);
    await remit(house.folders, '20260316', reversalOf(decided(sent)), correction);
    await at('2026-03-17T00:05:00.000Z');
    await house.doDueWork();
    const claims = await claimsIn(second);
    expect(claims).toHaveLength(1);
    expect(claims[0]?.lines.map((line) => line.adjudications?.[0]?.patientOwesCents)).toEqual(
      sent.lines.map(() => 3000),
    );
    expect((await stateOf(laterClaimIdOf(PRACTICE, claimId, 2))).submissions).toHaveLength(1);
  });
});
