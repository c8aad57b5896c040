import { describe, expect, it } from '@jest/globals';
import { payerProfile } from '../payer-profile.js';
import { coveredBy, SAMPLE_PRACTICE, sampleSession } from '../testing/sample.js';
import { readCondition } from './condition.js';
import type { Facts, Stage } from './facts.js';
import { FaultList } from './faults.js';

const facts = (given: Parameters<typeof sampleSession>[0] = {}, line: Partial<Facts['line']> = {}): Facts => {
  const session = sampleSession({ ...coveredBy('HARBOR'), ...given });
  const payer = payerProfile(SAMPLE_PRACTICE, 'HARBOR');
  if (!payer) throw new Error('the sample practice knows HARBOR');
  return {
    session,
    payer,
    line: {
      ...{ code: '97530', modifiers: ['GO', '59'], units: 3, minutes: 45, assistantMinutes: 0 },
      ...{ chargeCents: 18000, diagnosisPointers: [1], ...line },
    },
    day: { codes: ['97530', '97140'], timedMinutes: 60, timedUnits: 4 },
  };
};

function faultsOf(condition: unknown, stage: Stage = 'coded'): string[] {
  const faults = new FaultList();
  readCondition(condition, 'rules[0].condition', stage, faults);
  return faults.found.map(({ field, message }) => `${field} ${message}`);
}

function isTrue(condition: unknown, of: Facts = facts()): boolean {
  const faults = new FaultList();
  const compiled = readCondition(condition, 'condition', 'coded', faults);
  expect(faults.found).toEqual([]);
  return compiled.test(of);
}

describe('a condition', () => {
  it.each<[unknown, boolean]>([
    [{ fact: 'code', is: '97530' }, true],
    [{ fact: 'code', is: '97110' }, false],
    [{ fact: 'code', in: ['97110', '97530'] }, true],
    [{ fact: 'units', in: [1, 2] }, false],
    [{ fact: 'modifiers', has: '59' }, true],
    [{ fact: 'modifiers', has: 'XS' }, false],
    [{ fact: 'diagnoses', has: 'M25511' }, true],
    [{ fact: 'diagnoses', startsWith: 'M25.5' }, true],
    [{ fact: 'lineDiagnoses', startsWith: 'F84' }, false],
    [{ fact: 'code', startsWith: '975' }, true],
    [{ fact: 'units', atLeast: 3 }, true],
    [{ fact: 'units', atLeast: 4 }, false],
    [{ fact: 'units', atMost: 3 }, true],
    [{ fact: 'units', atMost: 2 }, false],
    [{ fact: 'timedUnits', atLeast: 4 }, true],
    [{ fact: 'codes', has: '97140' }, true],
    [{ fact: 'authorization', is: false }, true],
    [{ fact: 'authorization', missing: true }, true],
    [{ fact: 'planOfCare', missing: true }, false],
    [{ fact: 'abn', missing: true }, true],
    [{ fact: 'telehealth', is: true }, false],
    [{ fact: 'chargeCents', atLeast: 18000 }, true],
    [{ fact: 'renderingTaxonomy', is: '225X00000X' }, true],
    [{ not: { fact: 'units', atLeast: 4 } }, true],
    [
      {
        all: [
          { fact: 'units', is: 3 },
          { fact: 'discipline', is: 'OT' },
        ],
      },
      true,
    ],
    [
      {
        all: [
          { fact: 'units', is: 3 },
          { fact: 'discipline', is: 'PT' },
        ],
      },
      false,
    ],
    [
      {
        any: [
          { fact: 'units', is: 1 },
          { fact: 'discipline', is: 'OT' },
        ],
      },
      true,
    ],
    [
      {
        any: [
          { fact: 'units', is: 1 },
          { fact: 'discipline', is: 'PT' },
        ],
      },
      false,
    ],
  ])('%j is %s of a line of three units', (condition, expected) => {
    expect(isTrue(condition)).toBe(expected);
  });

  it('counts age in full years on the date of service', () => {
    const born = (birthDate?: string) => facts({ patient: { patientId: 'P1', ...(birthDate && { birthDate }) } });
    expect(isTrue({ fact: 'age', atMost: 2 }, born('2023-03-03'))).toBe(true);
    expect(isTrue({ fact: 'age', atMost: 2 }, born('2023-03-02'))).toBe(false);
    expect(isTrue({ fact: 'age', is: 3 }, born('2023-03-02'))).toBe(true);
  });

  it('is true of nothing that is not recorded, but of its absence', () => {
    const unknown = facts({ patient: { patientId: 'P1' } });
    expect(isTrue({ fact: 'age', atMost: 200 }, unknown)).toBe(false);
    expect(isTrue({ fact: 'age', atLeast: 0 }, unknown)).toBe(false);
    expect(isTrue({ fact: 'age', missing: true }, unknown)).toBe(true);
    expect(isTrue({ fact: 'age', missing: false }, unknown)).toBe(false);
  });

  it('is about a line where any fact of it is', () => {
    const read = (condition: unknown) => readCondition(condition, 'condition', 'coded', new FaultList()).aboutLine;
    expect(read({ fact: 'discipline', is: 'OT' })).toBe(false);
    expect(read({ any: [{ fact: 'discipline', is: 'OT' }, { not: { fact: 'units', is: 1 } }] })).toBe(true);
  });
});

