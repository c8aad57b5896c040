import { describe, expect, it } from '@jest/globals';
import { ratio } from '#libs/kernel/ratio.js';
import { builtInReference } from '../built-in.js';
import { type Layer, layered } from '../layer.js';
import { readFiles } from '../read-files.js';

const PPRRVU = `,,2027 National Physician Fee Schedule Relative Value File January Release,,,,,,,,,,,,,,,,,,,,,,,,,,,,,
,,"x, x",,,,,,,,,,,,,,,,,,,,,,,,,,,,,
,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,
,,RELEASED 12/22/2026,,,,,,,,,,,,,,,,,,,,,,,,,,,,,
,,,,,,,,,,,,,,,,,,,,,,,,,,,,,NON-FACILITY,FACILITY,
,,,,NOT USED,,,,,,,,,,,,,,,,,,,,,,PHYSICIAN,,DIAGNOSTIC,PE USED,PE USED,MP USED
,,,,FOR,,,NON-FAC,,FACILITY,,,,,,,,,,,,,,,,,SUPERVISION OF,,IMAGING,FOR OPPS,FOR OPPS,FOR OPPS
,,,STATUS,MEDICARE ,WORK,NON-FAC,NA,FACILITY ,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,ASST,CO-,TEAM,PRIC,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT
HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG,IND,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT
00100,,x,J,,0.00,0.00,,0.00,,0.00,0.00,0.00,9,XXX,0.00,0.00,0.00,9,9,9,9,9,9,,34.1000,09,0,99,0.00,0.00,0.00
92612,26,x,A,,1.21,9.99,,9.99,,0.05,9.99,9.99,1,XXX,0.00,0.00,0.00,0,0,0,0,0,0,,34.1000,09,0,99,0.00,0.00,0.00
97110,,"x, x",A,,0.46,0.42,,0.42,,0.02,0.90,0.90,7,XXX,0.00,0.00,0.00,5,0,0,0,0,0,,34.1000,09,0,99,0.00,0.00,0.00
97140,,x,A,,0.43,0.39,,0.38,,0.01,0.83,0.82,7,XXX,0.00,0.00,0.00,5,0,0,0,0,0,,34.1000,09,0,99,0.00,0.00,0.00
`;
const GPCI = `ADDENDUM E. FINAL CY 2026 GEOGRAPHIC PRACTICE COST INDICES (GPCIs) BY STATE AND MEDICARE LOCALITY,,,,,,,
,,,,,,,
Medicare Administrative Contractor (MAC),State,Locality Number,Locality Name,2026 PW GPCI (without 1.0 Floor),2026 PW GPCI (with 1.0 Floor),2026 PE GPCI,2026 MP GPCI
10112,AL,0,ALABAMA,0.97,1,0.87,0.58
1212,HI,1,"HAWAII, GUAM",0.99,1,1.149,0.561
"MAC Assignments as of November 22, 2025",,,,,,,
*Work GPCI reflects a 1.5 floor in Alaska.,,,,,,,
`;
const PAIRS = [
  'CPT only copyright x.  All rights reserved.',
  'Column1/Column 2 Edits',
  'Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale',
  '\t\tprior to 1996\tDate\tDate\t0=not allowed\t',
  '\t\t\t\t*=no data\t1=allowed\t',
  '\t\t\t\t\t9=not applicable\t',
  '97140\t97530\t\t20270101\t*\t1\tx "quoted" x',
  '97150\t97110\t\t19960101\t20200930\t0\tx',
  '97150\t97110\t\t20201001\t*\t1\tx',
  '97166\t97140\t\t20200101\t20200101\t9\tx',
  '97530\t29999\t\t20200101\t*\t0\tx',
  '11111\t97530\t\t20200101\t*\t0\tx',
  '',
].join('\r\n');
const LIMITS = `"x
x, 2027",,,
"HCPCS/
CPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale
0001U,1,2 Date of Service Edit: Policy,x
97110,8,3 Date of Service Edit: Clinical,x
97598,8,1 Line Edit,x
`;

const builtIn = builtInReference();
const knows = (code: string) => builtIn.codes.has(code);
const read = (name: string, text: string, from?: string): Layer =>
  readFiles([{ name, text }], { layer: 'folder', knows, ...(from !== undefined && { from }) });
const over = (name: string, text: string, from?: string) => layered(builtIn, read(name, text, from));
const problems = (layer: Layer) => layer.problems.map(({ message }) => message);

