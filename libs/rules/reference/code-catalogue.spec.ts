import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { codeDay } from '../coding/code-day.js';
import { procedures, SAMPLE_PRACTICE, sampleSession } from '../testing/sample.js';
import { builtInReference } from './built-in.js';
import { type Behaviour, CODES } from './code-catalogue.js';
import { readCsv } from './csv.js';

const reference = builtInReference();

/** Rules §1.3 and §1.4, and the codes that issue 4 names besides, by how they turn into units. */
const CLASSES: Readonly<Partial<Record<Behaviour, string>>> = {
  timed15:
    '97032 97033 97034 97035 97036 97110 97112 97113 97116 97124 97140 97530 97533 97535 97537 97542 97750 97755 97760 97761 97763',
  untimed:
    '97010 97012 97014 97016 97018 97022 97024 97026 97028 G0283 97150 97165 97166 97167 97168 97552 92526 92612 97597 97602 97605 97606 97607 97610',
  count: '97598 96110 96127 L4396 L4397 E1399 A9270',
  unlisted: '97039 97139 97799',
  cognitive: '97129',
  'cognitive-more': '97130',
  caregiver: '97550',
  'caregiver-more': '97551',
  hourly: '97545',
  'hourly-more': '97546',
  'hourly-each': '96125',
  'rtm-setup': '98975',
  'rtm-device': '98976 98977 98978',
  'rtm-device-short': '98984 98985 98986',
  'rtm-management-short': '98979',
  'rtm-management': '98980',
  'rtm-management-more': '98981',
};

const DELETED: readonly (readonly [code: string, lastDay: string, successors: string])[] = [
  ['97003', '2016-12-31', '97165 97166 97167'],
  ['97004', '2016-12-31', '97168'],
  ['97127', '2019-12-31', '97129 97130'],
  ['97504', '2005-12-31', '97760'],
  ['97520', '2005-12-31', '97761'],
  ['97532', '2017-12-31', '97129 97130'],
  ['G0515', '2019-12-31', '97129 97130'],
];

const listed = Object.entries(CLASSES).flatMap(([behaviour, codes]) =>
  codes.split(' ').map((code) => [code, behaviour] as const),
);

describe('the code catalogue', () => {
  it.each(listed)('has %s as %s, in force today', (code, behaviour) => {
    expect(reference.codes.get(code)).toMatchObject({ behaviour });
    expect(reference.codes.get(code)?.to).toBeUndefined();
  });

  it.each(DELETED)('knows that %s ended on %s and what replaces it', (code, to, successors) => {
    expect(reference.codes.get(code)).toMatchObject({ to, successors: successors.split(' ') });
    for (const successor of successors.split(' ')) expect(reference.codes.get(successor)?.to).toBeUndefined();
  });

  it.each([
    ['97010', { medicareBundled: true }],
    ['97602', { medicareBundled: true }],
    ['97014', { medicareCode: 'G0283' }],
    ['97150', { group: true, oneOnOne: false }],
    ['L4396', { therapy: 'none', suppliedByDme: true }],
    ['L3908', { code: 'L3908', behaviour: 'count', therapy: 'none', suppliedByDme: true }],
    ['E1399', { therapy: 'none', suppliedByDme: true }],
    ['A9270', { therapy: 'none', nonCovered: true }],
    ['96110', { therapy: 'none' }],
    ['97130', { partner: '97129' }],
    ['97551', { partner: '97550' }],
    ['97546', { partner: '97545' }],
    ['98981', { partner: '98980' }],
    ['98979', { from: '2026-01-01' }],
    ['98984', { from: '2026-01-01' }],
    ['97550', { from: '2024-01-01' }],
  ])('says of %s what bills it otherwise than its class', (code, facts) => {
    expect(reference.codes.get(code)).toMatchObject(facts);
  });

  it.each(['L390', 'L39080', 'l3908', 'L####', '1036F', 'A4465', '99213'])(
    'does not take %s for a code of a family',
    (code) => {
      expect(reference.codes.has(code)).toBe(false);
      expect(reference.codes.get(code)).toBeUndefined();
    },
  );

  it("agrees with NCCI's list of add-on codes", () => {
    const file = 'ncci_add_on_codes_2024q3.csv';
    const rows = readCsv(file, readFileSync(join(import.meta.dirname, 'data', file), 'utf8'));
    const known = rows.filter((row) => reference.codes.has(row.cell('add_on_code')));
    expect(known).toHaveLength(5);
    for (const row of known.filter((one) => one.cell('add_on_code') !== '97598'))
      expect(reference.codes.get(row.cell('add_on_code'))?.partner).toBe(row.cell('primary_code'));
  });

  it('holds what is billed after its end with the successors, and codes it before', () => {
    const coded = (dateOfService: string) => {
      const sessions = [sampleSession({ dateOfService, procedures: procedures('97532 30') })];
      return codeDay({ sessions, practice: SAMPLE_PRACTICE, reference }).sessions[0];
    };
    expect(coded('2026-11-22')?.findings.map(({ message }) => message)).toContain(
      '97532 ended 2017-12-31; 97129 and 97130 replace it',
    );
    expect(coded('2026-11-22')?.held).toBe(true);
    expect(coded('2016-05-02')).toMatchObject({ held: false, lines: [{ code: '97532', units: 2 }] });
  });

  it('refuses a behaviour that nobody knows', () => {
    const row = { file: 'codes.csv', line: 2, cell: () => 'sometimes', optional: () => '' };
    expect(() => CODES.value(row)).toThrow('codes.csv line 2: behaviour must be one of timed15');
  });
});
