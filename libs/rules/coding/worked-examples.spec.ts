import { describe, expect, it } from '@jest/globals';
import { coded, lines, said } from '../testing/coded.js';
import { coveredBy, procedures } from '../testing/sample.js';

/** Units by code as `97110×2, 97110 CO×1`, in the order of the lines. */
function billed(text: string, given: Parameters<typeof coded>[0] = {}): string {
  return coded({ procedures: procedures(text), ...given })
    .lines.map(({ code, units, modifiers }) => `${code}${modifiers.includes('CO') ? ' CO' : ''}×${units}`)
    .join(', ');
}

describe('the examples of rules §1.1, coded as days (Claims Processing Manual ch. 5 §20.2)', () => {
  it.each([
    ['E1', '97112 24, 97110 23', '97112×2, 97110×1'],
    ['E2', '97112 20, 97110 20', '97112×1, 97110×2'],
    ['E3', '97110 33, 97140 7', '97110×2, 97140×1'],
    ['E4', '97110 18, 97140 13, 97116 10, 97035 8', '97110×1, 97140×1, 97116×1'],
    ['E5', '97112 7, 97110 7, 97140 7', '97110×1'],
    ['E6', '97110 7', ''],
    ['E7', '97110 20, 97140 18', '97110×2, 97140×1'],
    ['E8', '97110 10, 97112 10, 97140 10', '97110×1, 97112×1'],
    ['E9', '97530 53, 97110 5', '97530×4'],
    ['E10', '97530 16, 97110 6', '97530×1'],
  ])('%s: %s', (_, text, expected) => {
    expect(billed(text)).toBe(expected);
  });

  it('E2 either way round, as the clinician chooses', () => {
    const given = procedures('97112 20, 97110 20').map((one) => ({ ...one, preferUnit: one.code === '97112' }));
    const session = coded({ procedures: given });
    expect(lines(session)).toEqual(['97112 GO ×2 20/0', '97110 GO ×1 20/0']);
    expect(said(session, 'units.tie')).toEqual(['97112 got the unit; 97110 had 5 minutes over as well']);
  });
});

describe('the table of rules §1.2 at a payer that counts each code alone', () => {
  it.each([
    ['97110 33, 97140 7', '97110×2'],
    ['97112 24, 97110 23', '97112×2, 97110×2'],
    ['97110 20, 97140 18', '97110×1, 97140×1'],
    ['97110 7, 97112 7', ''],
    ['97110 8, 97112 8', '97110×1, 97112×1'],
    ['97110 10, 97112 10, 97140 10', '97110×1, 97112×1, 97140×1'],
    ['97110 18, 97140 13, 97116 10, 97035 8', '97110×1, 97140×1, 97116×1, 97035×1'],
    ['97110 22, 97112 22', '97110×1, 97112×1'],
    ['97110 15, 97140 10', '97110×1, 97140×1'],
  ])('%s makes %s', (text, expected) => {
    expect(billed(text, coveredBy('HARBOR'))).toBe(expected);
  });
});

describe("the assistant's examples of rules §2.2, coded as days (CMS, rule of CY 2022)", () => {
  it.each([
    ['C1', '97110 13+23, 97140 30', '97110×1, 97110 CO×1, 97140×2'],
    ['C2', '97110 5+10', '97110 CO×1'],
    ['C3', '97110 8+14', '97110×1'],
    ['C4', '97110 7+8', '97110 CO×1'],
    ['C5', '97110 12+14', '97110×1, 97110 CO×1'],
    ['C6', '97110 14+9', '97110×1, 97110 CO×1'],
    ['C7', '97110 15+8', '97110×1, 97110 CO×1'],
    ['C8', '97110 20+10', '97110×1, 97110 CO×1'],
    ['C9', '97110 23+7', '97110×2'],
    ['C10', '97110 0+30', '97110 CO×2'],
  ])('%s: %s', (_, text, expected) => {
    expect(billed(text)).toBe(expected);
  });

  it.each([
    ['C11', '97150 36+4', '97150×1', '4 of 40 minutes'],
    ['C12', '97150 35+5', '97150 CO×1', '5 of 40 minutes'],
  ])('%s: %s of an untimed code', (_, text, expected, figures) => {
    const session = coded({ procedures: procedures(text, { groupSize: 2 }) });
    expect(session.lines.map(({ modifiers }) => modifiers.includes('CO'))).toEqual([expected.includes('CO')]);
    expect(said(session, 'assistant.explained')[0]).toContain(figures);
  });

  it.each([
    ['97110 15+15', 'whole 15 minutes belong to who treated them'],
    ['97110 12+14', 'of what is over the therapist has 12 and the assistant 14, a unit each'],
    ['97110 8+14', 'and from 8 on the last unit is the therapist’s'],
    ['97110 5+10', 'more than a tenth, which makes the last unit the assistant’s'],
    ['97110 7+15, 97140 6', 'no more than a tenth, which leaves the last unit with the therapist'],
  ])('%s says why', (text, reason) => {
    const [message = ''] = said(coded({ procedures: procedures(text) }), 'assistant.explained');
    expect(message.replaceAll("'", '’')).toContain(reason);
  });

  it('say nothing where no assistant treated, or where the payer does not ask', () => {
    expect(said(coded({ procedures: procedures('97110 30') }), 'assistant.explained')).toEqual([]);
    const commercial = coded({ ...coveredBy('HARBOR'), procedures: procedures('97110 15+15') });
    expect(said(commercial, 'assistant.explained')).toEqual([]);
  });
});
