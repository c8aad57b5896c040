import { describe, expect, it } from '@jest/globals';
import type { Session } from '../session.js';
import { coded, rules, said } from '../testing/coded.js';
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

  it.each([
    ['2020-02-29', true],
    ['2020-03-01', false],
    ['2025-09-30', false],
    ['2025-10-01', false],
    ['2026-01-30', false],
    ['2026-01-31', false],
    ['2026-02-03', false],
    ['2027-12-31', false],
    ['2028-01-01', true],
  ])('on %s is refused by Medicare: %s (rules §2.4, lapses restored)', (dateOfService, refused) => {
    expect(rules(remote({ dateOfService }))?.includes('telehealth.not-covered -')).toBe(refused);
  });

  it('is judged by date at Medicare Part B alone', () => {
    expect(rules(remote({ ...coveredBy('HARBOR'), dateOfService: '2028-01-03' }))).not.toContain(
      'telehealth.not-covered -',
    );
  });

  it('of a group is doubtful', () => {
    const session = remote({ procedures: procedures('97150 30', { groupSize: 3 }) });
    expect([rules(session), session.held]).toEqual([['telehealth.hands-on 1'], false]);
  });

  it('takes place 02 where the patient is not at home, and neither where nobody said', () => {
    expect(remote({ telehealth: { patientAtHome: false }, placeOfService: '02' }).held).toBe(false);
    expect(remote({ telehealth: { patientAtHome: false } }).held).toBe(true);
    expect(remote({ telehealth: {} }).held).toBe(false);
  });

  it('tells which place of service it needs', () => {
    const told = (given: Partial<Session>) => said(coded(given), 'telehealth.place-of-service');
    const needs = (place: string) => [`telehealth needs place of service ${place}; 11 is stated`];
    expect(told({ telehealth: {} })).toEqual(needs('10 or 02'));
    expect(told({ telehealth: { patientAtHome: true } })).toEqual(needs('10'));
    expect(told({ telehealth: { patientAtHome: false } })).toEqual(needs('02'));
    expect(told({ placeOfService: '02' })).toEqual([
      "place of service 02 is telehealth's, and the session is not telehealth",
    ]);
    expect([told({ telehealth: {}, placeOfService: '02' }), told({ telehealth: {}, placeOfService: '10' })]).toEqual([
      [],
      [],
    ]);
  });
});
