import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readClaims } from '#libs/x12/read/claim-837p-reader.js';
import { answeredClaims } from '../x12/answered-claims.js';
import { CLI_PRACTICE, HARBOR, MEDICARE, sessionLines } from '../x12/billed-claims.js';
import { claimstream } from './claimstream.js';

const folder = mkdtempSync(join(tmpdir(), 'claimstream-later-'));
const practice = join(folder, 'practice.json');
const era = join(folder, 'primary.835');

const COVERAGES = [
  { ...MEDICARE, rank: 1 },
  { ...HARBOR, rank: 2 },
];
const SESSIONS = sessionLines(
  { sessionId: 'A', coverages: COVERAGES },
  { sessionId: 'B', coverages: COVERAGES, dateOfService: '2026-03-03' },
  { sessionId: 'C', dateOfService: '2026-03-04' },
);
const claim = (...options: string[]) =>
  claimstream(['claim', '-', '--practice', practice, '--as-of', '2026-04-20', ...options], SESSIONS);

let primary = '';
beforeAll(async () => {
  writeFileSync(practice, JSON.stringify(CLI_PRACTICE));
  primary = (await claim()).out;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const numberOf = (place: number) => primary.match(/^CLM\*([^*]+)/gm)?.[place]?.slice(4) as string;

describe('claim --rank 2 --era', () => {
  it('writes what the first payer decided; who has no second payer is left out and named', async () => {
    writeFileSync(era, answeredClaims(primary, 'by line'));
    const { code, out, err } = await claim('--rank', '2', '--era', era);
    expect(code).toBe(2);
    expect(err.trim().split('\n')).toEqual([
      'held C: cob.no-coverage (the patient has no payer of rank 2 on that day)',
      'written: 2 claims, 2 lines, $220.00, batches: 1',
    ]);
    const read = readClaims([Buffer.from(out)]);
    const claims = read.ok ? read.value.transactions.flatMap((one) => one.claims.map((each) => each.claim)) : [];
    expect(claims.map((one) => one.patientControlNumber)).toEqual([
      numberOf(0).replace(/S1$/, 'S201'),
      numberOf(1).replace(/S1$/, 'S201'),
    ]);
    expect(claims[0]).toMatchObject({
      subscriber: { responsibility: 'S', memberId: HARBOR.memberId },
      otherPayers: [{ responsibility: 'P', decision: { paidCents: 4_400, payerControlNumber: 'ICN1' } }],
      lines: [{ chargeCents: 11_000, adjudications: [{ paidCents: 4_400, patientOwesCents: 1_100 }] }],
    });
  });

  it('leaves out, and names, what the remittance does not decide or says was sent on', async () => {
    const answer = answeredClaims(primary, 'by line');
    const sentOn = answer.replace(`CLP*${numberOf(0)}*1*`, `CLP*${numberOf(0)}*19*`);
    writeFileSync(era, sentOn.replace(numberOf(1), 'ELSEWHERE'));
    const { code, out, err } = await claim('--rank', '2', '--era', era);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^held A: cob\.crossed-over /m);
    expect(err).toMatch(/^held B: cob\.no-decision /m);
  });

  it('refuses options that do not go together, and a file that is no 835', async () => {
    expect(await claim('--rank', '2')).toMatchObject({ code: 1, err: expect.stringMatching(/^--era: /) });
    expect(await claim('--era', era)).toMatchObject({ code: 1, err: expect.stringMatching(/^--rank: /) });
    expect(await claim('--rank', '0', '--era', era)).toMatchObject({ code: 1 });
    const refused = await claim('--rank', '2', '--era', practice);
    expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('no X12 interchange') });
  });
});

describe('a file for several payers', () => {
  it('has a batch for each, and more where the payer takes fewer claims at a time', async () => {
    const [harbor] = CLI_PRACTICE.payers;
    writeFileSync(practice, JSON.stringify({ ...CLI_PRACTICE, payers: [{ ...harbor, claimsPerBatch: 1 }] }));
    const sessions = sessionLines(
      { sessionId: 'A', coverages: [{ ...HARBOR, rank: 1 }] },
      { sessionId: 'B' },
      { sessionId: 'C', coverages: [{ ...HARBOR, rank: 1 }], dateOfService: '2026-03-03' },
    );
    const { out, err, code } = await claimstream(
      ['claim', '-', '--practice', practice, '--as-of', '2026-04-20'],
      sessions,
    );
    expect([code, err]).toEqual([0, 'written: 3 claims, 3 lines, $330.00, batches: 3\n']);
    expect(out.match(/^(ST|NM1\*PR)\*.*/gm)?.map((segment) => segment.split('*').slice(0, 4).join('*'))).toEqual([
      'ST*837*0001*005010X222A1~',
      'NM1*PR*2*Harbor',
      'ST*837*0002*005010X222A1~',
      'NM1*PR*2*Harbor',
      'ST*837*0003*005010X222A1~',
      'NM1*PR*2*Medicare Part B',
    ]);
  });
});
