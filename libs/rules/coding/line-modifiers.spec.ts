import { describe, expect, it } from '@jest/globals';
import { coded, rules } from '../testing/coded.js';
import { coveredBy, procedures } from '../testing/sample.js';

describe('modifiers', () => {
  const stated = (...modifiers: string[]) => coded({ procedures: procedures('97110 30', { modifiers }) });

  it('stand in their order, stated ones last', () => {
    expect(stated('TL', '76', 'GO').lines[0]?.modifiers).toEqual(['GO', '76', 'TL']);
    expect(
      coded({ abn: 'GA', procedures: procedures('97110 0+30', { modifiers: ['XE'] }) }).lines[0]?.modifiers,
    ).toEqual(['GO', 'CO', 'XE', 'GA']);
  });

  it.each([[['GP']], [['CO']], [['CQ']], [['GE']], [['59', 'XE']], [['KX', 'GA']]])('%j contradicts', (modifiers) => {
    expect(rules(stated(...modifiers))).toContain('modifiers.conflict 1');
  });

  it('are never dropped where there are more than four', () => {
    const session = stated('59', '76', 'TL', 'HN');
    expect(session.lines[0]?.modifiers).toEqual(['GO', '59', '76', 'TL', 'HN']);
    expect(rules(session)).toContain('modifiers.too-many 1');
  });

  it('leave supplies without a discipline', () => {
    expect(coded({ ...coveredBy('ADVANTAGE'), procedures: [{ code: 'L4397', count: 2 }] }).lines[0]).toMatchObject({
      modifiers: [],
      units: 2,
    });
  });
});
