import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { procedures } from '#libs/rules/testing/sample.js';
import { claimstream, values } from './claimstream.js';
import { ndjson, PRACTICE } from './sample-input.js';

const folder = mkdtempSync(join(tmpdir(), 'claimstream-cli-'));
const practiceFile = join(folder, 'practice.json');

beforeAll(async () => {
  writeFileSync(practiceFile, JSON.stringify(PRACTICE));
  await claimstream(['--help']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('claimstream', () => {
  it('prices the session of the contract to the cent', async () => {
    const session = { sessionId: 'S2', dateOfService: '2026-03-05', procedures: procedures('97110 33, 97140 7') };
    const { code, out, err } = await claimstream(
      ['price', '-', '--practice', practiceFile, '--accrued', '229496'],
      ndjson(session),
    );
    expect([code, err]).toEqual([0, '']);
    expect(values(out)).toEqual([
      {
        sessionId: 'S2',
        revision: 1,
        payerId: 'MEDICARE-B',
        unitMethod: 'CMS_TOTAL',
        timedMinutes: 40,
        timedUnits: 3,
        held: false,
        lines: [
          {
            ...{
              line: 1,
              code: '97110',
              modifiers: ['GO'],
              units: 2,
              minutes: 33,
              assistantMinutes: 0,
              diagnosisPointers: [1],
            },
            ...{ chargeCents: 11000, fullFeeCents: 5812, mpprCents: 685, allowedCents: 5127, deductibleCents: 0 },
            ...{
              coinsuranceCents: 1025,
              assistantCutCents: 0,
              sequestrationCents: 82,
              paidCents: 4020,
              accruedCents: 234623,
            },
          },
          {
            ...{
              line: 2,
              code: '97140',
              modifiers: ['GO'],
              units: 1,
              minutes: 7,
              assistantMinutes: 0,
              diagnosisPointers: [1],
            },
            ...{ chargeCents: 5000, fullFeeCents: 2772, mpprCents: 651, allowedCents: 2121, deductibleCents: 0 },
            ...{
              coinsuranceCents: 424,
              assistantCutCents: 0,
              sequestrationCents: 34,
              paidCents: 1663,
              accruedCents: 236744,
            },
          },
        ],
        findings: [
          {
            rule: 'units.explained',
            severity: 'info',
            procedure: 2,
            message:
              '40 timed minutes make 3 units; 97110 has 33 (2 units and 3 over), 97140 has 7: the third unit goes to 97140',
            source: 'Medicare Claims Processing Manual ch. 5 §20.2',
          },
        ],
      },
    ]);
  });

  it('gives one result for each input in its order, superseded revisions included', async () => {
    const { code, out } = await claimstream(
      ['code', '-'],
      ndjson({ revision: 1 }, { revision: 2 }, { sessionId: 'S3' }),
    );
    expect(code).toBe(0);
    expect(values(out)[0]).toEqual({
      sessionId: 'S1',
      revision: 1,
      supersededBy: 2,
      held: false,
      lines: [],
      findings: [],
    });
    expect(values(out).map((value) => `${value.sessionId}r${value.revision}`)).toEqual(['S1r1', 'S1r2', 'S3r1']);
  });

  it('holds a day that comes back, and exits 2', async () => {
    const { code, out } = await claimstream(
      ['code', '-'],
      ndjson({}, { sessionId: 'S2', dateOfService: '2026-03-03' }, { sessionId: 'S3' }),
    );
    expect(code).toBe(2);
    expect(values(out).map((value) => value.held)).toEqual([false, false, true]);
  });

  it('writes claims of what is not held, and names the rest', async () => {
    const { code, out, err } = await claimstream(
      ['claim', '-', '--practice', practiceFile, '--as-of', '2026-03-20'],
      ndjson(
        { sessionId: 'GOOD' },
        { sessionId: 'BAD', dateOfService: '2026-03-05', referringProvider: undefined as never },
      ),
    );
    expect(code).toBe(2);
    expect(err).toMatch(/^held BAD: provider\.referring-missing/);
    expect(out.match(/CLM\*/g)).toHaveLength(1);
    expect(out).toMatch(/^ISA\*.*\*T\*:~/);
  });

  it('refuses a replacement at Medicare Part B and one without the number of what it replaces', async () => {
    const args = ['claim', '-', '--practice', practiceFile, '--as-of', '2026-03-20', '--frequency', '7'];
    expect((await claimstream(args, ndjson({}))).err.trim()).toMatch(/^--payer-control: frequency 7 needs/);
    const refused = await claimstream([...args, '--payer-control', 'X1'], ndjson({}));
    expect([refused.code, refused.out]).toEqual([2, '']);
  });

  it('computes a deadline, and exits 1 for one that the payer does not have', async () => {
    const notice = ['--payer', 'MEDICARE-B', '--notice', '2026-04-06', '--kind'];
    const due = await claimstream(['deadline', ...notice, 'redetermination']);
    expect(values(due.out)[0]).toMatchObject({ statutoryDate: '2026-08-09', workBy: '2026-08-07' });
    expect((await claimstream(['deadline', ...notice, 'payer-appeal'])).code).toBe(1);
  });
});
