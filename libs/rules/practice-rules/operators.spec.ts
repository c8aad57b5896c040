import { describe, expect, it } from '@jest/globals';
import type { Fact } from './facts.js';
import { OPERATORS } from './operators.js';

const fact = (type: Fact['type'], given: Partial<Fact> = {}) => ({ type, ...given }) as Fact;
const text = fact('text');
const coded = fact('text', { values: { form: /^[A-Z]{2}$/, words: 'two capitals' } });

/** What the operator says of a value; the words where the operand is refused. */
function ask(operator: keyof typeof OPERATORS, operand: unknown, about: Fact, value: unknown): unknown {
  const test = OPERATORS[operator].read(operand, about);
  return typeof test === 'string' ? test : test(value as never);
}

describe('an operator', () => {
  it('refuses an operand that its fact can never have', () => {
    expect([ask('is', '', text, ''), ask('is', ' ', text, ' '), ask('is', 5, text, 5)]).toEqual(
      Array(3).fill('a text'),
    );
    expect([ask('is', 5, coded, 5), ask('is', 'A', coded, 'A')]).toEqual(Array(2).fill('two capitals'));
    expect([ask('is', 'yes', fact('flag'), true), ask('is', 1.5, fact('number'), 1)]).toEqual([
      'true or false',
      'a whole number',
    ]);
  });

  it('takes a list of 1 to 500 values', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => `V${index}`);
    const words = 'a list of 1 to 500 values';
    expect([ask('in', [], text, 'V1'), ask('in', many(501), text, 'V1'), ask('in', 'V1', text, 'V1')]).toEqual(
      Array(3).fill(words),
    );
    expect([ask('in', many(500), text, 'V499'), ask('in', ['V1'], text, 'V2')]).toEqual([true, false]);
    expect(ask('in', ['AB', 'C'], coded, 'AB')).toBe('a list of which each is two capitals');
  });

  it('takes beginnings of 1 to 40 capitals, digits, points and hyphens', () => {
    const begins = (operand: unknown, value: unknown = 'M25.511') => ask('startsWith', operand, text, value);
    expect([begins(''), begins('m25'), begins('M25 '), begins(' M25'), begins(25), begins('M'.repeat(41))]).toEqual(
      Array(6).fill('capital letters and digits'),
    );
    expect([begins('M25'), begins('M255'), begins('25'), begins('M'.repeat(40))]).toEqual([true, true, false, false]);
  });

  it('asks any of several values for a beginning, and none where nothing is recorded', () => {
    const begins = (value: unknown) => ask('startsWith', 'M25', fact('list'), value);
    expect([begins(['R27.8', 'M25.511']), begins([]), begins(undefined)]).toEqual([true, false, false]);
  });

  it('compares numbers at their bounds, and never what is not recorded', () => {
    const values = [1, 2, 3, undefined];
    expect(values.map((value) => ask('atLeast', 2, fact('number'), value))).toEqual([false, true, true, false]);
    expect(values.map((value) => ask('atMost', 2, fact('number'), value))).toEqual([true, true, false, false]);
  });

  it('finds missing what is not recorded, not true, or an empty list', () => {
    const missing = [undefined, false, [], 0, '', true, ['GO']].map((value) => ask('missing', true, text, value));
    expect(missing).toEqual([true, true, true, false, false, false, false]);
    expect([ask('missing', false, text, 'A'), ask('missing', false, text, undefined)]).toEqual([true, false]);
    expect(ask('missing', 'yes', text, 'A')).toBe('true or false');
  });
});
