import { describe, expect, it } from '@jest/globals';
import type { Adjustment, PayerKind } from '#libs/contracts/events/shapes.js';
import type { DenialFact } from './classification-rules.js';
import {
  type ClassificationContext,
  denialsOf,
  payerKindOfFilingIndicator,
  type RemittanceClaimLike,
  type RemittanceLineLike,
} from './classify.js';
import { builtInClassificationRules } from './reference/built-in.js';

const context = (payerKind: PayerKind, ...facts: DenialFact[]): ClassificationContext => ({
  payerKind,
  on: '2026-04-06',
  rules: builtInClassificationRules(),
  facts: new Set(facts),
});

function adjustments(text: string): Adjustment[] {
  return text.split(' ').map((one) => {
    const [group, reason, amount] = one.split('-') as [string, string, string | undefined];
    return { group, reason, amountCents: Number(amount ?? 6000) };
  });
}

/** A line of 60.00 with the adjustments given (60.00 each unless said otherwise), and what is left paid. */
function line(text: string, rest: Partial<RemittanceLineLike> = {}): RemittanceLineLike {
  const given = text ? adjustments(text) : [];
  const paidCents = 6000 - given.reduce((sum, one) => sum + one.amountCents, 0);
  return { modifiers: ['GO'], chargeCents: 6000, paidCents, adjustments: given, remarks: [], ...rest };
}

function claim(lines: RemittanceLineLike[], rest: Partial<RemittanceClaimLike> = {}): RemittanceClaimLike {
  const sum = (field: 'chargeCents' | 'paidCents') => lines.reduce((total, one) => total + one[field], 0);
  return {
    reversal: false,
    chargeCents: sum('chargeCents'),
    paidCents: sum('paidCents'),
    adjustments: [],
    remarks: [],
    lines,
    ...rest,
  };
}

/** Category, action and alternatives of a line that was denied in full. */
function denied(text: string, payerKind: PayerKind, rest: Partial<RemittanceLineLike> = {}, facts: DenialFact[] = []) {
  const [found, ...more] = denialsOf(claim([line(text, rest)]), context(payerKind, ...facts));
  if (!found || more.length > 0) throw new Error('not exactly one denial');
  return [found.category, found.action, ...found.alternatives];
}

describe('what a denial is', () => {
  it('is not what every remittance takes off: contract, patient share, sequestration, multiple procedures', () => {
    const paid = line('CO-45-2493 CO-59-100 PR-1-100 PR-2-701 PR-3-1 CO-253-56 CO-144-1 CO-237-1 OA-23-1');
    expect(denialsOf(claim([paid]), context('MEDICARE_B'))).toEqual([]);
  });

  it('is a contractual amount that takes the whole charge: nobody knows why', () => {
    expect(denied('CO-45', 'MEDICARE_B')).toEqual(['UNKNOWN', 'APPEAL']);
    expect(denied('CO-45-2000 CO-45-4000', 'COMMERCIAL')).toEqual(['UNKNOWN', 'APPEAL']);
    expect(denialsOf(claim([line('CO-45-5000 PR-1-1000')]), context('COMMERCIAL'))).toEqual([]);
  });

  it('never makes a denial of a contractual amount because of a remark', () => {
    expect(denialsOf(claim([line('CO-45-3000', { remarks: ['N54', 'N851'] })]), context('COMMERCIAL'))).toEqual([]);
  });

  it('is one for each amount above nothing, with the line it stands on and the remarks of that line', () => {
    const found = denialsOf(
      claim([line('CO-45-2493'), line('CO-119', { remarks: ['N362'] }), line('CO-50-4000 PR-204-2000')], {
        remarks: ['MA01'],
      }),
      context('MEDICARE_B'),
    );
    expect(found.map(({ line: at, group, reason, remarks }) => [at, group, reason, remarks])).toEqual([
      [2, 'CO', '119', ['N362']],
      [3, 'CO', '50', []],
      [3, 'PR', '204', []],
    ]);
  });

  it('has no line where the whole claim was denied', () => {
    const whole = claim([], { chargeCents: 6000, paidCents: 0, adjustments: adjustments('CO-29'), remarks: ['N1'] });
    expect(denialsOf(whole, context('MEDICARE_B'))).toEqual([
      { group: 'CO', reason: '29', remarks: ['N1'], category: 'timely', action: 'WO', alternatives: [] },
    ]);
  });

  it('is never a reversal, nor an amount that gives money back', () => {
    expect(denialsOf(claim([line('CO-50')], { reversal: true }), context('COMMERCIAL'))).toEqual([]);
    expect(denialsOf(claim([line('CO-50--100')]), context('COMMERCIAL'))).toEqual([]);
  });
});

