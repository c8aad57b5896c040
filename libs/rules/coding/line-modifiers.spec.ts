import { describe, expect, it } from '@jest/globals';
import { coded, rules, said } from '../testing/coded.js';
import { coveredBy, procedures } from '../testing/sample.js';

describe('modifiers', () => {
  const stated = (...modifiers: string[]) => coded({ procedures: procedures('97110 30', { modifiers }) });

  it('stand in their order, stated ones last', () => {
    expect(stated('TL', '76', 'GO').lines[0]?.modifiers).toEqual(['GO', '76', 'TL']);
    expect(
      coded({ abn: 'GA', procedures: procedures('97110 0+30', { modifiers: ['XE'] }) }).lines[0]?.modifiers,
    ).toEqual(['GO', 'CO', 'XE', 'GA']);
  });

  it('stand in the whole order of rules §2.3 whatever order they are stated in', () => {
    const modifiers = ['GX', '95', 'KX', '76', 'XE', 'CO', 'GO', 'TL'];
    const session = coded({ procedures: procedures('97110 0+30', { modifiers }) });
    expect(session.lines[0]?.modifiers).toEqual(['GO', 'CO', 'XE', '76', 'KX', '95', 'GX', 'TL']);
    expect(rules(session)).toContain('modifiers.too-many 1');
  });

  it.each([
    [['GP'], 'GP is stated in a session of OT'],
    [['GN'], 'GN is stated in a session of OT'],
    [['GO', 'GP'], 'GP is stated in a session of OT'],
    [['CO'], 'CO is stated, but the minutes give the line to the therapist'],
    [['CQ'], 'CQ does not go with GO'],
    [['GE'], 'GE is for residents, never for therapy'],
    [['59', 'XE'], '59 and XE exclude each other'],
    [['XS', 'XU'], 'XS and XU exclude each other'],
    [['95', 'GT'], '95 and GT exclude each other'],
    [['KX', 'GA'], 'KX attests what GA doubts'],
    [['KX', 'GZ'], 'KX attests what GZ doubts'],
    [['GA', 'GZ'], 'GA says that a notice is on file, and GZ that none is'],
  ])('%j contradicts and says why', (modifiers, why) => {
    const session = stated(...modifiers);
    expect(session.held).toBe(true);
    expect(said(session, 'modifiers.conflict')).toContain(`97110: ${why}`);
  });

  it.each([[['GY']], [['GX', 'GY']], [['KX', 'GX']], [['76', '59']], [['TF']]])('%j does not', (modifiers) => {
    expect(stated(...modifiers).held).toBe(false);
  });

  it("refuse an assistant's without the discipline's, at a payer that takes neither by itself", () => {
    const at = (...modifiers: string[]) =>
      coded({ ...coveredBy('HARBOR'), procedures: procedures('97110 30', { modifiers }) });
    expect(said(at('CO'), 'modifiers.conflict')).toEqual([
      '97110: CO goes only with GO, which the line does not carry',
    ]);
    expect(at('CO', 'GO').lines[0]?.modifiers).toEqual(['GO', 'CO']);
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
