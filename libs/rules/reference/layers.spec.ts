import { describe, expect, it } from '@jest/globals';
import { ratio } from '#libs/kernel/ratio.js';
import type { PracticeReference } from '../practice.js';
import { builtInReference } from './built-in.js';
import { type Layer, layered, sound } from './layer.js';
import { practiceLayer, referenceFor } from './practice-rows.js';
import { readFiles } from './read-files.js';

const builtIn = builtInReference();
const folder = (files: Readonly<Record<string, string>>): Layer =>
  readFiles(
    Object.entries(files).map(([name, text]) => ({ name, text })),
    { layer: 'folder', knows: (code) => builtIn.codes.has(code) },
  );
const problems = (layer: Layer) => layer.problems.map(({ message }) => message);
const own = (reference: PracticeReference) => referenceFor(builtIn, { reference });
const ownProblems = (reference: PracticeReference) => problems(practiceLayer(reference));

const KX_2027 = 'name,value,from,to,source,confidence\nkx-threshold.OT,2550,2027-01-01,2027-12-31,made up,U\n';

describe("a folder's tables", () => {
  it('lie over the built-in ones for the days that they cover, whatever their files are called', () => {
    const reference = layered(builtIn, folder({ 'next-year.csv': KX_2027 }));
    expect(reference.amount('kx-threshold.OT', '2027-06-01')).toEqual(ratio(2550));
    expect(reference.amount('kx-threshold.OT', '2026-12-31')).toEqual(ratio(2480));
    expect(reference.amount('kx-threshold.PT_SLP', '2027-06-01')).toBeUndefined();
    expect(builtIn.amount('kx-threshold.OT', '2027-06-01')).toBeUndefined();
  });

  it('keep several editions of a catalogue: the newest that has begun tells, before the first one the oldest', () => {
    const edition = (units: number) => `code,units,adjudication\n97110,${units},3\n`;
    const reference = layered(builtIn, folder({ 'mue_2026q1.csv': edition(7), 'mue_2026q3.csv': edition(8) }));
    const units = (on: string) => reference.unitLimit('97110', on)?.units;
    expect([units('2020-01-01'), units('2025-12-31'), units('2026-01-01'), units('2026-07-01')]).toEqual([6, 6, 7, 8]);
    expect(reference.youngerThan('2024-06-30', ['unit-limits'])).toEqual(['mue_practitioner_2024q3.csv']);
    expect(reference.youngerThan('2024-07-01', ['unit-limits'])).toEqual([]);
  });

  it('take the place of the built-in edition of the same day', () => {
    const reference = layered(builtIn, folder({ 'mue_2024q3.csv': 'code,units,adjudication\n97110,5,3\n' }));
    expect(reference.unitLimit('97110', '2026-01-01')?.units).toBe(5);
    expect(reference.unitLimit('97140', '2026-01-01')).toBeUndefined();
  });

  it('may state from which day a file counts, and where it comes from', () => {
    const reference = layered(
      builtIn,
      folder({
        'limits.csv': 'code,units,adjudication\n97110,9,3\n',
        'catalogue_versions.csv': 'file,from,source\nlimits.csv,2026-02-03,CMS\n',
      }),
    );
    expect(reference.unitLimit('97110', '2026-02-02')?.units).toBe(6);
    expect(reference.tables['unit-limits'].rowAt('97110', '2026-02-03')).toMatchObject({
      value: { units: 9 },
      origin: { source: 'CMS', layer: 'folder', file: 'limits.csv', line: 2 },
    });
  });

  it('are refused, both rows named, where two of one layer overlap', () => {
    const twice = `${KX_2027}kx-threshold.OT,2560,2027-07-01,,made up,U\n`;
    expect(problems(folder({ 'a.csv': twice }))).toEqual([
      'a.csv line 3: kx-threshold.OT overlaps the row that starts 2027-01-01 (a.csv line 2)',
    ]);
    expect(problems(folder({ 'a.csv': KX_2027, 'b.csv': KX_2027 }))).toEqual([
      'b.csv line 2: kx-threshold.OT overlaps the row that starts 2027-01-01 (a.csv line 2)',
    ]);
    expect(problems(folder({ 'mue_2026q1.csv': 'code,units,adjudication\n97110,9,3\n97110,8,3\n' }))).toHaveLength(1);
  });

  it.each([
    ['name,value,from,to\ndeductable,1,2027-01-01,\n', 'a.csv line 2: name must be one of kx-threshold.OT'],
    ['name,value,from,to\ndeductible,a,2027-01-01,\n', 'a.csv line 2: value is not a decimal number, 0 or more'],
    ['name,value,from,to\ndeductible,-1,2027-01-01,\n', 'a.csv line 2: value is not a decimal number, 0 or more'],
    ['name,value,from,to\ndeductible,1,2027-02-30,\n', 'a.csv line 2: from is not a date'],
    ['name,value,from,to\ndeductible,1,2027-02-01,2027-01-01\n', 'a.csv line 2: deductible ends before it begins'],
    ['name,value,from,to\ndeductible,1\n', 'a.csv line 2: has 2 cells where the heading has 4'],
    ['code,units,adjudication\n97110,9,3\n', 'a.csv line 2: from is missing, and nothing says from which day'],
    ['code,rate_type,from\n11,office,2026-01-01\n', 'a.csv line 2: rate_type must be one of facility, non-facility'],
    ['locality,work,expense,malpractice,from\n1-1,1,1,1,2026-01-01\n', 'a.csv line 2: locality must be MAC-LOCALITY'],
    ['file,from,source\nx.csv,soon,CMS\n', 'a.csv line 2: from is not a date'],
  ])('are refused where a row is not sound: %j', (text, problem) => {
    expect(problems(folder({ 'a.csv': text }))).toEqual([expect.stringContaining(problem)]);
  });

  it('are never billed with while anything in them is not sound, and every fault is named', () => {
    const faulty = folder({ 'a.csv': 'name,value,from,to\ndeductible,a,2027-01-01,\ndeductible,1,2027,\n' });
    expect(() => sound(faulty)).toThrow(
      'a.csv line 2: value is not a decimal number, 0 or more\na.csv line 3: from is not a date',
    );
  });

  it('replace a code, and know of new ones', () => {
    const heading = 'code,behaviour,therapy,from,to,successors,partner,medicare_code,flags,label';
    const rows =
      '97110,timed15,always,1998-01-01,2027-12-31,97999,,,one-on-one,exercise\nT1015,untimed,none,2002-01-01,,,,,,visit';
    const reference = layered(builtIn, folder({ 'codes.csv': `${heading}\n${rows}\n` }));
    expect(reference.codes.get('97110')).toMatchObject({ to: '2027-12-31', successors: ['97999'] });
    expect(reference.codes.get('T1015')?.behaviour).toBe('untimed');
    expect(reference.codes.get('97140')).toEqual(builtIn.codes.get('97140'));
    expect(problems(folder({ 'codes.csv': `${heading}\n${rows}\n${rows}\n` }))).toContain(
      'codes.csv line 5: T1015 stands there twice (codes.csv line 3)',
    );
  });
});

