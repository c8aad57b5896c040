import { describe, expect, it } from '@jest/globals';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import type { ClaimLine, ProfessionalClaim } from '#libs/x12/claim.js';
import { builtInScenario, parseScenario, type Scenario } from '../scenario/scenario.js';
import { adjudicate, type TakenClaim } from './adjudicate.js';
import { totals } from './decision.js';

const reference = builtInReference();
const scenario = builtInScenario();
const address = { line1: '1 Main St', city: 'Austin', state: 'TX', zip: '787010000' };

type Line = readonly [code: string, units: number, chargeCents: number, ...modifiers: string[]];

function claimOf(
  number: string,
  days: Readonly<Record<string, readonly Line[]>>,
  overrides: Partial<ProfessionalClaim> & { filing?: string; payerId?: string } = {},
): TakenClaim {
  const { filing = 'MB', payerId = 'MEDICARE', ...rest } = overrides;
  const lines = Object.entries(days).flatMap(([serviceDate, ofDay]) =>
    ofDay.map(([code, units, chargeCents, ...modifiers]): ClaimLine => {
      const lineControlNumber = `${number}-${serviceDate}-${code}${modifiers.join('')}`;
      return { code, units, chargeCents, modifiers, serviceDate, diagnosisPointers: [1], lineControlNumber };
    }),
  );
  const claim: ProfessionalClaim = {
    billingProvider: {
      entityType: 'organization',
      name: 'Practice',
      npi: '1999999984',
      taxId: '123456789',
      taxIdType: 'EI',
      address,
    },
    subscriber: {
      lastName: 'A',
      firstName: 'B',
      memberId: '1EG4TE5MK73',
      responsibility: 'P',
      claimFilingIndicator: filing,
    },
    payer: { name: 'Payer', id: payerId },
    patientControlNumber: number,
    frequency: '1',
    placeOfService: '11',
    diagnoses: ['M25511'],
    renderingProvider: { lastName: 'R', npi: '1992999999' },
    lines,
    ...rest,
  };
  return { payerControlNumber: `ICN${number}`, claim };
}

const member = (usedElsewhereCents: number): Scenario =>
  parseScenario({ ...scenario, members: { '1EG4TE5MK73': { usedElsewhereCents } } });

const claimA = claimOf('A', {
  '2026-03-02': [
    ['97166', 1, 18000, 'GO'],
    ['97110', 2, 11000, 'GO'],
  ],
  '2026-03-05': [
    ['97110', 2, 11000, 'GO'],
    ['97140', 1, 5000, 'GO'],
  ],
  '2026-03-09': [
    ['97112', 2, 11600, 'GO'],
    ['97110', 1, 5500, 'GO'],
  ],
});
const claimB = (kx: readonly string[]) =>
  claimOf('B', {
    '2026-03-12': [
      ['97530', 1, 6000, 'GO', ...kx],
      ['97530', 1, 6000, 'GO', 'CO', ...kx],
      ['97110', 2, 11000, 'GO', ...kx],
    ],
    '2026-03-16': [
      ['97110', 1, 5500, 'GO', 'KX'],
      ['97140', 1, 5000, 'GO', 'KX'],
      ['97530', 1, 6000, 'GO', 'KX'],
    ],
    '2026-03-19': [['97530', 3, 18000, 'GO', 'KX']],
  });

const decide = (claims: readonly TakenClaim[], of: Scenario = scenario) =>
  adjudicate(claims, new Map(), { scenario: of, reference });

