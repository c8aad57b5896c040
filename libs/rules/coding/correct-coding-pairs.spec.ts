import { describe, expect, it } from '@jest/globals';
import { coded, rules } from '../testing/coded.js';
import { procedures } from '../testing/sample.js';

describe('pairs of codes that exclude each other', () => {
  const group = { code: '97150', minutes: 30, groupSize: 3 };

  it('need evidence for 59 on the second code', () => {
    const bare = coded({ procedures: [group, { code: '97110', minutes: 30 }] });
    expect(bare.held).toBe(true);
    expect(rules(bare)).toContain('ncci.evidence-missing 2');
    expect(bare.lines).toHaveLength(2);
    const attested = coded({ procedures: [group, { code: '97110', minutes: 30, attestations: ['distinct-time'] }] });
    expect(attested.lines[1]?.modifiers).toEqual(['GO', '59']);
    expect(attested.held).toBe(false);
  });

  it('take time blocks that do not overlap as evidence', () => {
    const blocks = (start: string, end: string) => ({ timeBlocks: [{ start, end }] });
    const apart = coded({
      procedures: [
        { ...group, ...blocks('09:00', '09:30') },
        { code: '97110', minutes: 30, ...blocks('09:30', '10:00') },
      ],
    });
    expect(apart.lines[1]?.modifiers).toEqual(['GO', '59']);
  });

  it('are never billed together where no modifier is allowed', () => {
    const session = coded({ procedures: procedures('97140 15, 97124 15', { attestations: ['distinct-time'] }) });
    expect(rules(session)).toContain('ncci.never-together 2');
  });
});
