import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { corrected } from '#libs/rules/correction.js';
import type { PracticeTerms } from '#libs/rules/practice.js';
import { EDITS } from '#libs/rules/scrubbing/edit-catalogue.js';
import { VisitHistory } from '#libs/rules/scrubbing/visit-history.js';
import type { Coverage, Procedure, Session } from '#libs/rules/session.js';
import { coveredBy, procedures, SAMPLE_PRACTICE, sampleSession } from '#libs/rules/testing/sample.js';
import { type Around, chargingAll, said, scrubSample, told, without } from '#libs/rules/testing/scrubbed.js';

/*
 * What a scrubber must find, situation by situation: the rule and its severity, and beside it the same session done right, of which nothing
 * may be said.
 */

type Given = Partial<Session> | readonly Partial<Session>[];
type Situation = readonly [situation: string, rule: string, wrong: Given, right?: Given, around?: Around];

const PRACTICE: PracticeTerms = {
  ...chargingAll(),
  payers: [
    ...SAMPLE_PRACTICE.payers,
    {
      payerId: 'STRICT',
      name: 'Strict Mutual',
      kind: 'COMMERCIAL',
      unitMethod: 'CMS_TOTAL',
      percentOfMedicare: 100,
      authorizationRequired: true,
      supervisingProviderRequired: true,
      visitLimit: 20,
    },
  ],
};

const medicare: Coverage = { rank: 1, payerId: 'MEDICARE-B', memberId: '1EG4TE5MK73', relationship: 'self' };
const harbor: Coverage = { rank: 1, payerId: 'HARBOR', memberId: 'H1234567', relationship: 'self' };
const subscriber = { lastName: 'Example', firstName: 'Sam', birthDate: '1948-05-05', sex: 'M' as const };
const authorization = { number: 'A1', from: '2026-03-01', to: '2026-03-31', visits: 10, visitsUsed: 9 };
const strict = { ...coveredBy('STRICT'), authorization };
const doing = (text: string, extra: Partial<Procedure> = {}) => ({ procedures: procedures(text, extra) });
const at = (start: string, end: string) => ({ timeBlocks: [{ start, end }] });
const patient = (given: Partial<Session['patient']>) => ({ patient: { ...sampleSession().patient, ...given } });
const address = (given: object) => patient({ address: { ...sampleSession().patient.address, ...given } as never });
const covering = (given: Partial<Coverage>) => ({ coverages: [{ ...medicare, ...given }] });
const otherTherapist = { npi: '1993999998', lastName: 'Locum', firstName: 'Lee', taxonomy: '225X00000X' };
const attested = { attestations: ['above-threshold-necessary' as const] };
const atHome = { placeOfService: '10', telehealth: { patientAtHome: true } };
const eachDocumented = sampleSession().documentation;

function usedVisits(): VisitHistory {
  const visits = new VisitHistory();
  for (let day = 1; day <= 20; day += 1)
    visits.countLimited(sampleSession({ dateOfService: `2026-01-${String(day).padStart(2, '0')}` }), 'STRICT');
  return visits;
}

const CODES: readonly Situation[] = [
  ['an unknown code', 'error code.unknown', doing('99999 30')],
  ['a deleted code', 'error code.ended', doing('97532 30'), doing('97129 15')],
  [
    'a code before its time',
    'error code.not-yet-valid',
    {
      ...doing('98979 12'),
      dateOfService: '2025-12-01',
      planOfCare: { firstTreatmentOn: '2025-12-01', certifiedOn: '2025-12-02' },
    },
    {},
  ],
  ['97130 without 97129', 'error code.add-on-alone', doing('97130 30'), doing('97129 20, 97130 15')],
  ['97551 without 97550', 'error code.add-on-alone', doing('97551 30'), doing('97550 30, 97551 15')],
  ['97546 without 97545', 'error code.add-on-alone', doing('97546 60'), doing('97545 120, 97546 60')],
  [
    'an unlisted code without a word',
    'error code.description-missing',
    doing('97139'),
    doing('97139', { description: 'mirror box' }),
    { practice: { ...PRACTICE, charges: PRACTICE.charges } },
  ],
];

