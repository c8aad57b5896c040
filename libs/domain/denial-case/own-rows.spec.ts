import { describe, expect, it } from '@jest/globals';
import type { OwnClassificationRow } from '#libs/contracts/classification-row.js';
import { classifyDenial, type DenialReason, denialsOf } from './classify.js';
import { withOwnRows } from './own-rows.js';
import { builtInClassificationRules } from './reference/built-in.js';
import { rowFaults } from './row-faults.js';

const builtIn = builtInClassificationRules();

const row = (changes: Partial<OwnClassificationRow>): OwnClassificationRow => ({
  ...{ denial: true, category: 'coding', actions: ['DOCS'] },
  ...changes,
});
const denial = (changes: Partial<DenialReason> = {}): DenialReason => ({
  ...{ group: 'CO', reason: '50', remarks: [], modifiers: ['GO'], unprocessable: false, code: '97110' },
  ...changes,
});

/** Category, action and handler of a denial by the practice's rows. */
function classified(rows: readonly OwnClassificationRow[], changes: Partial<DenialReason> = {}, payerId = 'ACME') {
  const found = classifyDenial(denial(changes), {
    ...{ payerKind: 'COMMERCIAL', payerId, on: '2026-04-06', rules: withOwnRows(builtIn, rows) },
  });
  return [found.category, found.action, found.handler];
}

describe('a practice’s own rows', () => {
  it('come before the built-in ones', () => {
    expect(classified([])).toEqual(['medical-necessity', 'APPEAL', null]);
    expect(classified([row({ carc: '50' })])).toEqual(['coding', 'DOCS', null]);
    expect(classified([row({ carc: '51' })])).toEqual(['medical-necessity', 'APPEAL', null]);
  });

  it.each<[string, Partial<OwnClassificationRow>]>([
    ['the payer', { payerId: 'ACME' }],
    ['the kind of payer', { payerKind: 'COMMERCIAL' }],
    ['the group', { group: 'CO' }],
    ['the procedure code', { code: '97110' }],
  ])('that name %s outweigh those that do not, in either order', (_what, names) => {
    const rows = [row({ carc: '50' }), row({ carc: '50', ...names, category: 'documentation' })];
    expect(classified(rows)[0]).toBe('documentation');
    expect(classified(rows.toReversed())[0]).toBe('documentation');
  });

  it.each<[string, Partial<OwnClassificationRow>]>([
    ['another payer', { payerId: 'OTHER' }],
    ['another kind of payer', { payerKind: 'MEDICAID' }],
    ['another group', { group: 'PR' }],
    ['another procedure code', { code: '97140' }],
    ['a remark that is not there', { rarc: ['N115'] }],
  ])('for %s are left aside', (_what, names) => {
    expect(classified([row({ carc: '50', ...names })])[0]).toBe('medical-necessity');
  });

  it('by a remark outweigh those by reason and payer', () => {
    const rows = [row({ carc: '50', payerId: 'ACME' }), row({ rarc: ['N115'], category: 'documentation' })];
    expect(classified(rows, { remarks: ['N115'] })[0]).toBe('documentation');
  });

  it('say who is to act, whether it can be corrected, and by which handler', () => {
    const rows = [row({ carc: '50', responsible: 'clinic', correctable: true, handler: 'modifier' })];
    const context = { payerKind: 'COMMERCIAL', on: '2026-04-06', rules: withOwnRows(builtIn, rows) } as const;
    expect(classifyDenial(denial(), context)).toMatchObject({
      responsible: 'clinic',
      correctable: true,
      handler: 'modifier',
    });
  });

  it('cannot bill the patient for what the payer laid on the provider', () => {
    const rows = [row({ carc: '50', actions: ['PT', 'WO'] })];
    expect(classified(rows, { group: 'CO' })[1]).toBe('WO');
    expect(classified(rows, { group: 'OA' })[1]).toBe('WO');
    expect(classified(rows, { group: 'PR' })[1]).toBe('PT');
  });

  it('cannot keep what was never processed from being sent anew', () => {
    const rows = [
      row({ carc: '16', actions: ['WO'] }),
      row({ carc: '16', rarc: ['N290'], denial: false, actions: ['POST'] }),
    ];
    expect(classified(rows, { reason: '16', remarks: ['MA130', 'N290'], unprocessable: true })[1]).toBe('NEW');
  });

  it('never write off what nobody knows', () => {
    const rows = [row({ carc: '999', category: 'UNKNOWN', actions: ['WO', 'APPEAL'] })];
    expect(classified(rows, { reason: '999' })).toEqual(['UNKNOWN', 'APPEAL', null]);
  });
});

