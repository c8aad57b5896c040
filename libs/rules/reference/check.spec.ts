import { describe, expect, it } from '@jest/globals';
import { builtInReference } from './built-in.js';
import { checkReference } from './check.js';
import { changesOf } from './difference.js';
import { layered } from './layer.js';
import { readFiles } from './read-files.js';

const builtIn = builtInReference();
const layer = (text: string, name = 'a.csv') =>
  readFiles([{ name, text }], { layer: 'folder', knows: (code) => builtIn.codes.has(code) });
const withRows = (...rows: string[]) => layered(builtIn, layer(['name,value,from,to', ...rows, ''].join('\n')));
const check = (asOf: string, reference = builtIn, locality?: string) =>
  checkReference({ reference, asOf, ...(locality !== undefined && { locality }) });
const namesThatEnd = (asOf: string, table: string) =>
  check(asOf)
    .filter((one) => one.table === table && one.from === '2027-01-01')
    .flatMap(({ names }) => names ?? []);

describe('a check of the tables', () => {
  it('tells 60 days before what claims need for the next year and is not there', () => {
    expect(namesThatEnd('2026-11-22', 'amounts').sort()).toEqual([
      'appeal-minimum.alj',
      'appeal-minimum.court',
      'conversion-factor',
      'deductible',
      'kx-threshold.OT',
      'kx-threshold.PT_SLP',
    ]);
    expect(namesThatEnd('2026-11-22', 'relative-values')).toContain('97110');
    expect(namesThatEnd('2026-10-31', 'amounts')).toEqual([]);
    expect(namesThatEnd('2026-11-01', 'amounts')).toContain('deductible');
  });

  it('names the day, the line and what follows', () => {
    expect(check('2026-11-22').find(({ names }) => names?.includes('kx-threshold.OT'))).toMatchObject({
      kind: 'runs-out',
      table: 'amounts',
      from: '2027-01-01',
      message: expect.stringMatching(
        /^amounts: kx-threshold\.OT ends 2026-12-31 \(amounts\.csv line \d+\); nothing is loaded from 2027-01-01/,
      ),
    });
  });

  it('does not ask for rates of codes that have ended', () => {
    const names = check('2026-11-22').flatMap((one) => one.names ?? []);
    expect(names).not.toContain('G0515');
    expect(names).toContain('92612');
  });

  it('asks for the indices of the one locality that a practice bills in, and for none nationally', () => {
    const localities = (locality: string) =>
      check('2026-11-22', builtIn, locality).filter(({ table }) => table === 'localities');
    expect(localities('10112-00')).toMatchObject([{ names: ['10112-00'], from: '2026-01-01' }]);
    expect(localities('national')).toEqual([]);
  });

  it('finds nothing in 2025, with what was known then: no gap between the built-in rows', () => {
    expect(
      checkReference({ reference: builtIn, asOf: '2024-06-01', locality: 'national' }).filter(
        (one) => one.kind === 'gap',
      ),
    ).toEqual([]);
  });

  it('finds a gap between two rows of one name and names both', () => {
    const reference = withRows('deductible,300,2027-02-01,2027-12-31', 'deductible,310,2028-02-01,2028-12-31');
    expect(check('2026-06-01', reference, 'national').filter(({ kind }) => kind === 'gap')).toEqual([
      {
        kind: 'gap',
        table: 'amounts',
        names: ['deductible'],
        from: '2027-01-01',
        message: expect.stringMatching(
          /^amounts: deductible has no value from 2027-01-01 to 2027-01-31, between amounts\.csv line \d+ and a\.csv line 2$/,
        ),
      },
      {
        kind: 'gap',
        table: 'amounts',
        names: ['deductible'],
        from: '2028-01-01',
        message:
          'amounts: deductible has no value from 2028-01-01 to 2028-01-31, between a.csv line 2 and a.csv line 3',
      },
    ]);
  });

  it('is content where a folder brings the next year', () => {
    const reference = withRows('deductible,300,2027-01-01,2027-12-31');
    expect(check('2026-11-22', reference).flatMap(({ names }) => names ?? [])).not.toContain('deductible');
  });
});

describe('a comparison with a new file', () => {
  it('tells what is added and what changes, from what to what, and nothing that stays', () => {
    const rows =
      'deductible,283,2026-07-01,2026-12-31\nkx-threshold.OT,2550,2027-01-01,\ncoinsurance,0.25,2027-01-01,\n';
    expect([...changesOf(builtIn, layer(`name,value,from,to\n${rows}`))]).toEqual([
      { table: 'amounts', name: 'coinsurance', change: 'changed', on: '2027-01-01', before: '0.20', after: '0.25' },
      { table: 'amounts', name: 'kx-threshold.OT', change: 'added', on: '2027-01-01', after: '2550' },
    ]);
  });

  it('tells which limits end with a new edition', () => {
    const changes = [...changesOf(builtIn, layer('code,units,adjudication\n97110,8,3\n97140,6,3\n', 'mue_2027q1.csv'))];
    expect(changes).toContainEqual({
      table: 'unit-limits',
      name: '97110',
      change: 'changed',
      on: '2027-01-01',
      before: '6 a day',
      after: '8 a day',
    });
    expect(changes.filter(({ name }) => name === '97140')).toEqual([]);
    expect(changes).toContainEqual({
      table: 'unit-limits',
      name: '97530',
      change: 'ended',
      on: '2027-01-01',
      before: '6 a day',
    });
  });
});