const UNITS: readonly Situation[] = [
  [
    'more units stated than minutes carry',
    'error minutes.stated-units',
    doing('97110 20', { count: 3 }),
    doing('97110 30', { count: 2 }),
  ],
  [
    'one unit more stated than the day makes',
    'error minutes.stated-units',
    doing('97110 20', { count: 2 }),
    doing('97110 20', { count: 1 }),
  ],
  [
    'fewer units stated than earned',
    'warning minutes.stated-units',
    doing('97110 30', { count: 1 }),
    doing('97110 30'),
  ],
  [
    'a tie stated the other way round',
    'warning minutes.stated-units',
    { procedures: [...procedures('97112 20', { count: 2 }), ...procedures('97110 20', { count: 1 })] },
    {
      procedures: [...procedures('97112 20', { count: 1 }), ...procedures('97110 20', { count: 2, preferUnit: true })],
    },
  ],
  [
    'an untimed code billed by time',
    'warning units.one-per-day',
    doing('97166 45', { count: 3 }),
    doing('97166 45', { count: 1 }),
  ],
  ['more units than the limit of the day', 'error mue.exceeded', doing('97112 75'), doing('97112 60')],
  ['a timed code without minutes', 'error time.minutes-missing', doing('97110')],
];

const PAIRS_AND_MODIFIERS: readonly Situation[] = [
  [
    'a pair that is never paid together',
    'error ncci.never-together',
    doing('97140 15, 97124 15'),
    doing('97140 15, 97110 15'),
  ],
  [
    'a pair without evidence of distinct time',
    'error ncci.evidence-missing',
    { procedures: [...procedures('97530 15', at('09:00', '09:15')), ...procedures('97750 15')] },
    { procedures: [...procedures('97530 15', at('09:00', '09:15')), ...procedures('97750 15', at('09:15', '09:30'))] },
  ],
  [
    'a pair with an attestation',
    'error ncci.evidence-missing',
    doing('97530 15, 97750 15'),
    doing('97530 15, 97750 15', { attestations: ['distinct-time'] }),
  ],
  [
    'GP on an OT claim',
    'error modifiers.conflict',
    doing('97110 30', { modifiers: ['GP'] }),
    doing('97110 30', { modifiers: ['GO'] }),
  ],
  [
    'CQ on an OT claim',
    'error modifiers.conflict',
    doing('97110 0+30', { modifiers: ['CQ'] }),
    doing('97110 0+30', { modifiers: ['CO'] }),
  ],
  [
    'CO without GO',
    'error modifiers.conflict',
    { ...coveredBy('HARBOR'), ...doing('97110 30', { modifiers: ['CO'] }) },
    { ...coveredBy('HARBOR'), ...doing('97110 30', { modifiers: ['GO', 'CO'] }) },
  ],
  ['GE on an OT claim', 'error modifiers.conflict', doing('97110 30', { modifiers: ['GE'] })],
  ['KX with GA', 'error modifiers.conflict', { abn: 'GA', ...doing('97110 30', { modifiers: ['KX'] }) }, { abn: 'GA' }],
  ['KX with GZ', 'error modifiers.conflict', { abn: 'GZ', ...doing('97110 30', { modifiers: ['KX'] }) }, {}],
  [
    '59 and XS on one line',
    'error modifiers.conflict',
    doing('97110 30', { modifiers: ['59', 'XS'] }),
    doing('97110 30', { modifiers: ['XS'] }),
  ],
  [
    'more than four modifiers',
    'error modifiers.too-many',
    doing('97110 30', { modifiers: ['59', '76', 'TF', 'TL'] }),
    doing('97110 30', { modifiers: ['59', '76', 'TF'] }),
  ],
  [
    'the threshold crossed and not attested',
    'error threshold.attestation-missing',
    {},
    doing('97110 30', attested),
    { accruedCents: 247_000 },
  ],
  ['KX stated and not needed', 'warning threshold.kx-not-needed', doing('97110 30', { modifiers: ['KX'] })],
];