describe('a denial of 119', () => {
  it('is reopened at Medicare with KX, or appealed; never billed to the patient without GA', () => {
    expect(denied('CO-119', 'MEDICARE_B')).toEqual(['threshold', 'REOPEN', 'APPEAL']);
    expect(denied('PR-119', 'MEDICARE_B')).toEqual(['threshold', 'REOPEN', 'APPEAL']);
    expect(denied('PR-119', 'MEDICARE_B', { modifiers: ['GO', 'GA'] })).toEqual([
      'threshold',
      'REOPEN',
      'APPEAL',
      'PT',
    ]);
    expect(denied('CO-119', 'MEDICARE_B', { modifiers: ['GO', 'GA'] })).toEqual(['threshold', 'REOPEN', 'APPEAL']);
  });

  it('is replaced where reopening does not exist', () => {
    expect(denied('CO-119', 'COMMERCIAL')).toEqual(['threshold', 'REPL', 'APPEAL']);
  });
});

describe('an unprocessable claim (MA130)', () => {
  it('is sent anew, without appeal, whatever the reason', () => {
    expect(denied('CO-16', 'MEDICARE_B', { remarks: ['MA130', 'N290'] })).toEqual(['submission', 'NEW']);
    expect(denied('CO-119', 'COMMERCIAL', { remarks: ['MA130'] })).toEqual(['threshold', 'NEW']);
  });

  it('makes every denied and unpaid line unprocessable where the claim says so, and no paid one', () => {
    const found = denialsOf(
      claim([line('CO-16'), line('CO-50-1000'), line('CO-45-1000')], { remarks: ['MA130'] }),
      context('COMMERCIAL'),
    );
    expect(found.map(({ line: at, action }) => [at, action])).toEqual([
      [1, 'NEW'],
      [2, 'APPEAL'],
    ]);
  });
});

describe('missing information (16)', () => {
  it('is sent anew at Medicare and replaced elsewhere', () => {
    expect(denied('CO-16', 'MEDICARE_B', { remarks: ['N290'] })).toEqual(['submission', 'NEW', 'REOPEN']);
    expect(denied('CO-16', 'COMMERCIAL', { remarks: ['N290'] })).toEqual(['submission', 'REPL']);
    expect(denied('CO-125', 'MEDICARE_ADVANTAGE')).toEqual(['submission', 'REPL']);
  });

  it('is about the authorization where the remark says so', () => {
    expect(denied('CO-16', 'COMMERCIAL', { remarks: ['M62'] })).toEqual(['authorization', 'APPEAL', 'REPL']);
    expect(denied('CO-16', 'MEDICARE_B', { remarks: ['N54'] })).toEqual(['authorization', 'APPEAL', 'REOPEN']);
    expect(denied('CO-16', 'COMMERCIAL', { remarks: ['N290', 'M62'] })).toEqual(['authorization', 'APPEAL', 'REPL']);
    expect(denied('CO-96', 'MEDICARE_B', { remarks: ['M62', 'N115'] })).toEqual(['authorization', 'APPEAL', 'REOPEN']);
  });
});

