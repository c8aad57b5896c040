import { describe, expect, it } from '@jest/globals';
import { coded, codedDay, rules, said } from '../testing/coded.js';
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

  it('take no time blocks that overlap as evidence', () => {
    const block = { timeBlocks: [{ start: '09:00', end: '09:30' }] };
    const together = coded({
      procedures: [
        { ...group, ...block },
        { code: '97110', minutes: 30, ...block },
      ],
    });
    expect([rules(together)?.includes('ncci.evidence-missing 2'), together.lines[1]?.modifiers]).toEqual([
      true,
      ['GO'],
    ]);
  });

  it('are judged alike in either order: the second code of the pair needs the modifier', () => {
    const session = coded({ procedures: [{ code: '97110', minutes: 30, attestations: ['distinct-time'] }, group] });
    expect(session.lines.map(({ code, modifiers }) => `${code} ${modifiers.join(':')}`)).toEqual([
      '97110 GO:59',
      '97150 GO',
    ]);
    expect(said(session, 'ncci.modifier-added')).toEqual(['97110 with 97150: distinct time is shown']);
  });

  it('are attested by one of the sessions that have a part in a line', () => {
    const part = { code: '97110', minutes: 15 };
    const [first] = codedDay([
      { procedures: [group, part] },
      { procedures: [{ ...part, attestations: ['distinct-time'] }] },
    ]);
    expect(first?.lines[1]).toMatchObject({ units: 2, modifiers: ['GO', '59'] });
  });

  it('are named once with the procedure, though therapist and assistant have a line each', () => {
    const session = coded({ procedures: [group, { code: '97110', minutes: 15, assistantMinutes: 15 }] });
    expect(session.lines).toHaveLength(3);
    const found = session.findings.filter(({ rule }) => rule === 'ncci.evidence-missing');
    expect(found.map(({ procedure, message }) => [procedure, message])).toEqual([
      [2, '97110 with 97150 needs modifier 59, and neither an attestation nor time blocks show distinct time'],
    ]);
    const never = coded({ procedures: procedures('97140 15, 97124 15') });
    expect(never.lines.flatMap(({ modifiers }) => modifiers)).not.toContain('59');
  });
});