const PEOPLE_AND_GROUPS: readonly Situation[] = [
  ['an evaluation with an assistant', 'error evaluation.assistant', doing('97166 30+15'), doing('97166 45')],
  [
    'a level that the deficits do not bear out',
    'warning evaluation.level',
    doing('97166 45', { evaluation: { performanceDeficits: 6 } }),
    doing('97166 45', { evaluation: { performanceDeficits: 5 } }),
  ],
  ['a group of one', 'error group.too-small', doing('97150', { groupSize: 1 }), doing('97150', { groupSize: 2 })],
  ['a group of nobody knows how many', 'error group.size-missing', doing('97150'), doing('97150', { groupSize: 2 })],
  [
    'a one-on-one code with a group',
    'error group.one-on-one',
    doing('97110 30', { groupSize: 2 }),
    doing('97110 30', { groupSize: 1 }),
  ],
  [
    'overlapping one-on-one services',
    'error time.overlap',
    { procedures: [...procedures('97110 15', at('09:00', '09:15')), ...procedures('97112 15', at('09:14', '09:29'))] },
    { procedures: [...procedures('97110 15', at('09:00', '09:15')), ...procedures('97112 15', at('09:15', '09:30'))] },
  ],
  [
    'an assistant whom nobody supervises, where the payer asks',
    'error provider.supervising-missing',
    { ...strict, ...doing('97110 0+30') },
    { ...strict, ...doing('97110 0+30'), supervisingProvider: otherTherapist },
  ],
  [
    'no referring provider on Medicare',
    'error provider.referring-missing',
    without('referringProvider'),
    { ...without('referringProvider'), ...coveredBy('HARBOR') },
  ],
  [
    'a therapist who refers to herself',
    'warning provider.referring-is-rendering',
    { referringProvider: sampleSession().renderingProvider },
  ],
  [
    'an NPI with a wrong check digit',
    'error provider.npi-check-digit',
    { referringProvider: { npi: '1245319598', lastName: 'Doctor' } },
  ],
  [
    'an NPI with a dash',
    'error provider.npi-check-digit',
    { referringProvider: { npi: '1245-319599', lastName: 'Doctor' } },
  ],
  ['a provider without a name', 'error provider.name-missing', { renderingProvider: { npi: '1234567893' } }],
  [
    'a taxonomy that is none',
    'error provider.taxonomy',
    { renderingProvider: { ...otherTherapist, taxonomy: 'OT' } },
    { renderingProvider: otherTherapist },
  ],
  [
    'a facility without an address',
    'error facility.incomplete',
    { serviceFacility: { name: 'Annex' } },
    {
      serviceFacility: {
        name: 'Annex',
        npi: '1245319599',
        address: { line1: '2 Main St', city: 'Springfield', state: 'IL', zip: '62701' },
      },
    },
  ],
];

const PLACES: readonly Situation[] = [
  ['telehealth in the office', 'error telehealth.place-of-service', { telehealth: { patientAtHome: true } }, atHome],
  ['POS 10 without telehealth', 'error telehealth.place-of-service', { placeOfService: '10' }],
  [
    'manual therapy by telehealth',
    'warning telehealth.hands-on',
    { ...atHome, ...doing('97140 30') },
    { ...atHome, ...doing('97110 30') },
  ],
  [
    'a hospital outpatient department',
    'error place.facility',
    { placeOfService: '22' },
    { placeOfService: '22', ...coveredBy('HARBOR') },
  ],
  ['a place that does not exist', 'error place.unknown', { placeOfService: '98' }, { placeOfService: '12' }],
  [
    'an accident without its day',
    'error accident.incomplete',
    { accident: { kind: 'EM' } },
    { accident: { kind: 'EM', on: '2026-02-01' } },
  ],
  [
    'a car accident in no state',
    'error accident.incomplete',
    { accident: { kind: 'AA', on: '2026-02-01' } },
    { accident: { kind: 'AA', on: '2026-02-01', state: 'IL' } },
  ],
  ['a condition from the future', 'warning onset.after-service', { onsetOn: '2026-03-03' }, { onsetOn: '2026-03-02' }],
  ['supplies', 'error supply.dme-mac', doing('L4396'), { ...coveredBy('HARBOR'), ...doing('L4396') }],
  [
    'an item that is not covered, without GY',
    'error supply.needs-gy',
    doing('A9270'),
    { abn: 'GY', ...doing('A9270') },
  ],
  [
    'a screening that Medicare does not cover',
    'error price.not-covered',
    doing('96110'),
    { abn: 'GY', ...doing('96110') },
  ],
  [
    'a notice of non-coverage for another payer',
    'warning abn.not-medicare',
    { abn: 'GA', ...coveredBy('HARBOR') },
    { abn: 'GA' },
  ],
  ['lines that the practice will bear', 'warning abn.practice-liable', { abn: 'GZ' }, { abn: 'GA' }],
];

