import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { smallJpeg, smallPdf, twoPageTiff } from '#libs/appeal-documents/testing/small-documents.js';
import { PostRemittance } from '#libs/commands/denial-path/post-remittance.js';
import { denialStream } from '#libs/contracts/streams.js';
import type { RunningApp } from '#libs/observability/run-app.js';
import { type DenialHouse, openDenialHouse, PRACTICE } from '../commands/denial-house.js';
import { answer, payment, sentClaim } from '../commands/denied-claims.js';
import { openApi } from './api-house.js';

const ANN = { 'x-practice-id': PRACTICE, 'x-claimstream-user': 'ann' };
const NAME = 'Quillfeather';

let house: DenialHouse;
let api: RunningApp;
let denialId: string;

beforeAll(async () => {
  house = await openDenialHouse(Buffer.alloc(32, 7).toString('base64'));
  house.at('2026-03-13T12:00:00Z');
  const claimId = await sentClaim(house, 'patient-1', 'ACME', 'COMMERCIAL', {
    patient: { patientId: 'x', firstName: 'Ada', lastName: NAME, birthDate: '1950-01-02' },
    coverages: [{ rank: 1, payerId: 'ACME', memberId: 'W123456789' }],
    renderingProvider: { npi: '1234567893', firstName: 'Ana', lastName: 'Berg' },
    diagnoses: ['M62.81'],
  });
  house.at('2026-04-06T14:00:00Z');
  const transaction = payment('R1', 'ACME', [answer(claimId, 1, 'CO 50 6000', 'CO 45 500')]);
  await house.send(new PostRemittance(house.context(), { transaction, fileId: 'F1', interchangeId: 'F1' }));
  await house.settle();
  denialId = `${claimId}-1`;
  api = await openApi(house.database);
}, 60_000);
afterAll(async () => {
  await api?.close();
  await house?.close();
});

const at = (path: string) => `${api.url}/v1/denials/${denialId}/${path}`;

async function answered(response: Response) {
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function upload(bytes: Uint8Array, name: string, kind: string, more: Record<string, string> = {}) {
  const form = new FormData();
  for (const [field, value] of Object.entries({ kind, ...more })) form.set(field, value);
  form.set('file', new Blob([new Uint8Array(bytes)]), name);
  return answered(await fetch(at('attachments'), { method: 'POST', headers: ANN, body: form }));
}

async function post(path: string, body: object) {
  const headers = { ...ANN, 'content-type': 'application/json' };
  return answered(await fetch(at(path), { method: 'POST', headers, body: JSON.stringify(body) }));
}

const get = (path: string) => fetch(at(path), { headers: ANN });
const level = 'payer-appeal';

describe('an appeal packet over HTTP', () => {
  it('takes documents by their content and names what it does not take', async () => {
    expect(await upload(await smallPdf(2), `${NAME} evaluation.pdf`, 'evaluation')).toMatchObject({
      ...{ status: 200, body: { status: 'done', result: { pages: 2 } } },
    });
    expect(await upload(Buffer.from('GIF89a nothing'), 'plan.pdf', 'plan-of-care')).toMatchObject({
      ...{ status: 422, body: { code: 'attachment.type', field: 'file' } },
    });
    expect(await upload(await smallJpeg(), 'plan.pdf', 'novel')).toMatchObject({
      ...{ status: 422, body: { code: 'body.invalid', field: 'kind' } },
    });
    expect(await upload(Buffer.alloc(20 * 1024 * 1024 + 1), 'plan.pdf', 'plan-of-care')).toEqual({
      status: 413,
      body: { code: 'attachment.too-large', message: 'must be at most 20 MB', field: 'file' },
    });
    expect(await upload(await smallPdf(2), 'again.pdf', 'evaluation')).toMatchObject({
      ...{ status: 409, body: { code: 'attachment.already-there' } },
    });
  });

  it('says what is missing, and is not filed while it is', async () => {
    expect((await answered(await get(`checklist?level=${level}`))).body).toMatchObject({
      missing: [{ kind: 'plan-of-care' }, { kind: 'treatment-notes', servicesOn: '2026-03-12' }],
    });
    expect(await post('packets', { level })).toMatchObject({ status: 200, body: { status: 'done' } });
    expect(await post('file-appeal', { level, filedOn: '2026-04-06' })).toMatchObject({
      status: 422,
      body: { code: 'appeal.checklist-incomplete', message: expect.stringContaining('plan-of-care') },
    });
  });

  it('is filed once it is complete or what it lacks was let go with a reason', async () => {
    await upload(await twoPageTiff(), 'notes.tif', 'treatment-notes', { servicesOn: '2026-03-12' });
    expect(await post('waive-checklist-item', { level, kind: 'plan-of-care', reason: ' ' })).toMatchObject({
      status: 422,
    });
    await post('waive-checklist-item', { level, kind: 'plan-of-care', reason: `${NAME} sent it` });
    const { body } = await post('packets', { level, statement: `${NAME} cannot hold a cup.` });
    const { packetId, pages } = body.result as { packetId: string; pages: number };
    expect(pages).toBe(3 + 3 + 3);
    const pdf = await get(`packets/${packetId}.pdf`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(pdf.headers.get('cache-control')).toBe('no-store');
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const data = JSON.stringify(await (await get(`packets/${packetId}.json`)).json());
    for (const part of [`Ada ${NAME}`, 'W123456789', 'cannot hold a cup']) expect(data).toContain(part);
    const filed = { level, filedOn: '2026-04-06', method: 'portal', packetId };
    expect(await post('file-appeal', filed)).toMatchObject({ status: 200, body: { status: 'done' } });
    const events = await house.events(denialStream(PRACTICE, denialId));
    expect(events.at(-1)).toMatchObject({ type: 'AppealFiled', data: { packetId, level } });
  });

  it('is told to a person that is named alone, and to no other practice', async () => {
    const filed = (await house.events(denialStream(PRACTICE, denialId))).at(-1);
    const packetId = String(filed?.data.packetId);
    const nobody = await fetch(at(`packets/${packetId}.pdf`), { headers: { 'x-practice-id': PRACTICE } });
    expect(nobody.status).toBe(401);
    const other = await fetch(at(`packets/${packetId}.pdf`), { headers: { ...ANN, 'x-practice-id': 'other' } });
    expect(other.status).toBe(404);
    expect((await get('packets/none.pdf')).status).toBe(404);
  });

  it('leaves no name in any byte that is stored', async () => {
    const { pool } = house.database;
    const files = await pool.query<{ bytes: Buffer }>('select sealed || sealed_name as bytes from vault.raw_files');
    expect(files.rows.length).toBeGreaterThanOrEqual(6);
    for (const { bytes } of files.rows)
      for (const open of [NAME, '%PDF', 'evaluation']) expect(bytes.includes(open)).toBe(false);
    const events = await pool.query<{ whole: string }>('select row_to_json(e)::text as whole from store.events e');
    for (const { whole } of events.rows) {
      expect(whole).not.toContain(NAME);
      expect(whole).not.toContain(Buffer.from(NAME).toString('hex'));
    }
  });
});