describe('a reason that a practice’s row calls no denial', () => {
  const line = (remarks: string[]) => ({
    ...{ code: '97110', modifiers: ['GO'], chargeCents: 6000, paidCents: 0, remarks },
    adjustments: [{ group: 'CO', reason: '50', amountCents: 6000 }],
  });
  const found = (remarks: string[], rows: OwnClassificationRow[]) =>
    denialsOf(
      { reversal: false, chargeCents: 6000, paidCents: 0, adjustments: [], remarks: [], lines: [line(remarks)] },
      { payerKind: 'COMMERCIAL', payerId: 'ACME', on: '2026-04-06', rules: withOwnRows(builtIn, rows) },
    );
  const none = [row({ carc: '50', denial: false, category: 'contractual', actions: ['POST'] })];

  it('opens no case at that payer alone', () => {
    expect(found([], none)).toEqual([]);
    expect(
      found(
        [],
        none.map((one) => ({ ...one, payerId: 'OTHER' })),
      ),
    ).toHaveLength(1);
  });

  it('opens one all the same where it was never processed', () => {
    expect(found(['MA130'], none)).toMatchObject([{ action: 'NEW' }]);
  });
});

describe('rows that may not take effect', () => {
  const surroundings = { builtIn, payerIds: new Set(['ACME']) };

  it.each<[string, Partial<OwnClassificationRow>, string]>([
    ['an action that there is none of', { actions: ['DOCS', 'SUE'] }, 'rows[0].actions[1]'],
    ['a condition that there is none of', { actions: ['REPL?luck'] }, 'rows[0].actions[0]'],
    ['a category that there is none of', { category: 'luck' }, 'rows[0].category'],
    ['a handler that there is none of', { handler: 'luck' }, 'rows[0].handler'],
    ['a reason that there is none of', { carc: '999' }, 'rows[0].carc'],
    ['neither reason nor remark', { carc: undefined as never }, 'rows[0].carc'],
    ['what comes before every row', { rarc: ['MA130'] }, 'rows[0].rarc'],
    ['a payer that the practice does not know', { payerId: 'OTHER' }, 'rows[0].payerId'],
    ['a payer and a kind', { payerId: 'ACME', payerKind: 'COMMERCIAL' }, 'rows[0].payerId'],
    ['the patient for what is the provider’s', { group: 'CO', actions: ['PT'] }, 'rows[0].actions[0]'],
    ['a write-off of what nobody knows', { category: 'UNKNOWN', actions: ['APPEAL', 'WO'] }, 'rows[0].actions[1]'],
    [
      'a write-off by remark alone',
      { carc: undefined as never, rarc: ['N115'], actions: ['WO'] },
      'rows[0].actions[0]',
    ],
  ])('name %s', (_what, changes, field) => {
    const names = Object.fromEntries(
      Object.entries(row({ carc: '50', ...changes })).filter(([, value]) => value !== undefined),
    );
    expect(rowFaults([names as unknown as OwnClassificationRow], surroundings).map((fault) => fault.field)).toEqual([
      field,
    ]);
  });

  it('name the same denials twice', () => {
    const twice = [row({ carc: '50', rarc: ['N115', 'N386'] }), row({ carc: '50', rarc: ['N386', 'N115'] })];
    expect(rowFaults(twice, surroundings)).toEqual([
      { field: 'rows[1].carc', message: 'names the same denials as row 1' },
    ]);
  });

  it('are none where all is well', () => {
    expect(rowFaults([row({ carc: '50', payerId: 'ACME', handler: 'kx', actions: ['WO'] })], surroundings)).toEqual([]);
  });
});