const DIAGNOSES: readonly Situation[] = [
  ['a diagnosis that is none', 'error diagnosis.format', { diagnoses: ['25.511'] }],
  ['a diagnosis in small letters', 'error diagnosis.format', { diagnoses: [' m25.511'] }],
  [
    'a diagnosis twice',
    'error diagnosis.duplicate',
    { diagnoses: ['M25.511', 'R27.8', 'M25511'], ...doing('97110 30', { diagnosisPointers: [2, 3] }) },
    { diagnoses: ['M25.511', 'R27.8'] },
  ],
  [
    'thirteen diagnoses',
    'error diagnosis.too-many',
    { diagnoses: Array.from({ length: 13 }, (_, index) => `R${10 + index}.0`) },
    { diagnoses: Array.from({ length: 12 }, (_, index) => `R${10 + index}.0`) },
  ],
  [
    'thirteen diagnoses in a day',
    'error diagnosis.too-many',
    [
      { diagnoses: Array.from({ length: 12 }, (_, index) => `R${10 + index}.0`) },
      { ...doing('97530 30'), diagnoses: ['M62.81'] },
    ],
    [{ diagnoses: ['M62.81'] }, { ...doing('97530 30'), diagnoses: ['M62.81'] }],
  ],
  [
    'a pointer to nothing',
    'error diagnosis.pointer',
    doing('97110 30', { diagnosisPointers: [2] }),
    doing('97110 30', { diagnosisPointers: [1] }),
  ],
  ['no pointer at all', 'error diagnosis.pointer', doing('97110 30', { diagnosisPointers: [] })],
  [
    'a side that is not named',
    'warning diagnosis.side-unspecified',
    { diagnoses: ['M25.519'] },
    { diagnoses: ['M25.511'] },
  ],
  [
    'both sides of one condition',
    'warning diagnosis.sides-conflict',
    { diagnoses: ['M25.511', 'M25.512'] },
    { diagnoses: ['M25.511', 'M25.522'] },
  ],
  [
    'an injury without its encounter',
    'error diagnosis.encounter-missing',
    { diagnoses: ['S63.501'] },
    { diagnoses: ['S63.501D'] },
  ],
  [
    'how it happened in place of what it is',
    'error diagnosis.external-cause-first',
    { diagnoses: ['W19.XXXD', 'S63.501D'] },
    { diagnoses: ['S63.501D', 'W19.XXXD'] },
  ],
];

