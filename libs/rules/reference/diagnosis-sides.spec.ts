import { describe, expect, it } from '@jest/globals';
import { builtInReference } from './built-in.js';
import { readCsv } from './csv.js';
import { readDiagnosisSides } from './diagnosis-sides.js';

const reference = builtInReference();
const side = (code: string) => reference.diagnosisSide(code)?.side;

describe('the side of a diagnosis', () => {
  it.each([
    ['M25.511', 'right'],
    ['M25.512', 'left'],
    ['M25.519', 'unspecified'],
    ['M75.101', 'right'],
    ['M75.100', 'unspecified'],
    ['M77.11', 'right'],
    ['M18.12', 'left'],
    ['G56.01', 'right'],
    ['G56.00', 'unspecified'],
    ['S52.502D', 'left'],
    ['S63.501D', 'right'],
    ['I69.351', 'right'],
    ['I69.354', 'left'],
    ['G81.93', 'right'],
  ])('of %s is %s', (code, expected) => {
    expect(side(code)).toBe(expected);
  });

  it.each([
    ['M54.12', 'a region of the spine'],
    ['M51.361', 'pain of a disc'],
    ['M48.062', 'claudication'],
    ['M62.81', 'a weakness of the whole body'],
    ['M62.5A1', 'a part of the back'],
    ['M65.4', 'a condition without sides'],
    ['M17.0', 'both sides'],
    ['G56.03', 'both sides'],
    ['S62.601D', 'a finger and a hand at once'],
    ['S06.0X1A', 'how long someone was unconscious'],
    ['R27.8', 'another chapter'],
    ['', 'nothing'],
  ])('of %s is not told: its characters tell %s', (code) => {
    expect(side(code)).toBeUndefined();
  });

  it('is the only thing that two codes of one condition differ in', () => {
    expect(reference.diagnosisSide('M25.511')?.condition).toBe(reference.diagnosisSide('M25512')?.condition);
    expect(reference.diagnosisSide('M25.511')?.condition).not.toBe(reference.diagnosisSide('M25.521')?.condition);
  });

  it.each([
    ['25,6,1,2,9', 'prefix is not the beginning of a diagnosis'],
    ['M,8,1,2,9', 'position is not a place of a diagnosis'],
  ])('is not read from a faulty row %s', (row, problem) => {
    const rows = readCsv('sides.csv', `prefix,position,right,left,unspecified\n${row}\n`);
    expect(() => readDiagnosisSides(rows)).toThrow(`sides.csv line 2: ${problem}`);
  });
});