describe('a missing authorization', () => {
  it.each(['15', '197', '198', '210', '243', '284', '288', '296', '302'])(
    '%s is replaced once one is on file',
    (reason) => {
      expect(denied(`CO-${reason}`, 'COMMERCIAL')).toEqual(['authorization', 'APPEAL', 'REPL']);
      expect(denied(`CO-${reason}`, 'COMMERCIAL', {}, ['authorization-on-file'])).toEqual([
        'authorization',
        'REPL',
        'APPEAL',
      ]);
    },
  );
});

describe('each row of the rules', () => {
  it.each([
    ['CO-4', ['coding', 'REPL'], ['coding', 'REOPEN']],
    ['CO-11', ['coding', 'REPL'], ['coding', 'REOPEN']],
    ['CO-18', ['duplicate', 'REPL', 'POST'], ['duplicate', 'REOPEN', 'POST']],
    ['CO-22', ['cob', 'NEXT', 'NEW'], ['cob', 'NEXT', 'NEW']],
    ['CO-24', ['routing', 'NEW'], ['routing', 'NEW']],
    ['CO-27', ['eligibility', 'DOCS', 'NEXT'], ['eligibility', 'DOCS', 'NEXT']],
    ['PR-27', ['eligibility', 'PT', 'NEXT'], ['eligibility', 'PT', 'NEXT']],
    ['OA-26', ['eligibility', 'DOCS', 'NEXT'], ['eligibility', 'DOCS', 'NEXT']],
    ['CO-29', ['timely', 'WO', 'APPEAL'], ['timely', 'WO']],
    ['CO-31', ['eligibility', 'NEW'], ['eligibility', 'NEW']],
    ['PR-35', ['benefit-limit', 'PT', 'NEXT'], ['benefit-limit', 'PT', 'NEXT']],
    ['CO-50', ['medical-necessity', 'APPEAL'], ['medical-necessity', 'APPEAL']],
    ['PR-50', ['medical-necessity', 'APPEAL', 'PT'], ['medical-necessity', 'APPEAL', 'PT']],
    ['PI-55', ['medical-necessity', 'APPEAL', 'WO'], ['medical-necessity', 'APPEAL', 'WO']],
    ['CO-96', ['coverage', 'APPEAL'], ['coverage', 'APPEAL']],
    ['CO-97', ['bundling', 'WO', 'REPL'], ['bundling', 'WO', 'REOPEN']],
    ['CO-109', ['routing', 'NEW'], ['routing', 'NEW']],
    ['CO-151', ['units', 'REPL', 'APPEAL'], ['units', 'REOPEN', 'APPEAL']],
    ['CO-167', ['coverage', 'APPEAL', 'REPL'], ['coverage', 'APPEAL', 'REOPEN']],
    ['CO-170', ['provider', 'REPL', 'WO'], ['provider', 'REOPEN', 'WO']],
    ['CO-181', ['coding', 'REPL', 'NEW'], ['coding', 'REOPEN', 'NEW']],
    ['PR-204', ['coverage', 'NEXT', 'PT'], ['coverage', 'NEXT', 'PT']],
    ['CO-222', ['units', 'REPL', 'APPEAL'], ['units', 'REOPEN', 'APPEAL']],
    ['CO-252', ['documentation', 'DOCS'], ['documentation', 'DOCS']],
    ['CO-227', ['patient-info', 'DOCS'], ['patient-info', 'DOCS']],
    ['PR-227', ['patient-info', 'PT'], ['patient-info', 'PT']],
    ['CO-234', ['bundling', 'WO'], ['bundling', 'WO']],
    ['CO-236', ['bundling', 'WO', 'REPL'], ['bundling', 'WO', 'REOPEN']],
    ['PR-242', ['network', 'APPEAL', 'PT'], ['network', 'APPEAL', 'PT']],
    ['CO-B7', ['enrolment', 'REPL', 'NEW'], ['enrolment', 'REOPEN', 'NEW']],
    ['CO-B13', ['duplicate', 'POST'], ['duplicate', 'POST']],
    ['CO-B15', ['bundling', 'REPL'], ['bundling', 'REOPEN']],
    ['CO-B16', ['coding', 'REPL'], ['coding', 'REOPEN']],
  ])('%s', (adjustment, commercial, medicare) => {
    expect(denied(adjustment, 'COMMERCIAL')).toEqual(commercial);
    expect(denied(adjustment, 'MEDICARE_B')).toEqual(medicare);
  });

  it('lets a fact that is on file decide', () => {
    expect(denied('CO-18', 'COMMERCIAL', {}, ['original-found'])).toEqual(['duplicate', 'POST', 'REPL']);
    expect(denied('CO-236', 'MEDICARE_B', {}, ['distinct-time'])).toEqual(['bundling', 'REOPEN', 'WO']);
    expect(denied('PR-26', 'COMMERCIAL', {}, ['other-coverage'])).toEqual(['eligibility', 'NEXT', 'PT']);
  });

  it('reads the remark of a service that is not covered (96)', () => {
    expect(denied('CO-96', 'MEDICARE_B', { remarks: ['N290'] })).toEqual(['coverage', 'NEW']);
    expect(denied('CO-96', 'COMMERCIAL', { remarks: ['M80'] })).toEqual(['coverage', 'WO', 'REPL']);
    expect(denied('CO-96', 'COMMERCIAL', { remarks: ['M127'] })).toEqual(['coverage', 'DOCS']);
    expect(denied('PR-96', 'MEDICARE_B', { modifiers: ['GO', 'GY'] })).toEqual(['coverage', 'PT', 'APPEAL']);
    expect(denied('CO-96', 'MEDICARE_B', { modifiers: ['GO', 'GY'] })).toEqual(['coverage', 'APPEAL']);
  });
});