describe('a faulty condition is named with the path to its node', () => {
  it.each<[string, unknown]>([
    ['rules[0].condition must be an object', 'units > 3'],
    ['rules[0].condition must be an object', null],
    ['rules[0].condition must be an object', [{ fact: 'units', is: 1 }]],
    ['rules[0].condition.fact is missing', { is: 1 }],
    ['rules[0].condition.fact is no fact; known are payerId, ', { fact: 'constructor', is: 1 }],
    ['rules[0].condition needs exactly one of is, in, ', { fact: 'units' }],
    ['rules[0].condition needs exactly one of is, in, ', { fact: 'units', atLeast: 1, atMost: 3 }],
    ['rules[0].condition.moreThan is not known here', { fact: 'units', moreThan: 1 }],
    ['rules[0].condition.is must be a whole number', { fact: 'units', is: '3' }],
    ['rules[0].condition.is must be a whole number', { fact: 'units', is: 1.5 }],
    ['rules[0].condition.is must be true or false', { fact: 'telehealth', is: 'yes' }],
    ['rules[0].condition.is must be a procedure code', { fact: 'code', is: '9753' }],
    ['rules[0].condition.in must be a list of 1 to 500 values', { fact: 'code', in: [] }],
    ['rules[0].condition.in must be a list of which each is', { fact: 'code', in: ['97530', 97110] }],
    ['rules[0].condition.has does not go with units; use is, in, atLeast, atMost, missing', { fact: 'units', has: 3 }],
    ['rules[0].condition.is does not go with modifiers; use has, startsWith, missing', { fact: 'modifiers', is: 'GO' }],
    [
      'rules[0].condition.has must be a modifier of two letters or digits other than KX',
      { fact: 'modifiers', has: 'KX' },
    ],
    ['rules[0].condition.missing must be true or false', { fact: 'abn', missing: 'GA' }],
    ['rules[0].condition.startsWith must be capital letters and digits', { fact: 'diagnoses', startsWith: '' }],
    ['rules[0].condition.is must be MEDICARE_B, ', { fact: 'payerKind', is: 'MEDICARE' }],
    ['rules[0].condition.all must be a list', { all: { fact: 'units', is: 1 } }],
    ['rules[0].condition.any must not be empty', { any: [] }],
    ['rules[0].condition has all, fact, is: all stands alone', { all: [], fact: 'units', is: 1 }],
    [
      'rules[0].condition.all[1].any[0].not.is must be a whole number',
      { all: [{ fact: 'units', is: 1 }, { any: [{ not: { fact: 'minutes', is: 'many' } }] }] },
    ],
  ])('%s', (fault, condition) => {
    const faults = faultsOf(condition);
    expect(faults.filter((one) => one.startsWith(fault))).toHaveLength(1);
  });

  it('where it lies too deep', () => {
    const nested = (depth: number): unknown => (depth === 0 ? { fact: 'units', is: 1 } : { not: nested(depth - 1) });
    expect(faultsOf(nested(11))).toEqual([]);
    expect(faultsOf(nested(12))).toEqual([`rules[0].condition${'.not'.repeat(12)} lies more than 12 conditions deep`]);
  });

  it('where it asks, while modifiers are made, for what is not known yet', () => {
    expect(faultsOf({ fact: 'chargeCents', atLeast: 1 }, 'modifiers')).toEqual([
      'rules[0].condition.fact chargeCents is not known yet while modifiers are put on a line',
    ]);
    expect(faultsOf({ fact: 'units', atLeast: 1 }, 'modifiers')).toEqual([]);
  });
});
