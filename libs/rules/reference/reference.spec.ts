import { describe, expect, it } from '@jest/globals';
import { ratio } from '#libs/kernel/ratio.js';
import { builtInReference } from './built-in.js';
import { readCsv } from './csv.js';
import { EffectiveTable, period } from './effective-table.js';

const reference = builtInReference();
const share = (value: ReturnType<typeof reference.amount>) =>
  value && Number(value.numerator) / Number(value.denominator);

describe('reference data', () => {
  it('has no threshold, deductible or relative value for a year that was not loaded', () => {
    expect(share(reference.amount('kx-threshold.OT', '2026-12-31'))).toBe(2480);
    expect(reference.amount('kx-threshold.OT', '2027-01-01')).toBeUndefined();
    expect(reference.amount('deductible', '2027-01-01')).toBeUndefined();
    expect(reference.relativeValues('97110', '2027-01-01')).toBeUndefined();
  });

  it('takes sequestration by date, the suspended months included', () => {
    const on = (date: string) => share(reference.amount('sequestration', date));
    expect([on('2020-04-30'), on('2020-05-01'), on('2022-03-31'), on('2022-04-01'), on('2022-07-01')]).toEqual([
      0.02, 0, 0, 0.01, 0.02,
    ]);
  });

  it('changes the conversion factor of 2024 on March 9', () => {
    expect(share(reference.conversionFactor('2024-03-08'))).toBe(32.7442);
    expect(share(reference.conversionFactor('2024-03-09'))).toBe(33.2875);
    expect(share(reference.conversionFactor('2026-06-01'))).toBe(33.4009);
  });

  it('runs the last release of a year to December 31', () => {
    expect(reference.relativeValues('97110', '2025-12-31')?.work).toEqual(ratio(45, 100));
  });

  it('knows a locality for its years only, and the nation for all', () => {
    expect(share(reference.locality('10112-00', '2025-05-01')?.work)).toBe(1);
    expect(reference.locality('10112-00', '2026-05-01')).toBeUndefined();
    expect(reference.locality('national', '2026-05-01')?.expense).toEqual(ratio(1));
  });

  it('takes the latest row of an NCCI pair as its state', () => {
    expect(reference.unbundledPair('97110', '97150', '2026-03-02')).toMatchObject({ column1: '97150', indicator: '1' });
    expect(reference.unbundledPair('97140', '97124', '2026-03-02')?.indicator).toBe('0');
    expect(reference.unbundledPair('97530', '97140', '2026-03-02')).toBeUndefined();
    expect(reference.unbundledPair('97530', '97140', '2019-12-31')).toBeDefined();
    expect(reference.unbundledPair('97166', '97530', '2018-01-01')).toBeUndefined();
    expect(reference.unbundledPair('97166', '97763', '2026-03-02')?.indicator).toBe('0');
  });

  it('says which catalogues are younger than a date of service', () => {
    expect(reference.youngerThan('2026-03-02')).toEqual([]);
    expect(reference.youngerThan('2024-06-15')).toContain('ncci_ptp_practitioner_2024q3.csv');
  });

  it('names file and line where two rows overlap', () => {
    const table = new EffectiveTable<string>();
    const rows = readCsv('t.csv', 'name,from,to\na,2026-01-01,\na,2026-06-01,2026-06-30\n');
    expect(() => {
      for (const row of rows) table.add(row.cell('name'), { ...period(row), value: 'x' }, row);
    }).toThrow('t.csv line 3: a overlaps the row that starts 2026-01-01');
  });

  it('names file and line of a row that is too short, and reads quoted cells', () => {
    expect(() => readCsv('t.csv', 'a,b\n1\n')).toThrow('t.csv line 2: has 1 cells where the heading has 2');
    expect(readCsv('t.csv', 'a,b\n"x, ""y""",\n')[0]?.cell('a')).toBe('x, "y"');
  });
});
