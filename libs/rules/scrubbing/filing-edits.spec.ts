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
    expect(said(coveredBy('HARBOR'), { asOf: '2026-09-01' })).toEqual(['error filing.passed']);
  });

  it('goes on to the next business day where it ends on a weekend or a federal holiday', () => {
    const ofSaturday = { dateOfService: '2026-03-06' };
    expect(said(ofSaturday, { asOf: '2027-03-08' })).toEqual(['warning filing.near']);
    expect(said(ofSaturday, { asOf: '2027-03-09' })).toEqual(['error filing.passed']);
    const beforeMemorialDay = { dateOfService: '2026-05-30' };
    expect(said(beforeMemorialDay, { asOf: '2027-06-01' })).toContain('warning filing.near');
    expect(said(beforeMemorialDay, { asOf: '2027-06-02' })).toContain('error filing.passed');
  });

  it('does not begin before the service', () => {
    expect(said({}, { asOf: '2026-03-02' })).toEqual([]);
    expect(said({}, { asOf: '2026-03-01' })).toEqual(['error filing.not-yet']);
    expect(said({ dateOfService: '9999-12-31' }, { asOf: '2026-03-01' })).toContain('error filing.not-yet');
    expect(said({ dateOfService: '9999-12-31' }, { asOf: '2026-03-01' })).not.toContain('error filing.passed');
  });
});
