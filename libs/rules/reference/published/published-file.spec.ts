import { describe, expect, it } from '@jest/globals';
import { columnOf, openPublished } from './published-file.js';

const all = () => true;
const open = (...lines: string[]) => openPublished('file.csv', lines.join('\n'));
const rowsOf = (file: ReturnType<typeof open>, wanted: (first: string) => boolean = all) => [
  ...(file?.rows(wanted) ?? []),
];

describe('a published file', () => {
  it('is a preamble with a heading over rows', () => {
    const file = open('Title', 'CODE,UNITS,WHY', '97110,4,x', '97112,8,"x, y"');
    expect(file?.preamble).toBe('Title\nCODE,UNITS,WHY\n');
    expect(file?.heading).toEqual(['CODE', 'UNITS', 'WHY']);
    expect(rowsOf(file)).toEqual([
      { line: 3, cells: ['97110', '4', 'x'] },
      { line: 4, cells: ['97112', '8', 'x, y'] },
    ]);
  });

  it('has a heading that is stacked over several lines, and titles that are none', () => {
    const file = open('A title,', 'my, own, First', 'x, code ,PE  used', '97110,4,x');
    expect(file?.heading).toEqual(['MY X', 'OWN CODE', 'FIRST PE USED']);
    expect(columnOf(file as NonNullable<typeof file>, /CODE$/)).toBe(1);
    expect(columnOf(file as NonNullable<typeof file>, /^OTHER$/)).toBe(-1);
  });

  it('may be divided by tabs, end its lines as Windows does, and end without a line’s end', () => {
    const file = openPublished('file.txt', 'A\tB\tC\r\n97110\t1\tx, y\r\n97112\t2\tz');
    expect(file?.heading).toEqual(['A', 'B', 'C']);
    expect(rowsOf(file).map(({ cells }) => cells.slice(0, 2))).toEqual([
      ['97110', '1'],
      ['97112', '2'],
    ]);
  });

  it.each(['97110,', '"97110",', 'G0283,', '0001U,', '1212,', 'A9270\t'])('has a row that begins with %j', (start) => {
    expect(rowsOf(open('A,B,C', `${start}x`))).toHaveLength(1);
  });

  it.each(['97,', '9711000,', 'AB123,', 'Code,', '97110', ' 97110,', '*97110,', '97110 x,'])(
    'has no row that begins with %j',
    (start) => {
      expect(open('A,B,C', `${start}x`)).toBeUndefined();
    },
  );

  it('reads those rows alone that are wanted, and what stands between rows is none', () => {
    const file = open('A,B,C', '97110,1,x', 'a note, of two', '97112,2,y');
    expect(rowsOf(file, (first) => first === '97112')).toEqual([{ line: 4, cells: ['97112', '2', 'y'] }]);
    expect(rowsOf(file).map(({ line }) => line)).toEqual([2, 4]);
  });

  it('is nothing where there are no rows', () => {
    expect(openPublished('file.csv', '')).toBeUndefined();
    expect(open('A,B,C')).toBeUndefined();
  });
});
