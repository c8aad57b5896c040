import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { centsToDecimal, decimalToCents } from '#libs/kernel/money.js';
import { readCents, readDate, readNumber } from './values.js';

describe('an amount', () => {
  it('is read as the kernel reads it, only faster', () => {
    const looksLikeAmount = fc.stringMatching(/^[-+]?[0-9]{0,14}(\.[0-9]{0,4})?$/);
    fc.assert(
      fc.property(fc.oneof(looksLikeAmount, fc.string({ maxLength: 6 })), (text) => {
        expect(readCents(text)).toBe(decimalToCents(text));
      }),
    );
  });

  it('comes back from how it is written', () => {
    fc.assert(fc.property(fc.integer(), (cents) => expect(readCents(centsToDecimal(cents))).toBe(cents)));
  });

  it.each(['', '-', '.', '1,000', '12.345', 'CCN1', '1e3', '--1', '0x10', '$5'])('is not %j', (text) => {
    expect(readCents(text)).toBeNull();
  });

  it.each([
    ['0', 0],
    ['-0', 0],
    ['12.5', 1_250],
    ['-.75', -75],
    ['7.', 700],
    ['0012.30', 1_230],
    ['1.500', 150],
  ])('of %s is %d cents', (text, cents) => {
    expect(readCents(text)).toBe(cents);
  });
});

describe('other values', () => {
  it('are dates only where there is such a day', () => {
    expect(readDate('20260229')).toBeNull();
    expect(readDate('20280229')).toBe('2028-02-29');
    expect(readDate('260325')).toBe('2026-03-25');
    expect(readDate('2026-3-1')).toBeNull();
  });

  it('are numbers only in decimal digits', () => {
    expect(readNumber('1.9')).toBe(1.9);
    expect(readNumber('-4')).toBe(-4);
    expect(readNumber('1e2')).toBeNull();
    expect(readNumber('')).toBeNull();
  });
});
