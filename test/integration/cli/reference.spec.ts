import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { samplePractice } from '#libs/demo/sample-practice.js';
import { procedures, sampleSession } from '#libs/rules/testing/sample.js';
import { Claimstream, claimstream } from './claimstream.js';

const HEADING = 'name,value,from,to,source,confidence';
let folder: string;
let place: (name: string, text: string) => string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'claimstream-reference-'));
  place = (name, text) => {
    const file = join(folder, name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => claimstream(args, {});
const practiceWith = (name: string, reference: object) => place(name, JSON.stringify({ ...samplePractice, reference }));

describe('reference list', () => {
  it('shows what is in force on a day, with source, confidence and layer', async () => {
    const { code, values } = await run('reference', 'list', '--on', '2026-03-02', '--table', 'amounts');
    expect(code).toBe(0);
    expect(new Set(values.map(({ table }) => table))).toEqual(new Set(['amounts']));
    expect(values).toContainEqual({
      table: 'amounts',
      name: 'kx-threshold.OT',
      value: '2480',
      from: '2026-01-01',
      to: '2026-12-31',
      source: 'CMS yearly update of the KX threshold',
      confidence: 'V',
      layer: 'built-in',
      file: 'amounts.csv',
      line: expect.any(Number),
    });
  });

  it('prints a table for people, and refuses a table that is none', async () => {
    const people = new Claimstream(['reference', 'list', 'localities', '--on', '2025-03-02', '--table'], {});
    expect(await people.exited).toBe(0);
    expect(people.out).toMatch(/^table +name +value/);
    expect(await run('reference', 'list', 'rates')).toMatchObject({
      code: 1,
      err: expect.stringContaining('rates is no table; there are amounts'),
    });
  });
});

describe('reference check', () => {
  it('warns in November of what next year lacks, exit 2', async () => {
    const { code, values } = await run('reference', 'check', '--as-of', '2026-11-22');
    expect(code).toBe(2);
    expect(values).toContainEqual(
      expect.objectContaining({ kind: 'runs-out', names: ['deductible'], from: '2027-01-01' }),
    );
  });

  it('tells every fault of a folder and of a practice, and goes on with the rest', async () => {
    place('faulty/a.csv', `${HEADING}\ndeductible,x,2027-01-01,,,\nkx-threshold.OT,2550,2027-01-01,2027-12-31,,\n`);
    const practice = practiceWith('faulty.json', { amounts: [{ name: 'deductible', value: '1', from: 'soon' }] });
    const args = ['--as-of', '2026-11-22', '--reference', join(folder, 'faulty'), '--practice', practice];
    const { code, values } = await run('reference', 'check', ...args);
    expect(code).toBe(2);
    expect(values.filter(({ kind }) => kind === 'unsound').map(({ message }) => message)).toEqual([
      'a.csv line 2: value is not a decimal number, 0 or more',
      'reference.amounts[0]: from is not a date',
    ]);
    expect(values.flatMap(({ names }) => names ?? [])).not.toContain('kx-threshold.OT');
  });

  it('ends with 1 where the folder cannot be read', async () => {
    const { code, err } = await run('reference', 'check', '--reference', join(folder, 'nowhere'));
    expect([code, err]).toEqual([1, `${join(folder, 'nowhere')}: there is no such file\n`]);
  });
});

describe('reference diff', () => {
  it('tells what a file would change', async () => {
    const file = place('next.csv', `${HEADING}\nkx-threshold.OT,2550,2027-01-01,2027-12-31,,\n`);
    expect(await run('reference', 'diff', file)).toMatchObject({
      code: 0,
      values: [{ table: 'amounts', name: 'kx-threshold.OT', change: 'added', on: '2027-01-01', after: '2550' }],
    });
  });

  it('takes the first day of a file that has none from the command', async () => {
    const file = place('limits.csv', 'code,units,adjudication\n97110,9,3\n');
    expect((await run('reference', 'diff', file)).code).toBe(1);
    const { code, values } = await run('reference', 'diff', file, '--from', '2027-01-01');
    expect(code).toBe(0);
    expect(values).toContainEqual(expect.objectContaining({ name: '97110', change: 'changed', after: '9 a day' }));
  });
});

describe('billing with tables of one’s own', () => {
  const sessions = (dateOfService: string, payerId: string) =>
    place(
      `${payerId}-${dateOfService}.ndjson`,
      JSON.stringify(
        sampleSession({
          practiceId: samplePractice.practiceId,
          dateOfService,
          coverages: [{ rank: 1, payerId, memberId: 'A1', relationship: 'self' }],
          procedures: procedures('97530 30, 97140 15'),
        }),
      ),
    );

  it('prices a year that the folder brings and holds it without', async () => {
    const file = sessions('2026-03-02', 'MEDICARE-B');
    const gpci = 'locality,work,expense,malpractice,from,to\n10112-00,1,0.87,0.58,2026-01-01,2026-12-31\n';
    place('alabama/gpci.csv', gpci);
    const price = (...more: string[]) => run('price', file, '--locality', '10112-00', ...more);
    expect((await price()).code).toBe(2);
    const { code, values } = await price('--reference', join(folder, 'alabama'));
    expect([code, values[0]?.held]).toEqual([0, false]);
  });

  it('keeps a pair apart for the one payer that asks for it', async () => {
    const pair = { column1: '97140', column2: '97530', indicator: '1', payer: 'SUMMIT', from: '2026-01-01' };
    const practice = practiceWith('pairs.json', { 'unbundled-pairs': [pair] });
    const rules = async (payerId: string) => {
      const { values } = await run('code', sessions('2026-03-02', payerId), '--practice', practice);
      const [session] = values as unknown as { findings: { rule: string }[] }[];
      return session?.findings.map(({ rule }) => rule);
    };
    expect(await rules('SUMMIT')).toContain('ncci.evidence-missing');
    expect(await rules('BLUE-HARBOR')).not.toContain('ncci.evidence-missing');
  });

  it('names table, row and column of a practice’s faulty row, exit 1', async () => {
    const practice = practiceWith('misspelt.json', { 'unit-limits': [{ code: '97110', unit: 4, from: '2026-01-01' }] });
    const { code, err } = await run('code', sessions('2026-03-02', 'SUMMIT'), '--practice', practice);
    expect(code).toBe(1);
    expect(err).toContain('misspelt.json: reference.unit-limits[0]: unit is no column of it; there are code, units');
  });
});
