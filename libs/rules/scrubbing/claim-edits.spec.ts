import { describe, expect, it } from '@jest/globals';
import { builtInReference } from '../reference/built-in.js';
import { coveredBy, procedures } from '../testing/sample.js';
import { toldOf } from '../testing/scrubbed.js';

const otherTherapist = { npi: '1993999998', lastName: 'Locum', firstName: 'Lee', taxonomy: '225X00000X' };

describe('the most units of a code', () => {
  it('are counted over the sessions of a day, and told once of each', () => {
    const day = [
      { procedures: procedures('97112 45') },
      { renderingProvider: otherTherapist, procedures: procedures('97140 15, 97112 20+15') },
    ];
    expect(toldOf('mue.exceeded', day)).toEqual([
      'error mue.exceeded at 2: 97112 has 5 units on the day; the limit is 4',
    ]);
  });

  it('are no limit to other payers where they are 0, which is Medicare’s word for a code that it does not take', () => {
    expect(builtInReference().unitLimit('97010', '2026-03-02')?.units).toBe(0);
    const packs = { procedures: procedures('97010, 97110 30') };
    expect(toldOf('mue.exceeded', [{ ...coveredBy('HARBOR'), ...packs }])).toEqual([]);
    expect(toldOf('mue.exceeded', [{ ...coveredBy('HARBOR'), procedures: procedures('97112 75') }])).toEqual([
      'warning mue.exceeded at 1: 97112 has 5 units on the day; the limit is 4',
    ]);
  });
});
