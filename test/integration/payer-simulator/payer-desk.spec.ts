import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ClaimLine } from '#libs/x12/claim.js';
import type { Remittance } from '#libs/x12/remittance.js';
import { claim, NEXT_MORNING, PayersAtWork, RECEIVED } from './payers-at-work.js';

const NOTHING = { names: [], acknowledgements: [], remittances: [] };

let payers: PayersAtWork;
beforeEach(async () => {
  payers = await PayersAtWork.make();
});
afterEach(() => payers.demolish());

const remittedAfter = async (days: number) => (await payers.after(days)).remittances;

const reasons = ({ claims }: Remittance) =>
  claims.map((one) => [one.status, one.paidCents, one.lines[0]?.adjustments.map(({ reason }) => reason)]);

describe('a simulated payer', () => {
  it('answers a file with a 999 at once, a 277CA the next morning and a balanced 835 later', async () => {
    await payers.send(1, claim('AAAS1', { priorAuthorization: 'AUTH1' }), claim('BBBS1'));
    await payers.work(RECEIVED);
    expect((await payers.receive()).acknowledgements).toMatchObject([
      { kind: '999', level: 'transaction', control: '0001', accepted: true },
      { kind: '999', level: 'group', control: '1', accepted: true },
    ]);
    expect(await readdir(payers.folders().outbox)).toEqual([]);
    await payers.work(NEXT_MORNING);
    const claims = (await payers.receive()).acknowledgements.filter(({ level }) => level === 'claim');
    expect(claims).toMatchObject([
      { patientControlNumber: 'AAAS1', accepted: true, statuses: [{ category: 'A2', status: '20' }] },
      { patientControlNumber: 'BBBS1', accepted: true },
    ]);
    expect(await remittedAfter(8)).toEqual([]);
    const [remittance] = await remittedAfter(10);
    expect(remittance).toMatchObject({ balanced: true, paymentCents: 5900, date: '2026-03-12' });
    expect(reasons(remittance as Remittance)).toEqual([
      ['1', 5900, ['45', '3']],
      ['1', 0, ['197']],
    ]);
    expect(remittance?.claims[0]?.payerControlNumber).toBe(claims[0]?.payerControlNumber);
    expect(await remittedAfter(40)).toEqual([]);
  });

  it('pays a replacement that has the authorization, and takes back what it had paid before', async () => {
    await payers.send(1, claim('AAAS1'), claim('BBBS1', { priorAuthorization: 'AUTH1' }));
    await payers.work(RECEIVED);
    const [first] = await remittedAfter(10);
    const [denied, paid] = first?.claims ?? [];
    const replacement = (of: string, number: string) =>
      claim(number, { frequency: '7', payerControlNumber: of, priorAuthorization: 'AUTH1' });
    await payers.send(2, replacement(denied?.payerControlNumber as string, 'AAAS2'));
    await payers.send(3, replacement(paid?.payerControlNumber as string, 'BBBS2'));
    await payers.work(new Date(RECEIVED.getTime() + 11 * 86_400_000));
    const [second] = await remittedAfter(22);
    expect(second?.balanced).toBe(true);
    expect(reasons(second as Remittance).sort()).toEqual(
      [
        ['22', -5900, ['45', '3']],
        ['1', 5900, ['45', '3']],
        ['1', 5900, ['45', '3']],
      ].sort(),
    );
    expect(second?.claims.find(({ reversal }) => reversal)?.payerControlNumber).toBe(paid?.payerControlNumber);
  });

  it('refuses at the door what it cannot take: a Medicare claim without a referring provider, an unknown original', async () => {
    const medicare = { ...claim('MMMS1').subscriber, claimFilingIndicator: 'MB', memberId: '1EG4TE5MK72' };
    await payers.send(
      1,
      claim('MMMS1', { subscriber: medicare, payer: { name: 'Medicare', id: '00000' } }),
      claim('RRRS2', { frequency: '7', payerControlNumber: 'NOBODYKNOWS' }),
    );
    await payers.work(NEXT_MORNING);
    await payers.receive();
    await payers.work(new Date(NEXT_MORNING.getTime() + 86_400_000));
    const claims = (await payers.receive()).acknowledgements.filter(({ level }) => level === 'claim');
    expect(claims).toMatchObject([
      { patientControlNumber: 'MMMS1', accepted: false, statuses: [{ category: 'A7', status: '562', entity: 'DN' }] },
      { patientControlNumber: 'RRRS2', accepted: false, statuses: [{ category: 'A7', status: '464' }] },
    ]);
    expect(await remittedAfter(30)).toEqual([]);
  });

  it('refuses an interchange that it has had before with a TA1, and processes nothing of it twice', async () => {
    await payers.send(1, claim('AAAS1', { priorAuthorization: 'AUTH1' }));
    const text = await readFile(join(payers.folders().outbox, '837-1.x12'));
    await payers.work(RECEIVED);
    await payers.receive();
    await writeFile(join(payers.folders().outbox, 'again.x12'), text);
    await payers.work(RECEIVED);
    expect((await payers.receive()).acknowledgements).toMatchObject([
      { kind: 'TA1', accepted: false, control: '000000001', statuses: [{ category: 'R', status: '025' }] },
    ]);
    expect((await remittedAfter(12)).flatMap(reasons)).toHaveLength(1);
  });

  it('forgets nothing and doubles nothing when it dies before it took a file away or before it noted its answers', async () => {
    const journal = payers.own('journal.ndjson');
    await payers.send(1, claim('AAAS1', { priorAuthorization: 'AUTH1' }));
    await payers.work(RECEIVED);
    expect((await payers.receive()).acknowledgements).toHaveLength(2);
    const received = payers.own('received');
    const [kept] = await readdir(received);
    // The same file, not a copy of it.
    await rename(join(received, kept as string), join(payers.folders().outbox, '837-1.x12'));
    payers.startAgain();
    await payers.work(RECEIVED);
    expect(await payers.receive()).toEqual(NOTHING);
    const beforeAnswer = await readFile(journal);
    await payers.work(NEXT_MORNING);
    expect((await payers.receive()).acknowledgements.filter(({ level }) => level === 'claim')).toHaveLength(1);
    await writeFile(journal, beforeAnswer);
    payers.startAgain();
    await payers.work(NEXT_MORNING);
    expect(await payers.receive()).toEqual(NOTHING);
    expect(await remittedAfter(10)).toHaveLength(1);
    payers.startAgain();
    expect(await remittedAfter(11)).toEqual([]);
  });

  it('gives the same money to the same claims in whatever order their files come', async () => {
    const paidBy = async (order: readonly number[]) => {
      await payers.demolish();
      payers = await PayersAtWork.make();
      for (const number of order) {
        const pool = { ...claim('X').subscriber, claimFilingIndicator: 'MB', memberId: '1EG4TE5MK72' };
        const line = { ...(claim('X').lines[0] as ClaimLine), modifiers: ['GO'], units: 4, chargeCents: 24_000 };
        const lines = [{ ...line, lineControlNumber: `M${number}L1`, serviceDate: `2026-03-0${number}` }];
        await payers.send(
          number,
          claim(`M${number}S1`, {
            subscriber: pool,
            payer: { name: 'Medicare', id: '00000' },
            referringProvider: { lastName: 'Anchor', npi: '1777000013' },
            lines,
          }),
        );
      }
      await payers.work(RECEIVED);
      const [remittance] = await remittedAfter(14);
      return remittance?.claims.map((one) => [one.patientControlNumber, one.paidCents]);
    };
    const forwards = await paidBy([1, 2, 3, 4, 5, 6]);
    expect(forwards?.some(([, cents]) => cents === 0)).toBe(true);
    expect(await paidBy([6, 3, 1, 5, 2, 4])).toEqual(forwards);
  });
});
