import { describe, expect, it } from '@jest/globals';
import type { PayerEntry } from '../practice.js';
import { EDITS } from '../scrubbing/edit-catalogue.js';
import { SAMPLE_PRACTICE } from '../testing/sample.js';
import { ALL_RULES, practiceFaults } from './check-practice.js';
import { PROTECTED_RULES } from './protected-rules.js';

const rule = {
  id: 'long-session',
  condition: { fact: 'units', atLeast: 4 },
  severity: 'warning',
  message: '{code} has {units} units',
};

const faultsOf = (own: { rules?: unknown; severities?: unknown; payers?: readonly PayerEntry[] }) =>
  practiceFaults({ ...SAMPLE_PRACTICE, ...own }).map(({ field, message }) => `${field} ${message}`);
const faultOfRule = (given: object) => faultsOf({ rules: [{ ...rule, ...given }] });
const faultOfModifier = (...modifiers: object[]) =>
  faultsOf({ payers: [{ payerId: 'STATE', name: 'State', kind: 'MEDICAID', modifiers }] });

describe("a practice's rules", () => {
  it('are none where the profile names none', () => {
    expect(practiceFaults(undefined)).toEqual([]);
    expect(faultsOf({})).toEqual([]);
  });

  it('are read where they are sound', () => {
    expect(
      faultsOf({
        rules: [
          rule,
          { ...rule, id: 'put-u1', payerIds: ['STATE', 'MEDICARE-B'], fix: { addModifier: 'U1' } },
          { ...rule, id: 'versioned', to: '2025-12-31' },
          { ...rule, id: 'versioned', from: '2026-01-01', payerKinds: ['MEDICAID'], codes: ['97530'] },
        ],
      }),
    ).toEqual([]);
  });

  it.each<[string, object]>([
    ['rules[0].id is missing', { id: undefined }],
    ['rules[0].id must be small letters, digits and hyphens', { id: 'Long session' }],
    ['rules[0].severity must be one of error, warning, info', { severity: 'fatal' }],
    ['rules[0].message is missing', { message: undefined }],
    ['rules[0].message must be a sentence of at most 300 characters', { message: ' ' }],
    ['rules[0].message names {patient}; known are {payer}, ', { message: '{patient} is late' }],
    ['rules[0].message names {toString}; known are {payer}, ', { message: '{toString}' }],
    [
      'rules[0].message names {units}, but the rule is about the session and not about a line',
      { condition: { fact: 'discipline', is: 'OT' }, message: '{units} units' },
    ],
    ['rules[0].condition is missing, and no codes are named either', { condition: undefined, message: 'always' }],
    ["rules[0].payerIds[1] must be a payer of the practice's", { payerIds: ['STATE', 'ELSEWHERE'] }],
    ['rules[0].payerIds must not be empty', { payerIds: [] }],
    ['rules[0].payerKinds[0] must be MEDICARE_B, ', { payerKinds: ['MEDICARE'] }],
    ['rules[0].codes must be a list', { codes: '97530' }],
    ['rules[0].codes[0] must be a procedure code', { codes: ['975'] }],
    ['rules[0].payerId is not known here', { payerId: 'STATE' }],
    ['rules[0].from must be a calendar day', { from: '2026-02-30' }],
    ['rules[0].to is before from', { from: '2026-02-01', to: '2026-01-31' }],
    ['rules[0].fix needs exactly one of addModifier, removeModifier', { fix: {} }],
    ['rules[0].fix.addModifier must be a modifier', { fix: { addModifier: 'u1' } }],
    [
      'rules[0].fix.addModifier must not be 59: it is put only where the record shows it',
      { fix: { addModifier: '59' } },
    ],
    ['rules[0].fix.addModifier must not be KX', { fix: { addModifier: 'KX' } }],
    ['rules[0].fix.addModifier must not be GA', { fix: { addModifier: 'GA' } }],
    ['rules[0].fix.removeModifier must not be CO', { fix: { removeModifier: 'CO' } }],
    ['rules[0].condition.fact is no fact', { condition: { fact: 'weather', is: 'fine' } }],
    ['rules mismatch is the id of a rule that is always there', { id: 'mismatch' }],
  ])('%s', (fault, given) => {
    expect(faultOfRule(given).filter((one) => one.startsWith(fault))).toHaveLength(1);
  });

  it('are no list, or name one id twice for the same days', () => {
    expect(faultsOf({ rules: { id: 'a' } })).toEqual(['rules must be a list']);
    expect(faultsOf({ rules: [null] })).toEqual(['rules[0] must be an object']);
    expect(faultsOf({ rules: [rule, { ...rule, from: '2027-01-01' }] })).toEqual([
      'rules[1].id long-session is the id of another rule of the same days',
    ]);
  });
});

