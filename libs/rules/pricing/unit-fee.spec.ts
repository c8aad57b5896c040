import { describe, expect, it } from '@jest/globals';
import { payerProfile } from '../payer-profile.js';
import { builtInReference } from '../reference/built-in.js';
import { SAMPLE_PRACTICE } from '../testing/sample.js';
import { type FeeQuestion, unitFee } from './unit-fee.js';

const reference = builtInReference();
const payer = (payerId: string, given: object = {}) =>
  ({ ...payerProfile(SAMPLE_PRACTICE, payerId), ...given }) as never;

function fee(code: string, given: Partial<FeeQuestion> = {}) {
  return unitFee({
    code,
    therapy: true,
    placeOfService: '11',
    on: '2026-03-02',
    locality: 'national',
    payer: payer('MEDICARE-B'),
    reference,
    ...given,
  });
}

describe('the fee of a unit', () => {
  it('takes the practice expense of the facility where Medicare pays one', () => {
    expect(fee('97129')).toMatchObject({ fee: { fullCents: 2238 } });
    expect(fee('97129', { placeOfService: '22' })).toMatchObject({ fee: { fullCents: 1971 } });
  });

  it('is a share of Medicare’s at a payer that contracts for one, down to parts of a percent', () => {
    expect(fee('97110', { payer: payer('ADVANTAGE', { percentOfMedicare: 120.5 }) })).toMatchObject({
      kind: 'fee',
      fee: { fullCents: 3502 },
    });
  });

  it('can consist of expense alone: only a code without any value is left to the contractor', () => {
    expect(fee('96110', { payer: payer('ADVANTAGE') })).toMatchObject({ kind: 'fee', fee: { fullCents: 1236 } });
    expect(fee('97545')).toEqual({ kind: 'carrier-priced' });
  });

  it('is nothing for what Part B does not cover, and for what is no therapy and on no schedule', () => {
    expect(fee('96110')).toEqual({ kind: 'not-covered' });
    expect(fee('A9270', { therapy: false })).toEqual({ kind: 'not-on-schedule' });
  });

  it.each([
    ['relative values of 99999', '99999', {}],
    ['the conversion factor', '97110', { reference: { ...reference, conversionFactor: () => undefined } }],
    ['the cost index of locality 00000-00', '97110', { locality: '00000-00' }],
    ['place of service 00', '97110', { placeOfService: '00' }],
    ['the multiple-procedure cut', '97110', { reference: { ...reference, amount: () => undefined } }],
  ])('names %s where that alone is not loaded', (what, code, given) => {
    expect(fee(code, given)).toEqual({ kind: 'missing', what: [what] });
  });
});