const COVERAGE: readonly Situation[] = [
  ['an authorization that is missing', 'error authorization.missing', coveredBy('STRICT'), strict],
  [
    'an authorization that has ended',
    'error authorization.expired',
    { authorization: { ...authorization, to: '2026-03-01' } },
    { authorization: { ...authorization, to: '2026-03-02' } },
  ],
  [
    'an authorization that has not begun',
    'error authorization.expired',
    { authorization: { ...authorization, from: '2026-03-03' } },
    { authorization: { ...authorization, from: '2026-03-02' } },
  ],
  [
    'all authorized visits used',
    'error authorization.visits-used-up',
    { authorization: { ...authorization, visitsUsed: 10 } },
    { authorization },
  ],
  [
    'a number that X12 cannot carry',
    'error authorization.number-form',
    { authorization: { ...authorization, number: 'A*1' } },
    { authorization },
  ],
  ["all of the year's visits used", 'error coverage.visit-limit', strict, {}, { visits: usedVisits() }],
  [
    'a coverage that had ended',
    'error coverage.inactive',
    covering({ to: '2026-03-01' }),
    covering({ to: '2026-03-02' }),
  ],
  [
    'a coverage that had not begun',
    'error coverage.inactive',
    covering({ from: '2026-03-03' }),
    covering({ from: '2026-03-02' }),
  ],
  ['no member id', 'error coverage.member-id-missing', covering({ memberId: ' ' })],
  [
    'a member id with a separator',
    'error coverage.member-id-missing',
    { coverages: [{ ...harbor, memberId: 'H123*4567' }] },
    coveredBy('HARBOR'),
  ],
  ['a Medicare number with dashes', 'warning coverage.medicare-number', covering({ memberId: '1eg4-te5-mk73' })],
  ['a Medicare number with an O for a 0', 'warning coverage.medicare-number', covering({ memberId: '1EGOTE5MK73' })],
  [
    'a filing indicator in small letters',
    'error coverage.malformed',
    covering({ claimFilingIndicator: 'mb' }),
    covering({ claimFilingIndicator: 'MB' }),
  ],
  ['a spouse on Medicare', 'error coverage.subscriber', covering({ relationship: 'spouse' })],
  [
    'a subscriber of whom little is known',
    'error coverage.subscriber',
    {
      coverages: [{ ...harbor, relationship: 'spouse', subscriber: { ...subscriber, birthDate: undefined } as never }],
    },
    { coverages: [{ ...harbor, relationship: 'spouse', subscriber }] },
  ],
  [
    "a subscriber's address without a state",
    'error patient.subscriber-address',
    {
      coverages: [
        {
          ...harbor,
          relationship: 'spouse',
          subscriber: { ...subscriber, address: { line1: '1 Main St', city: 'Springfield', state: '', zip: '62701' } },
        },
      ],
    },
    {
      coverages: [
        {
          ...harbor,
          relationship: 'spouse',
          subscriber: {
            ...subscriber,
            address: { line1: '1 Main St', city: 'Springfield', state: 'IL', zip: '62701' },
          },
        },
      ],
    },
  ],
  ['nobody who pays first', 'error coverage.no-primary', covering({ rank: 2 })],
  [
    'two who pay first',
    'warning coverage.rank-repeated',
    { coverages: [harbor, { ...harbor, payerId: 'UNASKED' }] },
    { coverages: [harbor, { ...harbor, rank: 2, payerId: 'UNASKED' }] },
  ],
  [
    'Medicare second for no reason',
    'warning coverage.msp-type-missing',
    { coverages: [harbor, { ...medicare, rank: 2 }] },
    { coverages: [harbor, { ...medicare, rank: 2, mspType: '12' }] },
  ],
  ['Medicare first with a reason to be second', 'warning coverage.msp-type-missing', covering({ mspType: '12' })],
  [
    'Part B beside a Medicare Advantage plan',
    'warning coverage.advantage-instead',
    { coverages: [medicare, { ...harbor, rank: 2, payerId: 'ADVANTAGE' }] },
    { coverages: [medicare, { ...harbor, rank: 2, payerId: 'ADVANTAGE', to: '2025-12-31' }] },
  ],
  [
    'a payer whom nobody knows',
    'error units.payer-unknown',
    { coverages: [{ ...harbor, payerId: 'NOBODY' }] },
    coveredBy('HARBOR'),
  ],
];

