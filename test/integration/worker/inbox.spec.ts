import { existsSync } from 'node:fs';
import { copyFile, link, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RemittanceImport } from '#apps/worker/import/remittance-import.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { writeRemittances } from '#libs/x12/write/remittance-835.js';
import { PRACTICE, WorkerHouse } from './worker-house.js';

const SAMPLES = join(process.cwd(), '..', 'shared', 'x12', '835');

let house: WorkerHouse;
beforeEach(async () => {
  house = await WorkerHouse.open();
});
afterEach(() => house.close());

const drop = (name: string, content: string | Buffer) => writeFile(join(house.folders.inbox, name), content);

/** An 835 that pays 50.00 for a claim which is none of ours. */
function remittance(paidCents = 5000, interchange = 12): string {
  const written = writeRemittances({
    sender: { id: 'PAYER01' },
    receiver: { id: 'HARBOROT' },
    controlNumbers: { interchange, group: 12 },
    time: { date: '2026-03-02', time: '06:00' },
    usage: 'T',
    remittances: [
      {
        control: '0001',
        payer: {
          name: 'Blue Harbor',
          id: 'BLHRB',
          address: { line1: '1 Plaza', city: 'Hartford', state: 'CT', zip: '061030000' },
          contact: { name: 'Services', phone: '8005550100' },
        },
        payee: { name: 'Harbor', npi: '1993000011' },
        traceNumber: 'T1',
        originatorId: '1234567890',
        date: '2026-03-02',
        providerAdjustments: [],
        claims: [
          {
            patientControlNumber: 'NOTOURS',
            payerControlNumber: 'ICN1',
            status: '1',
            chargeCents: paidCents,
            paidCents,
            patientCents: 0,
            filingIndicator: 'CI',
            patient: { lastName: 'Zimmermann', firstName: 'Ann' },
            adjustments: [],
            remarks: [],
            lines: [],
          },
        ],
      },
    ],
  });
  if (!written.ok) throw new Error(written.refusal.message);
  return [...written.value].join('');
}