describe("a practice's severities", () => {
  it('grade rules up and down, at a payer or at all', () => {
    expect(
      faultsOf({
        severities: [
          { rule: 'units.method-unknown', severity: 'off' },
          { rule: 'units.method-unknown', severity: 'error', payerIds: ['UNASKED'] },
          { rule: 'mue.exceeded', severity: 'warning' },
          { rule: 'charge.missing', severity: 'error' },
        ],
      }),
    ).toEqual([]);
  });

  it.each<[string, object]>([
    ['severities[0].rule units.wrong is no rule', { rule: 'units.wrong', severity: 'off' }],
    ["severities[0].rule is a practice's own rule", { rule: 'practice.long-session', severity: 'off' }],
    ['severities[0].severity must be one of error, warning, info, off', { rule: 'units.tie', severity: 'none' }],
    [
      'severities[0].severity time.overlap cannot be lowered: the claim would be false',
      { rule: 'time.overlap', severity: 'warning' },
    ],
    [
      'severities[0].severity charge.missing cannot be lowered: the claim could not be written',
      { rule: 'charge.missing', severity: 'off' },
    ],
    [
      "severities[0].payerIds[0] must be a payer of the practice's",
      { rule: 'units.tie', severity: 'off', payerIds: ['X'] },
    ],
    ['severities[0].rule is missing', { severity: 'off' }],
  ])('%s', (fault, row) => {
    expect(faultsOf({ severities: [row] }).filter((one) => one.startsWith(fault))).toHaveLength(1);
  });

  it('grade a rule once for each payer', () => {
    const row = { rule: 'units.tie', severity: 'off' };
    expect(faultsOf({ severities: [row, row] })).toEqual([
      'severities[1].rule units.tie is graded twice for the same payer',
    ]);
  });

  it('protect rules that exist, and every edit without which an 837P could not be written', () => {
    expect(Object.keys(PROTECTED_RULES).filter((id) => !ALL_RULES.has(id))).toEqual([]);
    const unwritable = EDITS.filter((edit) => edit.source.includes('005010X222A1') && edit.severity === 'error');
    expect(unwritable.map((edit) => edit.id).filter((id) => !(id in PROTECTED_RULES))).toEqual([]);
  });
});

describe("a payer's own modifiers", () => {
  it('are read where they say nothing that the record does not', () => {
    expect(
      faultOfModifier(
        { modifier: 'TL', when: { fact: 'age', atMost: 2 } },
        { modifier: 'HN', position: 'last', from: '2025-01-01' },
        { modifier: '95', position: 'first', when: { fact: 'modifiers', has: '95' } },
        { modifier: 'XS', replaces: '59' },
        { modifier: 'U3', replaces: 'GO', position: 1 },
      ),
    ).toEqual([]);
  });

  it.each<[string, object]>([
    ['payers[0].modifiers[0].modifier is missing', {}],
    ['payers[0].modifiers[0].modifier must be a modifier', { modifier: 'TFX' }],
    ['payers[0].modifiers[0].modifier CO is put where the record shows it', { modifier: 'CO' }],
    ['payers[0].modifiers[0].modifier must not be KX', { modifier: 'KX', position: 'first' }],
    ['payers[0].modifiers[0].replaces must not be CO', { modifier: 'U1', replaces: 'CO' }],
    ['payers[0].modifiers[0].replaces CO says something else than GO', { modifier: 'CO', replaces: 'GO' }],
    ['payers[0].modifiers[0].position must be first, last or a place from 1 to 4', { modifier: 'U1', position: 5 }],
    [
      'payers[0].modifiers[0].when.fact codes is not known yet',
      { modifier: 'U1', when: { fact: 'codes', has: '97530' } },
    ],
    ['payers[0].modifiers[0].code is not known here', { modifier: 'U1', code: '97530' }],
  ])('%s', (fault, row) => {
    expect(faultOfModifier(row).filter((one) => one.startsWith(fault))).toHaveLength(1);
  });
});