describe('Medicare', () => {
  it('pays the worked example of the rules to the cent', () => {
    const { decisions, accounts } = decide([claimB(['KX']), claimA], member(215_000));
    const [a, b] = ['ICNA', 'ICNB'].map((id) => decisions.get(id) as NonNullable<ReturnType<typeof decisions.get>>);
    expect(totals(a as never)).toEqual({ chargeCents: 62_100, paidCents: 23_306, patientCents: 5_944 });
    expect(totals(b as never)).toEqual({ chargeCents: 57_500, paidCents: 20_734, patientCents: 5_362 });
    expect(a?.lines.map((line) => line.paidCents)).toEqual([7882, 3483, 4020, 1663, 4517, 1741]);
    expect(b?.lines.map((line) => line.paidCents)).toEqual([2750, 1669, 3483, 1741, 1663, 2750, 6678]);
    expect(accounts.get('1EG4TE5MK73/2026')?.accruedCents.OT).toBe(271_546);
    const assistant = b?.lines[1];
    expect(assistant?.remarks).toEqual(['N851']);
    expect(assistant?.adjustments).toContainEqual({ group: 'CO', reason: '45', amountCents: 301 });
  });

  it('denies the lines above the threshold that have no KX, and does not count them', () => {
    const { decisions, accounts } = decide([claimA, claimB([])], member(215_000));
    const lines = decisions.get('ICNB')?.lines ?? [];
    expect(lines.slice(0, 3).map((line) => line.adjustments)).toEqual([
      [{ group: 'CO', reason: '119', amountCents: 6000 }],
      [{ group: 'CO', reason: '119', amountCents: 6000 }],
      [{ group: 'CO', reason: '119', amountCents: 11000 }],
    ]);
    expect(lines[0]?.remarks).toEqual(['N362']);
    expect(totals({ lines }).paidCents).toBe(12_832);
    expect(accounts.get('1EG4TE5MK73/2026')?.accruedCents.OT).toBe(261_092);
  });

  it('decides the same whatever the order in which claims arrived', () => {
    const one = decide([claimA, claimB(['KX'])], member(240_000));
    const other = decide([claimB(['KX']), claimA], member(240_000));
    expect([...other.decisions].sort()).toEqual([...one.decisions].sort());
  });

  it('takes the deductible that is left first', () => {
    const withDeductible = parseScenario({ ...scenario, members: { '1EG4TE5MK73': { deductibleLeftCents: 6000 } } });
    const { decisions } = decide([claimOf('C', { '2026-03-02': [['97110', 2, 11000, 'GO']] })], withDeductible);
    const line = decisions.get('ICNC')?.lines[0];
    expect(line?.adjustments).toContainEqual({ group: 'PR', reason: '1', amountCents: line?.allowedCents });
    expect(line?.paidCents).toBe(0);
  });
});

describe('rules of a scenario', () => {
  const only = (taken: TakenClaim) => decide([taken]).decisions.get(taken.payerControlNumber);
  const reasons = (taken: TakenClaim) => only(taken)?.lines.map((line) => line.adjustments[0]?.reason);
  const day: Record<string, readonly Line[]> = { '2026-03-02': [['97530', 2, 12000]] };

  it('deny what has no authorization at a payer that wants one, and pay it once the claim has one', () => {
    const harbor = { filing: 'CI', payerId: 'BLHRB' };
    expect(reasons(claimOf('H', day, harbor))).toEqual(['197']);
    const decision = only(claimOf('H', day, { ...harbor, priorAuthorization: 'AUTH1' }));
    expect(decision?.lines[0]).toMatchObject({
      paidCents: 5900,
      adjustments: [
        { group: 'CO', reason: '45', amountCents: 3600 },
        { group: 'PR', reason: '3', amountCents: 2500 },
      ],
    });
  });

  it('deny a diagnosis that is not covered, too many units, and a service that includes another', () => {
    expect(reasons(claimOf('D', { '2026-03-02': [['97530', 2, 12000, 'GO']] }, { diagnoses: ['R53.81'] }))).toEqual([
      '50',
    ]);
    expect(reasons(claimOf('U', { '2026-03-02': [['97530', 5, 30000, 'GO']] }))).toEqual(['151']);
    const pair: Record<string, readonly Line[]> = {
      '2026-03-02': [
        ['97530', 1, 6000],
        ['97140', 1, 5000],
      ],
    };
    expect(reasons(claimOf('P', pair, { filing: 'CI', payerId: 'SUMIT' }))).toEqual(['45', '97']);
  });

  it('return a claim of an unknown rendering provider as unprocessable', () => {
    const decision = only(
      claimOf(
        'N',
        { '2026-03-02': [['97530', 2, 12000, 'GO']] },
        { renderingProvider: { lastName: 'X', npi: '1888000027' } },
      ),
    );
    expect(decision?.remarks).toEqual(['MA130']);
    expect(decision?.lines[0]).toMatchObject({ paidCents: 0, remarks: ['N290'] });
  });

  it('take a copay once a visit', () => {
    const twoLines: Record<string, readonly Line[]> = {
      '2026-03-02': [
        ['97112', 1, 6000],
        ['97110', 1, 5500],
      ],
    };
    const decision = only(claimOf('V', twoLines, { filing: 'CI', payerId: 'ACME' }));
    expect(totals(decision as NonNullable<typeof decision>)).toMatchObject({ patientCents: 2500 });
  });
});
