import { describe, it } from '@jest/globals';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { given } from '#libs/testing/decider.js';
import { type ConfigurePractice, practiceDecider } from './decider.js';

const profile: PracticeProfile = {
  practiceId: 'demo',
  name: 'Riverside Therapy',
  npi: '1000000004',
  taxId: '123456789',
  taxonomy: '225X00000X',
  address: { line1: '1 Main', city: 'Albany', state: 'NY', zip: '122010001' },
  submitter: { id: 'SUB', name: 'Riverside', contact: { name: 'Office', phone: '5185550100' } },
  receiver: { id: 'REC', name: 'Clearing' },
  charges: { 97110: 5500 },
  payers: [{ payerId: 'ACME', name: 'Acme', kind: 'COMMERCIAL' }],
};
const configure = (changes: Partial<PracticeProfile> = {}): ConfigurePractice => ({
  type: 'ConfigurePractice',
  profile: { ...profile, ...changes },
});

describe('a practice', () => {
  it('is configured with its zone and payers in clear', () => {
    given(practiceDecider)
      .when(configure())
      .yields({
        type: 'PracticeConfigured',
        data: { timeZone: 'America/New_York', payers: [{ payerId: 'ACME', name: 'Acme', kind: 'COMMERCIAL' }] },
      });
  });

  it('is left alone by the same profile again', () => {
    given(practiceDecider).after(configure()).when(configure()).yieldsNothing();
  });

  it('takes a changed profile', () => {
    given(practiceDecider)
      .after(configure())
      .when(configure({ timeZone: 'America/Denver' }))
      .yields({ type: 'PracticeConfigured', data: { timeZone: 'America/Denver' } });
  });

  it('with rules of its own that cannot be read is refused with the field at fault', () => {
    const rules = [{ id: 'long', condition: { fact: 'units', is: 'many' }, severity: 'error', message: 'too long' }];
    given(practiceDecider).when(configure({ rules })).isRefused('practice.own-rules');
    given(practiceDecider)
      .when(configure({ severities: [{ rule: 'time.overlap', severity: 'off' }] }))
      .isRefused('practice.own-rules');
  });

  it('takes rows of reference data that are sound, and refuses others by table, row and column', () => {
    const row = { name: 'deductible', value: '290', from: '2027-01-01' };
    given(practiceDecider)
      .when(configure({ reference: { amounts: [row] } }))
      .yields({ type: 'PracticeConfigured' });
    given(practiceDecider)
      .when(configure({ reference: { amounts: [{ ...row, value: 'much' }] } }))
      .isRefused('practice.reference');
  });

  it('never becomes another practice', () => {
    given(practiceDecider)
      .after(configure())
      .when(configure({ practiceId: 'other' }))
      .isRefused('practice.other');
  });
});