describe('a reason without a row of its own', () => {
  it.each([
    ['CO-6', 'coding', 'APPEAL'],
    ['CO-39', 'authorization', 'APPEAL'],
    ['CO-163', 'documentation', 'DOCS'],
    ['CO-275', 'cob', 'NEXT'],
    ['CO-32', 'eligibility', 'NEXT'],
    ['CO-254', 'routing', 'NEW'],
    ['CO-B4', 'timely', 'APPEAL'],
    ['CO-A1', 'UNKNOWN', 'APPEAL'],
    ['CO-ZZ9', 'UNKNOWN', 'APPEAL'],
    ['CO-17', 'UNKNOWN', 'APPEAL'],
  ])('%s is %s: %s', (adjustment, category, action) => {
    expect(denied(adjustment, 'COMMERCIAL')).toEqual([category, action]);
  });

  it('is no denial where its category is what a contract or the patient owes', () => {
    const claims = ['CO-94', 'PR-66', 'CO-A0', 'CO-100', 'CO-131'].map((text) => claim([line(`${text}-100`)]));
    expect(claims.flatMap((one) => denialsOf(one, context('COMMERCIAL')))).toEqual([]);
  });
});

it('never bills the patient for what is not the patient’s share, and never writes off what is unknown', () => {
  const rules = builtInClassificationRules();
  for (const group of ['CO', 'PI', 'OA']) {
    for (let code = 1; code <= 320; code += 1) {
      const found = denialsOf(claim([line(`${group}-${code}`)]), { ...context('COMMERCIAL'), rules });
      expect(found.flatMap((one) => [one.action, ...one.alternatives])).not.toContain('PT');
      for (const one of found.filter((denial) => denial.category === 'UNKNOWN')) expect(one.action).not.toBe('WO');
    }
  }
});

it('knows the payer’s kind by the filing indicator', () => {
  expect(['MB', '16', 'MC', 'CI', undefined].map(payerKindOfFilingIndicator)).toEqual([
    'MEDICARE_B',
    'MEDICARE_ADVANTAGE',
    'MEDICAID',
    'COMMERCIAL',
    'COMMERCIAL',
  ]);
});