describe('the inbox', () => {
  it('posts a file once and deletes it; what it holds is kept encrypted', async () => {
    await drop('era.835', remittance());
    expect(await house.importer.importAll()).toBe(1);
    expect(await house.filesIn('inbox')).toEqual([]);
    const types = await house.types();
    expect(types).toContain('RemittanceClaimUnmatched');
    expect(types).toContain('RemittancePosted');
    const { rows } = await house.database.pool.query('select sealed from vault.raw_files');
    expect(rows).toHaveLength(1);
    expect(rows[0].sealed.includes('Zimmermann')).toBe(false);
    const events = await house.app.get(EventStore).readAll({ after: 0, limit: 100 });
    expect(JSON.stringify(events.map(({ data }) => data))).not.toContain('Zimmermann');
  });

  it('refuses the same bytes in a later file, pointing to the first, and posts nothing again', async () => {
    await drop('era.835', remittance());
    await house.importer.importAll();
    const before = (await house.types()).length;
    await drop('again.835', remittance());
    await house.importer.importAll();
    expect((await house.types()).slice(before)).toEqual(['InterchangeDuplicateRefused']);
    expect(await house.filesIn('inbox')).toEqual([]);
  });

  it('posts a payment under the number of another one with another amount, and says so on the payment', async () => {
    await drop('era.835', remittance());
    await house.importer.importAll();
    await drop('next.835', remittance(4000, 13));
    await house.importer.importAll();
    const events = await house.app.get(EventStore).readAll({ after: 0, limit: 100 });
    const received = events.filter(({ type }) => type === 'RemittanceReceived').map(({ data }) => data);
    expect(events.filter(({ type }) => type === 'RemittancePosted')).toHaveLength(2);
    expect(received.map(({ sameNumberAs }) => sameNumberAs)).toEqual([undefined, [received[0]?.remittanceId]]);
    const interchanges = events.filter(({ type }) => type === 'InterchangeReceived');
    expect(interchanges.map(({ data }) => data.sameNumberAs)).toEqual([undefined, undefined]);
  });

  it('takes an interchange under the number of another one with other content, and says so', async () => {
    await drop('era.835', remittance());
    await drop('next.835', remittance(4000));
    await house.importer.importAll();
    const events = await house.app.get(EventStore).readAll({ after: 0, limit: 100 });
    const interchanges = events.filter(({ type }) => type === 'InterchangeReceived').map(({ data }) => data);
    expect(interchanges.map(({ sameNumberAs }) => sameNumberAs)).toEqual([undefined, [interchanges[0]?.interchangeId]]);
  });

  it('goes on with a file whose worker lost its connection after it had recorded the arrival', async () => {
    await drop('era.835', remittance());
    const remittances = house.app.get(RemittanceImport);
    const lost = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    const broken = jest.spyOn(remittances, 'import').mockRejectedValueOnce(lost);
    await expect(house.importer.importAll()).rejects.toThrow('ECONNRESET');
    broken.mockRestore();
    expect(await house.filesIn('inbox')).toEqual(['era.835']);
    await house.importer.importAll();
    const types = await house.types();
    expect(types.filter((type) => type === 'InterchangeReceived')).toHaveLength(1);
    expect(types.filter((type) => type === 'RemittancePosted')).toHaveLength(1);
  });

  it('posts nothing again where a worker died after it had posted a file and before it deleted it', async () => {
    await drop('era.835', remittance());
    const path = join(house.folders.inbox, 'era.835');
    // The very same file, not a copy of it.
    await link(path, join(house.root, 'kept'));
    await house.importer.importAll();
    const before = await house.types();
    await rename(join(house.root, 'kept'), path);
    await house.importer.importAll();
    expect(await house.types()).toEqual(before);
    expect(await house.filesIn('inbox')).toEqual([]);
  });

  it.each([
    ['this is no X12', 'Segment ISA (number 1): no X12 interchange begins in the file'],
    [
      'ISA*00*          *00*          *ZZ*A              *ZZ*B              *260302*0600*^*00501*000000001*0*T*:~IEA*0*000000001~',
      'Segment ST: the file holds no transaction',
    ],
  ])('puts aside what it can make nothing of, with the reason beside it', async (content, reason) => {
    await drop('odd.txt', content);
    await house.importer.importAll();
    expect(await house.filesIn('inbox')).toEqual([]);
    expect([...(await house.filesIn('refused'))].sort()).toEqual(['odd.txt', 'odd.txt.reason.txt']);
    const text = await readFile(join(house.folders.refused, 'odd.txt.reason.txt'), 'utf8');
    expect(text.startsWith(reason)).toBe(true);
    expect(text).toContain('What to do:');
    expect(await house.types()).toContain('InterchangeReceived');
  });

  it('takes no file that is still being written', async () => {
    await drop('.era.835.partial', remittance());
    await drop('era.835.tmp', remittance());
    expect(await house.importer.importAll()).toBe(0);
  });

  const withSamples = existsSync(SAMPLES) ? it : it.skip;
  withSamples('posts or rejects with a reason every 835 of the samples, which lie beside the project', async () => {
    const names = await readdir(SAMPLES);
    for (const name of names) await copyFile(join(SAMPLES, name), join(house.folders.inbox, name));
    await house.importer.importAll();
    expect(await house.filesIn('inbox')).toEqual([]);
    const types = await house.types();
    const count = (wanted: string) => types.filter((type) => type === wanted).length;
    expect(count('InterchangeReceived') + count('InterchangeDuplicateRefused')).toBe(names.length);
    const refused = (await house.filesIn('refused')).filter((name) => !name.endsWith('.reason.txt'));
    expect(count('RemittancePosted') + count('RemittanceRejected')).toBeGreaterThanOrEqual(
      names.length - refused.length,
    );
    const events = await house.app.get(EventStore).readAll({ after: 0, limit: 1000 });
    for (const { type, data } of events) {
      if (type === 'RemittanceRejected') expect((data.problems as unknown[]).length).toBeGreaterThan(0);
    }
    expect(events.every(({ practice }) => practice === PRACTICE)).toBe(true);
  });
});
