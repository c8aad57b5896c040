import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PayerDesk } from '#apps/payer-simulator/payer-desk.js';
import { builtInScenario } from '#apps/payer-simulator/scenario/scenario.js';
import { type ExchangeFolders, exchangeFolders, makeFolders } from '#libs/exchange/exchange-folders.js';
import { putIntoOutbox } from '#libs/exchange/outbox.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import type { Acknowledgement } from '#libs/x12/acknowledgement.js';
import type { ClaimLine, ProfessionalClaim } from '#libs/x12/claim.js';
import { readAcknowledgements } from '#libs/x12/read/acknowledgement-reader.js';
import { readRemittances } from '#libs/x12/read/remittance-reader.js';
import type { Remittance } from '#libs/x12/remittance.js';
import { writeInterchange } from '#libs/x12/write/claim-837p.js';

const scenario = builtInScenario();
const reference = builtInReference();
const RECEIVED = new Date('2026-03-03T01:05:00.000Z');
const NEXT_MORNING = new Date('2026-03-03T12:00:00.000Z');
const address = { line1: '12 Wharf Street', city: 'Portland', state: 'ME', zip: '041010000' };

let root: string;
let folders: ExchangeFolders;
let desk: PayerDesk;

function open(): PayerDesk {
  return new PayerDesk({ folders, privateFolder: join(root, '.payers', 'harbor'), scenario, reference });
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'payers-'));
  folders = exchangeFolders(root, 'harbor-ot', 'BLUE-HARBOR');
  await makeFolders(folders);
  desk = open();
});
afterEach(() => rm(root, { recursive: true }));

function claim(number: string, overrides: Partial<ProfessionalClaim> = {}): ProfessionalClaim {
  const line: ClaimLine = {
    code: '97530',
    units: 2,
    chargeCents: 12_000,
    modifiers: [],
    serviceDate: '2026-03-02',
    diagnosisPointers: [1],
    lineControlNumber: `${number}L1`,
  };
  return {
    billingProvider: {
      entityType: 'organization',
      name: 'Harbor Occupational Therapy',
      npi: '1993000011',
      taxId: '461234567',
      taxIdType: 'EI',
      taxonomy: '225X00000X',
      address,
    },
    subscriber: {
      lastName: 'Maple',
      firstName: 'Jonas',
      memberId: 'BHP447190023',
      responsibility: 'P',
      claimFilingIndicator: 'CI',
      birthDate: '1970-01-02',
      sex: 'M',
      address,
    },
    payer: { name: 'Blue Harbor Health Plan', id: 'BLHRB' },
    patientControlNumber: number,
    frequency: '1',
    placeOfService: '11',
    diagnoses: ['S63501D'],
    renderingProvider: { lastName: 'Keel', firstName: 'Dana', npi: '1888000019', taxonomy: '225X00000X' },
    lines: [line],
    ...overrides,
  };
}

async function send(control: number, ...claims: ProfessionalClaim[]): Promise<void> {
  const written = writeInterchange({
    sender: { id: 'HARBOROT', name: 'Harbor', contact: { name: 'Billing', phone: '2075550100' } },
    receiver: { id: 'DEMOCLEAR', name: 'Demo Clearinghouse' },
    controlNumbers: { interchange: control, group: control, transaction: '0001' },
    time: { date: '2026-03-02', time: '20:05' },
    usage: 'T',
    claims,
  });
  if (!written.ok) throw new Error(written.refusal.message);
  await putIntoOutbox(folders, `837-${control}.x12`, Buffer.from([...written.value].join('')));
}

/** Takes everything out of the inbox, as the worker would. */
async function receive(): Promise<{ acknowledgements: Acknowledgement[]; remittances: Remittance[] }> {
  const acknowledgements: Acknowledgement[] = [];
  const remittances: Remittance[] = [];
  for (const name of (await readdir(folders.inbox)).filter((file) => file.endsWith('.x12')).sort()) {
    const bytes = await readFile(join(folders.inbox, name));
    await rm(join(folders.inbox, name));
    const read = name.startsWith('835') ? readRemittances([bytes]) : readAcknowledgements([bytes]);
    if (!read.ok) throw new Error(read.refusal.message);
    if ('transactions' in read.value) remittances.push(...read.value.transactions);
    else acknowledgements.push(...read.value.acknowledgements);
  }
  return { acknowledgements, remittances };
}

async function remittedAfter(days: number): Promise<Remittance[]> {
  await desk.work(new Date(RECEIVED.getTime() + days * 86_400_000 + 43_200_000));
  return (await receive()).remittances;
}

const reasons = ({ claims }: Remittance) =>
  claims.map((one) => [one.status, one.paidCents, one.lines[0]?.adjustments.map(({ reason }) => reason)]);

