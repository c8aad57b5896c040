import { describe, expect, it } from '@jest/globals';
import { checklistFor } from './checklist.js';
import { builtInPacketTables } from './reference/built-in.js';
import { loadPacketTables } from './tables.js';

const days = ['2026-03-02', '2026-03-04'];
const about = (category: string, level: string) =>
  checklistFor(builtInPacketTables(), { category, level, reason: '50', payerKind: 'MEDICARE_B' }, days).map(
    ({ kind, servicesOn }) => [kind, servicesOn].filter(Boolean).join(' '),
  );

describe('the checklist of an appeal', () => {
  it('asks at medical necessity for evaluation, plan and the notes of each day at issue', () => {
    expect(about('medical-necessity', 'redetermination')).toEqual([
      ...['evaluation', 'plan-of-care', 'treatment-notes 2026-03-02', 'treatment-notes 2026-03-04'],
    ]);
  });

  it('asks from the second level on for the decision before, beside what the category asks for', () => {
    expect(about('authorization', 'redetermination')).toEqual(['authorization']);
    expect(about('authorization', 'reconsideration')).toEqual(['authorization', 'decision']);
  });

  it('asks for nothing where nothing is known to be needed', () => {
    expect(about('UNKNOWN', 'redetermination')).toEqual([]);
  });

  it('is not loaded with a kind that no attachment has', () => {
    const csv = { checklist: 'category,kinds\nunits,notebook', arguments: 'name,text,source', templates: 'file' };
    expect(() => loadPacketTables(csv, () => '')).toThrow('appeal_checklist.csv line 2: unknown kind notebook');
  });

  it('and letters are not loaded with a placeholder that there is not', () => {
    const csv = { checklist: 'category,kinds', arguments: 'name,text,source', templates: 'level,file\n,x.md' };
    expect(() => loadPacketTables(csv, () => '{{nobody}}')).toThrow('{{nobody}} is no placeholder');
  });
});