describe("CMS's relative value file", () => {
  const reference = over('PPRRVU2027_Jan_nonQPP.csv', PPRRVU);

  it('gives relative values and the conversion factor for its year, from the day of its title', () => {
    expect(reference.relativeValues('97110', '2027-01-01')).toEqual({
      status: 'A',
      work: ratio(46, 100),
      expenseNonFacility: ratio(42, 100),
      expenseFacility: ratio(42, 100),
      malpractice: ratio(2, 100),
      multipleTherapy: true,
    });
    expect(reference.relativeValues('97140', '2027-12-31')?.expenseFacility).toEqual(ratio(38, 100));
    expect(reference.conversionFactor('2027-12-31')).toEqual(ratio(341000, 10000));
    expect(reference.relativeValues('97110', '2028-01-01')).toBeUndefined();
    expect(reference.conversionFactor('2028-01-01')).toBeUndefined();
  });

  it('leaves out the parts with a modifier, unknown codes and every description', () => {
    expect(reference.relativeValues('92612', '2027-02-01')).toBeUndefined();
    expect(reference.relativeValues('00100', '2027-02-01')).toBeUndefined();
    const rows = [...reference.tables['relative-values'].inForce('2027-02-01')];
    expect(rows.map(([name]) => name)).toEqual(['97110', '97140']);
    expect(JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(
      'x, x',
    );
  });

  it('is the whole truth from its first day to the end of the year: what it leaves out has no value', () => {
    const july = over('PPRRVU2026_Oct.csv', PPRRVU.replace('2027', '2026').replace('January', 'October'));
    expect(july.relativeValues('97530', '2026-09-30')?.work).toEqual(ratio(44, 100));
    expect(july.relativeValues('97530', '2026-10-01')).toBeUndefined();
    expect(july.relativeValues('97110', '2026-10-01')?.work).toEqual(ratio(46, 100));
  });

  it('counts from another day where a person says so', () => {
    const march = over('PPRRVU27AR.csv', PPRRVU, '2027-03-09');
    expect(march.relativeValues('97110', '2027-03-08')).toBeUndefined();
    expect(march.relativeValues('97110', '2027-03-09')).toBeDefined();
  });

  it('is refused where it is for qualifying participants alone, or comes twice', () => {
    expect(problems(read('PPRRVU2027_Jan_QPP.csv', PPRRVU))).toEqual([
      'PPRRVU2027_Jan_QPP.csv: is for qualifying APM participants; load the other file of the release',
    ]);
    const twice = ['a.csv', 'b.csv'].map((name) => ({ name, text: PPRRVU }));
    expect(problems(readFiles(twice, { layer: 'folder', knows }))).toEqual([
      'b.csv: is the release of 2027-01-01, as a.csv is',
    ]);
  });

  it('names the line of a cell that is no number', () => {
    expect(problems(read('p.csv', PPRRVU.replace('A,,0.46', 'A,,n/a')))).toEqual([
      'p.csv line 12: work is not a decimal number, 0 or more',
    ]);
  });
});

describe("CMS's geographic indices", () => {
  it('give each locality its index with the floor, for the year of the heading, its number in full length', () => {
    const reference = over('GPCI2026.csv', GPCI);
    expect(reference.locality('10112-00', '2026-05-01')).toEqual({
      work: ratio(1),
      expense: ratio(87, 100),
      malpractice: ratio(58, 100),
    });
    expect(reference.locality('01212-01', '2026-12-31')?.expense).toEqual(ratio(1149, 1000));
    expect(reference.locality('01212-01', '2027-01-01')).toBeUndefined();
    expect(reference.locality('10112-00', '2025-05-01')?.expense).toEqual(ratio(869, 1000));
  });
});

describe("CMS's pairs", () => {
  const reference = over('ccipra-v330r0-f1.txt', PAIRS);
  const indicator = (a: string, b: string, on: string) => reference.unbundledPair(a, b, on)?.indicator;

  it('count as an edition from the quarter in the file name, each pair for its own days', () => {
    expect(indicator('97140', '97530', '2027-01-01')).toBe('1');
    expect(indicator('97140', '97530', '2026-12-31')).toBeUndefined();
    expect(indicator('97110', '97150', '2027-06-01')).toBe('1');
    expect(reference.youngerThan('2026-06-01')).toEqual([]);
  });

  it('replace the edition before: a pair that they leave out has ended', () => {
    expect(indicator('97140', '97124', '2026-12-31')).toBe('0');
    expect(indicator('97140', '97124', '2027-01-01')).toBeUndefined();
  });

  it('leave out what was never in force and codes that are not known', () => {
    const names = [...reference.tables['unbundled-pairs'].inForce('2027-01-01')].map(([name]) => name);
    expect(names).toEqual(['97140/97530', '97150/97110']);
  });

  it('come in parts of one edition', () => {
    const parts = [PAIRS, PAIRS.replace('97140\t97530', '97116\t97530').replace(/97150\t97110/g, '97150\t97112')];
    const files = parts.map((text, part) => ({ name: `ccipra-v330r0-f${part + 1}.txt`, text }));
    const whole = layered(builtIn, readFiles(files, { layer: 'folder', knows }));
    expect(whole.unbundledPair('97140', '97530', '2027-01-01')).toBeDefined();
    expect(whole.unbundledPair('97116', '97530', '2027-01-01')).toBeDefined();
  });

  it('are refused where they are those of hospitals, or no day is known for them', () => {
    expect(problems(read('ccioph-v330r0-f1.txt', PAIRS))[0]).toContain('holds the pairs of hospitals');
    expect(problems(read('pairs.txt', PAIRS))).toEqual([
      'pairs.txt: does not say from which day it counts; state it with --from DATE',
    ]);
    expect(problems(read('pairs.txt', PAIRS, '2027-01-01'))).toEqual([]);
  });
});

describe("CMS's unit limits", () => {
  const NAME = 'MCR_MUE_PractitionerServices_Eff_01-01-2027.csv';

  it('count from the day in the file name, by line or by day', () => {
    const reference = over(NAME, LIMITS);
    expect(reference.unitLimit('97110', '2027-01-01')).toEqual({ units: 8, perLine: false });
    expect(reference.unitLimit('97598', '2027-01-01')).toEqual({ units: 8, perLine: true });
    expect(reference.unitLimit('97110', '2026-12-31')).toEqual({ units: 6, perLine: false });
    expect(reference.unitLimit('97140', '2027-01-01')).toBeUndefined();
  });

  it('are refused where they are those of hospitals or dealers', () => {
    expect(problems(read(NAME, LIMITS.replace('Practitioner', 'Outpatient Hospital')))[0]).toContain(
      'a practice needs those of practitioners',
    );
  });
});

describe('a file', () => {
  it('that is no table is named', () => {
    expect(problems(read('notes.csv', 'a,b\n1,2\n'))).toEqual([
      'notes.csv: is no table that is known: neither one of our own nor a file of CMS',
    ]);
    expect(problems(read('empty.txt', ''))).toHaveLength(1);
  });
});
