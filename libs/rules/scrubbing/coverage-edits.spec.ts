import { describe, expect, it } from '@jest/globals';
import type { Coverage } from '../session.js';
import { SAMPLE_PRACTICE } from '../testing/sample.js';
import { said, toldOf } from '../testing/scrubbed.js';

const medicare: Coverage = { rank: 1, payerId: 'MEDICARE-B', memberId: '1EG4TE5MK73', relationship: 'self' };
const harbor: Coverage = { rank: 1, payerId: 'HARBOR', memberId: 'H1234567', relationship: 'self' };
const of = (rule: string, ...coverages: readonly (Coverage | object)[]) =>
  toldOf(rule, [{ coverages: coverages as Coverage[] }]);

describe('the member id of a coverage', () => {
  const missing = (memberId: string | undefined) => of('coverage.member-id-missing', { ...harbor, memberId });

  it('must be there', () => {
    const gap = ['error coverage.member-id-missing: coverages[0].memberId is missing'];
    expect([missing(undefined), missing(''), missing('  ')]).toEqual([gap, gap, gap]);
  });

  it('has 2 to 80 characters, and is mended where letters and digits remain', () => {
    const form =
      'error coverage.member-id-missing: coverages[0].memberId must be 2 to 80 characters without separators';
    const fix =
      ' (write it with letters and digits alone) [{"do":"clean","field":"coverages[0].memberId","as":"letters-and-digits"}]';
    expect(missing('H1')).toEqual([]);
    expect(missing('H*1')).toEqual([form + fix]);
    expect(missing('*H*12*')).toEqual([form + fix]);
    expect(missing('*H*')).toEqual([`${form} (write it with letters and digits alone)`]);
    expect(missing('H')).toHaveLength(1);
  });

  it.each([
    ['1EG4TE5MK73', true],
    ['9EG4TE5MK73', true],
    ['1EG4-TE5-MK73', false],
    ['0EG4TE5MK73', false],
    ['1SG4TE5MK73', false],
    ['1E44T45MK73', true],
    ['1E*4TE5MK73', true],
    ['1EGATE5MK73', false],
    ['1EG4TE5MK7', false],
    ['1EG4TE5MK733', false],
    ['X1EG4TE5MK73', false],
    ['1EG4TESMK73', false],
    ['1EG4TE5M373', false],
  ])('%j is passed by the form of a Medicare number: %s', (memberId, passed) => {
    expect(of('coverage.medicare-number', { ...medicare, memberId }).length === 0).toBe(passed);
  });
});

describe('a coverage', () => {
  it.each([
    ['groupNumber', 'A*1', 'groupNumber must be 1 to 50 characters'],
    ['groupNumber', 'A'.repeat(51), 'groupNumber must be 1 to 50 characters'],
    ['claimFilingIndicator', 'MBX', 'claimFilingIndicator must be one or two capitals or digits'],
    ['claimFilingIndicator', 'xMB', 'claimFilingIndicator must be one or two capitals or digits'],
    ['mspType', '1', 'mspType must be two characters'],
    ['mspType', '123', 'mspType must be two characters'],
    ['mspType', '1-2', 'mspType must be two characters'],
    ['mspType', '-12', 'mspType must be two characters'],
  ])('carries no %s of %j', (field, value, message) => {
    expect(of('coverage.malformed', { ...harbor, [field]: value })).toEqual([
      `error coverage.malformed: coverages[0].${message}`,
    ]);
  });

  it('carries what has the form of it', () => {
    const sound = { groupNumber: 'A'.repeat(50), claimFilingIndicator: '16', mspType: '12' };
    expect(of('coverage.malformed', { ...harbor, ...sound })).toEqual([]);
    expect(of('coverage.malformed', { ...harbor, claimFilingIndicator: 'M' })).toEqual([]);
  });

  it('includes its own first and last day', () => {
    const day = '2026-03-02';
    expect(of('coverage.inactive', { ...medicare, from: day, to: day })).toEqual([]);
    expect(of('coverage.inactive', { ...medicare, from: '2026-03-03' })).toEqual([
      'error coverage.inactive: MEDICARE-B covers from 2026-03-03; the service is of 2026-03-02',
    ]);
    expect(of('coverage.inactive', { ...medicare, to: '2026-03-01' })).toEqual([
      'error coverage.inactive: MEDICARE-B covered until 2026-03-01; the service is of 2026-03-02',
    ]);
  });

  it('is the patient’s own where no relationship is stated', () => {
    expect(of('coverage.subscriber', { ...harbor, relationship: undefined })).toEqual([]);
  });

  it('of somebody else names everything that is missing of them', () => {
    expect(of('coverage.subscriber', { ...harbor, relationship: 'spouse' })).toEqual(
      ['lastName', 'firstName', 'birthDate', 'sex'].map(
        (field) => `error coverage.subscriber: coverages[0].subscriber.${field} is missing`,
      ),
    );
  });
});

