import { describe, expect, it } from '@jest/globals';
import type { Session } from '../session.js';
import { codedDay, said } from '../testing/coded.js';

const treating = (diagnoses: string[], diagnosisPointers?: number[], code = '97110'): Partial<Session> => ({
  diagnoses,
  procedures: [{ code, minutes: 15, ...(diagnosisPointers && { diagnosisPointers }) }],
});
const pointers = (...day: Partial<Session>[]) => codedDay(day)[0]?.lines[0]?.diagnosisPointers;

describe('the diagnosis pointers of a line', () => {
  it('are those stated, in their order, or the first diagnosis', () => {
    expect(pointers(treating(['M25.511', 'M62.81'], [2, 1, 2]))).toEqual([2, 1]);
    expect(pointers(treating(['M25.511', 'M62.81']))).toEqual([1]);
  });

  it('of a later session point to where the line’s own session lists the diagnosis', () => {
    const own = treating(['M25.511', 'M62.81', 'R27.8'], [1]);
    expect(pointers(own, treating(['R27.8', 'M62.81'], [1, 2]))).toEqual([1, 3, 2]);
    expect(pointers(own, treating(['M62.81']))).toEqual([1, 2]);
  });

  it('are left out where that session does not list it, or nobody does', () => {
    expect(pointers(treating(['M25.511']), treating(['G56.01', 'M25.511'], [1, 2, 3]))).toEqual([1]);
  });

  it('are four at most, and what is left out is told', () => {
    const five = treating(['M25.511', 'M62.81', 'R27.8', 'R29.3', 'G56.01'], [5, 4, 3, 2, 1]);
    const [session] = codedDay([five]);
    expect(session?.lines[0]?.diagnosisPointers).toEqual([5, 4, 3, 2]);
    expect(said(session, 'code.pointers-limited')).toEqual(['97110 points to 5 diagnoses; the first 4 are kept']);
    expect(session?.findings.find(({ rule }) => rule === 'code.pointers-limited')?.procedure).toBe(1);
    const four = codedDay([treating(['M25.511', 'M62.81', 'R27.8', 'R29.3'], [4, 3, 2, 1])])[0];
    expect([four?.lines[0]?.diagnosisPointers, said(four, 'code.pointers-limited')]).toEqual([[4, 3, 2, 1], []]);
  });
});