const PATIENTS: readonly Situation[] = [
  ['no last name', 'error patient.incomplete', patient({ lastName: '*' })],
  ['no sex', 'error patient.incomplete', { patient: { ...sampleSession().patient, sex: undefined } as never }],
  ['a state in small letters', 'error patient.incomplete', address({ state: 'il' })],
  ['a ZIP code with a blank', 'error patient.incomplete', address({ zip: '62701 0001' })],
  ['a ZIP code of four digits', 'error patient.incomplete', address({ zip: '6270' }), address({ zip: '62701' })],
  [
    'a patient born after the service',
    'error patient.born-after-service',
    patient({ birthDate: '2026-03-03' }),
    patient({ birthDate: '2026-03-02' }),
  ],
];

const RECORDS: readonly Situation[] = [
  ['no plan of care', 'error poc.missing', without('planOfCare')],
  [
    'an element that the note lacks',
    'error documentation.missing',
    { documentation: { ...eachDocumented, medicalNecessity: false } },
  ],
  ['a note that does not say', 'warning documentation.missing', { documentation: { medicalNecessity: true } }],
  ['no word of the note', 'warning documentation.missing', without('documentation')],
  ['a day that lies ahead', 'error filing.not-yet', { dateOfService: '2026-03-21' }, { dateOfService: '2026-03-20' }],
  ['the same session again', 'warning session.duplicate-of', [{}, {}], [{}, doing('97110 31')]],
  [
    'the same session at the same time',
    'error session.duplicate-of',
    [
      doing('97150', { groupSize: 3, ...at('09:00', '09:40') }),
      doing('97150', { groupSize: 3, ...at('09:00', '09:40') }),
    ],
    [
      doing('97150', { groupSize: 3, ...at('09:00', '09:40') }),
      doing('97150', { groupSize: 3, ...at('13:00', '13:40') }),
    ],
  ],
  [
    'a code by two therapists',
    'warning line.repeated',
    [{}, { renderingProvider: otherTherapist }],
    [{}, { renderingProvider: otherTherapist, ...doing('97110 30', { modifiers: ['77'] }) }],
  ],
  ['a code without a charge', 'error charge.missing', {}, {}, { practice: { ...SAMPLE_PRACTICE, charges: {} } }],
  ['a charge of 0', 'error charge.zero', {}, {}, { practice: { ...SAMPLE_PRACTICE, charges: { '97110': 0 } } }],
];

const LIST = { CODES, UNITS, PAIRS_AND_MODIFIERS, PEOPLE_AND_GROUPS, PLACES, DIAGNOSES, COVERAGE, PATIENTS, RECORDS };
const SITUATIONS = Object.values(LIST).flat();

/** What stands around the wrong session; a right one stands in the sample practice as it is, unless both are given the same. */
const around = (own: Around | undefined): Around => ({ practice: PRACTICE, ...own });

function daysOf(given: Given): readonly Partial<Session>[] {
  return Array.isArray(given) ? (given as readonly Partial<Session>[]) : [given as Partial<Session>];
}

