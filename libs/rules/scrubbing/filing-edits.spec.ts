import { describe, expect, it } from '@jest/globals';
import { coveredBy } from '../testing/sample.js';
import { said } from '../testing/scrubbed.js';

describe('timely filing', () => {
  it('ends for Medicare after one calendar year, and warns for thirty days before', () => {
    expect(said({}, { asOf: '2027-01-30' })).toEqual([]);
    expect(said({}, { asOf: '2027-01-31' })).toEqual(['warning filing.near']);
    expect(said({}, { asOf: '2027-03-02' })).toEqual(['warning filing.near']);
    expect(said({}, { asOf: '2027-03-03' })).toEqual(['error filing.passed']);
  });

  it("follows a commercial payer's days", () => {
    expect(said(coveredBy('HARBOR'), { asOf: '2026-08-29' })).toEqual(['warning filing.near']);
    expect(said(coveredBy('HARBOR'), { asOf: '2026-08-30' })).toEqual(['error filing.passed']);
  });

  it('does not begin before the service', () => {
    expect(said({}, { asOf: '2026-03-02' })).toEqual([]);
    expect(said({}, { asOf: '2026-03-01' })).toEqual(['error filing.not-yet']);
  });
});
