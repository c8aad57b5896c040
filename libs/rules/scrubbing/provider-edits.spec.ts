import { describe, expect, it } from '@jest/globals';
import { procedures, sampleSession } from '../testing/sample.js';
import { said, toldOf } from '../testing/scrubbed.js';
import { isNpi } from './provider-edits.js';

const therapist = sampleSession().renderingProvider;
const address = { line1: '1 Main St', city: 'Springfield', state: 'IL', zip: '62701' };

describe('an NPI', () => {
  it.each([
    ['1234567893', true],
    ['1234567890', false],
    ['123456789', false],
    ['12345678934', false],
    ['123456789A', false],
    ['1/34567893', false],
    ['1:34567893', false],
    ['', false],
  ])('%j is one: %s', (text, valid) => {
    expect(isNpi(text)).toBe(valid);
  });

  it('has a last digit that no other can replace', () => {
    const valid = Array.from({ length: 10 }, (_, digit) => `199399999${digit}`).filter(isNpi);
    expect(valid).toEqual(['1993999998']);
  });
});

describe('providers', () => {
  it('are named by role, each with what is wrong', () => {
    const supervisingProvider = { npi: '1993999990', lastName: '' };
    const given = { supervisingProvider, renderingProvider: { ...therapist, npi: '12345-67893' } };
    expect(toldOf('provider.npi-check-digit', [given])).toEqual([
      'error provider.npi-check-digit: renderingProvider.npi is not ten digits with a right check digit (write it as ten digits) [{"do":"clean","field":"renderingProvider.npi","as":"letters-and-digits"}]',
      'error provider.npi-check-digit: supervisingProvider.npi is not ten digits with a right check digit',
    ]);
    expect(toldOf('provider.name-missing', [given])).toEqual([
      'error provider.name-missing: supervisingProvider.lastName is missing',
    ]);
  });

  it('have a taxonomy of ten capitals and digits, or none', () => {
    const about = (taxonomy?: string) =>
      said({ renderingProvider: { ...therapist, taxonomy } as never }).includes('error provider.taxonomy');
    expect([undefined, '225X00000X', '225x00000x', 'X225X00000X', '225X00000'].map(about)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  it('supervise wherever an assistant treated, be it one procedure of several', () => {
    const session = { procedures: procedures('97110 15, 97140 0+15') };
    expect(toldOf('provider.supervising-missing', [session])).toEqual([
      'info provider.supervising-missing: no supervisingProvider is named: the rendering therapist counts as supervisor',
    ]);
  });
});

describe('a service facility', () => {
  const facility = (given: object) => ({
    serviceFacility: { name: 'Clinic', npi: '1993999998', address, ...given },
  });

  it('needs a right NPI where it has one', () => {
    expect(toldOf('provider.npi-check-digit', [facility({})])).toEqual([]);
    expect(toldOf('provider.npi-check-digit', [facility({ npi: undefined })])).toEqual([]);
    expect(toldOf('provider.npi-check-digit', [facility({ npi: '1993999990' })])).toEqual([
      'error provider.npi-check-digit: serviceFacility.npi is not ten digits with a right check digit',
    ]);
  });

  it('needs a name and an address', () => {
    expect(toldOf('facility.incomplete', [facility({})])).toEqual([]);
    expect(toldOf('facility.incomplete', [facility({ name: '', address: { ...address, city: '' } })])).toEqual([
      'error facility.incomplete: serviceFacility.name is missing',
      'error facility.incomplete: serviceFacility.address.city is missing or has one letter',
    ]);
  });
});