describe("a practice's own rows", () => {
  it('split an open built-in row', () => {
    const reference = own({ amounts: [{ name: 'sequestration', value: 0.03, from: '2026-07-01', to: '2026-07-31' }] });
    const on = (date: string) => reference.amount('sequestration', date);
    expect([on('2026-06-30'), on('2026-07-01'), on('2026-07-31'), on('2026-08-01')]).toEqual([
      ratio(2, 100),
      ratio(3, 100),
      ratio(3, 100),
      ratio(2, 100),
    ]);
  });

  it('may say that one payer keeps a pair apart, and no other', () => {
    const pair = { column1: '97140', column2: '97530', indicator: '1', payer: 'HARBOR', from: '2026-01-01' };
    const reference = own({ 'unbundled-pairs': [pair] });
    expect(reference.unbundledPair('97530', '97140', '2026-03-02', 'HARBOR')).toMatchObject({
      column1: '97140',
      column2: '97530',
      indicator: '1',
    });
    expect(reference.unbundledPair('97530', '97140', '2026-03-02', 'STATE')).toBeUndefined();
    expect(reference.unbundledPair('97530', '97140', '2025-12-31', 'HARBOR')).toBeUndefined();
  });

  it('may take a pair away with indicator 9, whichever code comes first', () => {
    const apart = { column1: '97150', column2: '97110', indicator: 9, payer: 'HARBOR', from: '2026-01-01' };
    const reference = own({ 'unbundled-pairs': [apart] });
    expect(reference.unbundledPair('97110', '97150', '2026-03-02', 'HARBOR')).toBeUndefined();
    expect(reference.unbundledPair('97110', '97150', '2026-03-02', 'STATE')?.indicator).toBe('1');
  });

  it('may limit the units of a code at one payer, or at all', () => {
    const reference = own({
      'unit-limits': [
        { code: '97110', units: 4, adjudication: '3', payer: 'HARBOR', from: '2026-01-01' },
        { code: '97530', units: 3, adjudication: 1, from: '2026-01-01' },
      ],
    });
    expect(reference.unitLimit('97110', '2026-03-02', 'HARBOR')?.units).toBe(4);
    expect(reference.unitLimit('97110', '2026-03-02', 'STATE')?.units).toBe(6);
    expect(reference.unitLimit('97530', '2026-03-02', 'STATE')).toEqual({ units: 3, perLine: true });
  });

  it('let a practice bill in a locality whose indices the project lacks', () => {
    const index = { locality: '10112-00', work: '1', expense: '0.87', malpractice: '0.58' };
    const reference = own({ localities: [{ ...index, from: '2026-01-01', to: '2026-12-31' }] });
    expect(reference.locality('10112-00', '2026-05-01')?.expense).toEqual(ratio(87, 100));
  });

  it('end relative values with their year, since a later year has others', () => {
    const values = { code: '92612', status: 'A', work: '1.2', expense_non_facility: '1', expense_facility: '1' };
    const row = { ...values, malpractice: '0.1', multiple_procedure: '0', from: '2026-03-01' };
    const reference = own({ 'relative-values': [row] });
    expect(reference.relativeValues('92612', '2026-12-31')?.work).toEqual(ratio(12, 10));
    expect(reference.relativeValues('92612', '2027-01-01')).toBeUndefined();
  });

  it('make one reference for each profile, and none where there are none', () => {
    const practice = { reference: { amounts: [{ name: 'deductible', value: '290', from: '2027-01-01' }] } };
    expect(referenceFor(builtIn, practice)).toBe(referenceFor(builtIn, practice));
    expect(referenceFor(builtIn, {})).toBe(builtIn);
    expect(referenceFor(builtIn, undefined)).toBe(builtIn);
  });

  it.each<[PracticeReference, string]>([
    [{ rates: [] }, 'reference.rates: is no table; there are amounts, relative-values, localities'],
    [{ amounts: [{ name: 'deductible', from: '2027-01-01' }] }, 'reference.amounts[0]: value is missing'],
    [{ amounts: [{ name: 'deductible', value: 'x', from: '2027-01-01' }] }, 'reference.amounts[0]: value is not a'],
    [{ amounts: [{ name: 'deductible', value: 1 }] }, 'reference.amounts[0]: from is missing'],
    [{ amounts: [{ name: 'deductible', value: 1, form: 'x' }] }, 'reference.amounts[0]: form is no column of it'],
    [
      { 'unbundled-pairs': [{ column1: '97140', column2: '97530', indicator: '2', from: '2026-01-01' }] },
      'reference.unbundled-pairs[0]: indicator must be one of 0, 1, 9',
    ],
    [
      { 'unit-limits': [{ code: '97110', units: 1.5, adjudication: '1', from: '2026-01-01' }] },
      'reference.unit-limits[0]: units is not a whole number',
    ],
  ])('are refused by table, row and column: %j', (reference, problem) => {
    expect(ownProblems(reference)).toEqual([expect.stringContaining(problem)]);
  });

  it('may not overlap each other', () => {
    const row = { name: 'deductible', value: 290, from: '2027-01-01' };
    expect(ownProblems({ amounts: [row, { ...row, from: '2027-06-01' }] })).toEqual([
      'reference.amounts[1]: deductible overlaps the row that starts 2027-01-01 (reference.amounts[0])',
    ]);
  });
});