describe('a simulated payer', () => {
  it('answers a file with a 999 at once, a 277CA the next morning and a balanced 835 later', async () => {
    await send(1, claim('AAAS1', { priorAuthorization: 'AUTH1' }), claim('BBBS1'));
    await desk.work(RECEIVED);
    expect((await receive()).acknowledgements).toMatchObject([
      { kind: '999', level: 'transaction', control: '0001', accepted: true },
      { kind: '999', level: 'group', control: '1', accepted: true },
    ]);
    expect(await readdir(folders.outbox)).toEqual([]);
    await desk.work(NEXT_MORNING);
    const claims = (await receive()).acknowledgements.filter(({ level }) => level === 'claim');
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
    await send(1, claim('AAAS1'), claim('BBBS1', { priorAuthorization: 'AUTH1' }));
    await desk.work(RECEIVED);
    const [first] = await remittedAfter(10);
    const [denied, paid] = first?.claims ?? [];
    const replacement = (of: string, number: string) =>
      claim(number, { frequency: '7', payerControlNumber: of, priorAuthorization: 'AUTH1' });
    await send(2, replacement(denied?.payerControlNumber as string, 'AAAS2'));
    await send(3, replacement(paid?.payerControlNumber as string, 'BBBS2'));
    await desk.work(new Date(RECEIVED.getTime() + 11 * 86_400_000));
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
    await send(
      1,
      claim('MMMS1', { subscriber: medicare, payer: { name: 'Medicare', id: '00000' } }),
      claim('RRRS2', { frequency: '7', payerControlNumber: 'NOBODYKNOWS' }),
    );
    await desk.work(NEXT_MORNING);
    await receive();
    await desk.work(new Date(NEXT_MORNING.getTime() + 86_400_000));
    const claims = (await receive()).acknowledgements.filter(({ level }) => level === 'claim');
    expect(claims).toMatchObject([
      { patientControlNumber: 'MMMS1', accepted: false, statuses: [{ category: 'A7', status: '562', entity: 'DN' }] },
      { patientControlNumber: 'RRRS2', accepted: false, statuses: [{ category: 'A7', status: '464' }] },
    ]);
    expect(await remittedAfter(30)).toEqual([]);
  });

  it('refuses an interchange that it has had before with a TA1, and processes nothing of it twice', async () => {
    await send(1, claim('AAAS1', { priorAuthorization: 'AUTH1' }));
    const text = await readFile(join(folders.outbox, '837-1.x12'));
    await desk.work(RECEIVED);
    await receive();
    await writeFile(join(folders.outbox, 'again.x12'), text);
    await desk.work(RECEIVED);
    expect((await receive()).acknowledgements).toMatchObject([
      { kind: 'TA1', accepted: false, control: '000000001', statuses: [{ category: 'R', status: '025' }] },
    ]);
    expect((await remittedAfter(12)).flatMap(reasons)).toHaveLength(1);
  });

  it('forgets nothing and doubles nothing when it dies before it took a file away or before it noted its answers', async () => {
    const journal = join(root, '.payers', 'harbor', 'journal.ndjson');
    await send(1, claim('AAAS1', { priorAuthorization: 'AUTH1' }));
    await desk.work(RECEIVED);
    expect((await receive()).acknowledgements).toHaveLength(2);
    const received = join(root, '.payers', 'harbor', 'received');
    const [kept] = await readdir(received);
    // The same file, not a copy of it.
    await rename(join(received, kept as string), join(folders.outbox, '837-1.x12'));
    desk = open();
    await desk.work(RECEIVED);
    expect(await receive()).toEqual({ acknowledgements: [], remittances: [] });
    const beforeAnswer = await readFile(journal);
    await desk.work(NEXT_MORNING);
    expect((await receive()).acknowledgements.filter(({ level }) => level === 'claim')).toHaveLength(1);
    await writeFile(journal, beforeAnswer);
    desk = open();
    await desk.work(NEXT_MORNING);
    expect(await receive()).toEqual({ acknowledgements: [], remittances: [] });
    expect(await remittedAfter(10)).toHaveLength(1);
    desk = open();
    expect(await remittedAfter(11)).toEqual([]);
  });

  it('gives the same money to the same claims in whatever order their files come', async () => {
    const paidBy = async (order: readonly number[]) => {
      await rm(root, { recursive: true });
      await makeFolders(folders);
      desk = open();
      for (const number of order) {
        const pool = { ...claim('X').subscriber, claimFilingIndicator: 'MB', memberId: '1EG4TE5MK72' };
        const line = { ...(claim('X').lines[0] as ClaimLine), modifiers: ['GO'], units: 4, chargeCents: 24_000 };
        const lines = [{ ...line, lineControlNumber: `M${number}L1`, serviceDate: `2026-03-0${number}` }];
        await send(
          number,
          claim(`M${number}S1`, {
            subscriber: pool,
            payer: { name: 'Medicare', id: '00000' },
            referringProvider: { lastName: 'Anchor', npi: '1777000013' },
            lines,
          }),
        );
      }
      await desk.work(RECEIVED);
      const [remittance] = await remittedAfter(14);
      return remittance?.claims.map((one) => [one.patientControlNumber, one.paidCents]);
    };
    const forwards = await paidBy([1, 2, 3, 4, 5, 6]);
    expect(forwards?.some(([, cents]) => cents === 0)).toBe(true);
    expect(await paidBy([6, 3, 1, 5, 2, 4])).toEqual(forwards);
  });
});