describe('every situation that a claim must not go out with', () => {
  // Rows of one length: what a row leaves out, Jest would take for a callback.
  const rows = SITUATIONS.map(([situation, rule, wrong, right = {}, own = {}]) => ({
    situation,
    rule,
    wrong,
    right,
    own,
  }));

  it.each(rows)('$situation: $rule', ({ rule, wrong, own }) => {
    expect(said(wrong, around(own))).toContain(rule);
  });

  it.each(rows)('$situation, done right, is silent', ({ right, own }) => {
    const clean = own.practice || own.visits ? around(undefined) : around(own);
    // Whether Medicare publishes a value for the code is not asked here.
    expect(said(right, clean).filter((one) => one !== 'warning price.carrier-priced')).toEqual([]);
  });

  it('is told as edit-list.txt has it, word for word (after a change: WRITE_EDIT_LIST=1 npm run jest -- edit-list)', () => {
    const file = join(import.meta.dirname, 'edit-list.txt');
    const text = rows
      .map(({ situation, wrong, own }) => {
        const findings = scrubSample(daysOf(wrong), around(own)).at(-1)?.findings ?? [];
        return [situation, ...findings.map((one) => `  ${told(one)}`), ''].join('\n');
      })
      .join('\n');
    if (process.env.WRITE_EDIT_LIST) writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  it('covers the whole catalogue of edits but those that have specs of their own', () => {
    const named = new Set(SITUATIONS.map(([, rule]) => rule.split(' ')[1]));
    const elsewhere = [
      'coverage.out-of-network',
      'filing.near',
      'filing.passed',
      'line.billed-already',
      'progress.report-due',
    ];
    const open = EDITS.map(({ id }) => id).filter((id) => !named.has(id) && !elsewhere.includes(id));
    expect(open.filter((id) => !id.startsWith('poc.'))).toEqual([
      'authorization.last-visit',
      'claim.too-many-lines',
      'practice.mismatch',
    ]);
  });
});

describe('a correction that a finding carries', () => {
  const mendable = () =>
    SITUATIONS.flatMap(([situation, rule, wrong, , own]) => {
      const days = daysOf(wrong);
      const finding = scrubSample(days, around(own))
        .at(-1)
        ?.findings.find((one) => one.rule === rule.split(' ')[1] && one.correction);
      return finding?.correction ? [{ situation, rule, days, correction: finding.correction, own }] : [];
    });

  it('mends what it was found in', () => {
    const unmended = mendable().filter(({ rule, days, correction, own }) => {
      const last = corrected(sampleSession(days.at(-1)), correction);
      return said([...days.slice(0, -1), last], around(own)).includes(rule);
    });
    expect(unmended.map(({ situation }) => situation)).toEqual([]);
  });

  it('is announced by its edit, and every edit that announces one makes one', () => {
    const announced = EDITS.filter((edit) => edit.corrects !== undefined).map(({ id }) => id);
    const made = new Set(mendable().map(({ rule }) => rule.split(' ')[1] as string));
    const shares = ['accident.incomplete', 'facility.incomplete', 'patient.subscriber-address'];
    expect([...made].sort()).toEqual(announced.filter((id) => !shares.includes(id)).sort());
  });
});

describe('what only a day or a figure shows', () => {
  it('51 lines, which no claim takes', () => {
    const codes = ['97110', '97112', '97530', '97535', '97533', '97542'];
    const day = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        ...coveredBy('HARBOR'),
        renderingProvider: { ...otherTherapist },
        authorization: { number: `A${index}` },
        ...doing(`${codes[index % codes.length]} 15`),
      }));
    expect(said(day(51), around(undefined))).toContain('error claim.too-many-lines');
    expect(said(day(50), around(undefined))).not.toContain('error claim.too-many-lines');
  });

  it('a session of another practice', () => {
    const practice = { ...PRACTICE, practiceId: 'other' };
    expect(said({}, { practice })).toEqual(['error practice.mismatch']);
    expect(said({}, { practice: { ...practice, practiceId: 'sample' } })).toEqual([]);
  });

  it('a payer that said the coverage was not active, for sure only before the service', () => {
    const answered = (asOf: string, active: boolean) => ({ practice: PRACTICE, eligibility: { asOf, active } });
    expect(said({}, answered('2026-03-02', false))).toEqual(['error coverage.inactive']);
    expect(said({}, answered('2026-03-03', false))).toEqual(['warning coverage.inactive']);
    expect(said({}, answered('2026-03-02', true))).toEqual([]);
  });

  it('the last authorized visit, and an assistant on Medicare without a supervisor, as an info', () => {
    const infos = (given: Partial<Session>) =>
      scrubSample([given], { practice: PRACTICE })[0]?.findings.filter((one) => one.severity === 'info');
    expect(infos({ authorization })?.map(({ rule }) => rule)).toContain('authorization.last-visit');
    expect(infos({ authorization: { ...authorization, visitsUsed: 8 } })?.map(({ rule }) => rule)).not.toContain(
      'authorization.last-visit',
    );
    expect(infos(doing('97110 0+30'))?.map(({ rule }) => rule)).toContain('provider.supervising-missing');
    expect(infos(doing('97110 30'))?.map(({ rule }) => rule)).not.toContain('provider.supervising-missing');
  });
});
