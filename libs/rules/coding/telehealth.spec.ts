import { describe, expect, it } from '@jest/globals';
import type { Session } from '../session.js';
import { coded, rules } from '../testing/coded.js';
import { coveredBy, procedures } from '../testing/sample.js';

describe('telehealth', () => {
  const remote = (given: Partial<Session>) =>
    coded({ telehealth: { patientAtHome: true }, placeOfService: '10', ...given });

  it('at Medicare shows in the place of service alone, elsewhere in 95, and in 93 by telephone', () => {
    expect(remote({}).lines[0]?.modifiers).toEqual(['GO']);
    expect(remote(coveredBy('HARBOR')).lines[0]?.modifiers).toEqual(['95']);
    expect(remote({ telehealth: { patientAtHome: true, audioOnly: true } }).lines[0]?.modifiers).toEqual(['GO', '93']);
  });

  it('must agree with the place of service', () => {
    expect(rules(remote({ placeOfService: '11' }))).toContain('telehealth.place-of-service -');
    expect(rules(remote({ placeOfService: '02' }))).toContain('telehealth.place-of-service -');
    expect(rules(coded({ placeOfService: '10' }))).toContain('telehealth.place-of-service -');
  });

  it('ends with Medicare after 2027, and is doubtful for hands-on services', () => {
    expect(rules(remote({ dateOfService: '2028-01-03' }))).toContain('telehealth.not-covered -');
    expect(rules(remote({ procedures: procedures('97140 15') }))).toContain('telehealth.hands-on 1');
  });
});