describe('several coverages', () => {
  const second = (given: object) => ({ ...medicare, rank: 2, ...given });

  it('tell by rank who pays first', () => {
    expect(of('coverage.rank-repeated', harbor, { ...harbor, payerId: 'UNASKED' })).toEqual([
      'warning coverage.rank-repeated: two coverages have rank 1; the first listed counts',
    ]);
    expect(of('coverage.no-primary', { ...harbor, rank: 2 })).toEqual([
      'error coverage.no-primary: the first coverage has rank 2; none has rank 1 (name the payer that pays first)',
    ]);
  });

  it('say why Medicare pays second, wherever it is listed', () => {
    const open = (field: string) => [
      `warning coverage.msp-type-missing: ${field}.mspType is missing (record why Medicare pays second)`,
    ];
    expect(of('coverage.msp-type-missing', harbor, second({}))).toEqual(open('coverages[1]'));
    expect(of('coverage.msp-type-missing', second({}), harbor)).toEqual(open('coverages[0]'));
    expect(of('coverage.msp-type-missing', harbor, second({ mspType: '12' }))).toEqual([]);
    expect(of('coverage.msp-type-missing', harbor, second({ payerId: 'UNASKED' }))).toEqual([]);
    expect(of('coverage.msp-type-missing', harbor, second({ payerId: 'NOBODY' }))).toEqual([]);
  });

  it('put a Medicare Advantage plan in place of Part B while it lasts, its last day included', () => {
    const plan = (given: object) =>
      of('coverage.advantage-instead', medicare, { ...harbor, rank: 2, payerId: 'ADVANTAGE', ...given }).length;
    expect([plan({}), plan({ to: '2026-03-02' }), plan({ to: '2026-03-01' })]).toEqual([1, 1, 0]);
    expect([plan({ from: '2026-03-02' }), plan({ from: '2026-03-03' })]).toEqual([1, 0]);
  });
});

describe('what the payer says when it is asked', () => {
  it('is told with what to do about it', () => {
    const said = (asOf: string) => toldOf('coverage.inactive', [{}], { eligibility: { asOf, active: false } });
    expect(said('2026-03-02')).toEqual([
      'error coverage.inactive: MEDICARE-B said that the coverage was not active on 2026-03-02; the service is of 2026-03-02 (find the coverage of the day, or ask the payer again)',
    ]);
    expect(said('2026-03-03')[0]).toMatch(/^warning/);
  });
});

describe('a limit of visits', () => {
  it('is used up by what the payer said is left, unless it said so after the service', () => {
    const asked = (asOf: string) => said({}, { practice: SAMPLE_PRACTICE, eligibility: { asOf, visitsLeft: 0 } });
    expect(asked('2026-03-01')).toContain('error coverage.visit-limit');
    expect(asked('2026-03-02')).toContain('error coverage.visit-limit');
    expect(asked('2026-03-03')).not.toContain('error coverage.visit-limit');
  });
});
