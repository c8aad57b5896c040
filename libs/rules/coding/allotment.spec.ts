import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allotUnits, type TimedCode } from './allotment.js';
import { explainAllotment } from './allotment-explained.js';
import { unitsOf } from './unit-count.js';

function codes(text: string, preferred?: string): TimedCode[] {
  return text.split(', ').map((part) => {
    const [code, minutes] = part.split(' ') as [string, string];
    return { code, minutes: Number(minutes), preferred: code === preferred };
  });
}

const cms = (text: string, preferred?: string) => allotUnits(codes(text, preferred), 'CMS_TOTAL').units;
const ama = (text: string) => allotUnits(codes(text), 'AMA_PER_CODE').units;

describe('units by the day total (Claims Processing Manual ch. 5 §20.2)', () => {
  it.each([
    ['E1', '97112 24, 97110 23', [2, 1]],
    ['E2', '97112 20, 97110 20', [1, 2]],
    ['E3', '97110 33, 97140 7', [2, 1]],
    ['E4', '97110 18, 97140 13, 97116 10, 97035 8', [1, 1, 1, 0]],
    ['E5', '97112 7, 97110 7, 97140 7', [0, 1, 0]],
    ['E6', '97110 7', [0]],
    ['E7', '97110 20, 97140 18', [2, 1]],
    ['E8', '97110 10, 97112 10, 97140 10', [1, 1, 0]],
    ['E9', '97530 53, 97110 5', [4, 0]],
    ['E10', '97530 16, 97110 6', [1, 0]],
  ])('example %s: %s', (_, minutes, units) => {
    expect(cms(minutes)).toEqual(units);
  });

  it('follows the published table to two hours and beyond', () => {
    expect([0, 7, 8, 22, 23, 37, 38, 52, 53, 67, 68, 82, 83, 97, 98, 112, 113, 127, 128].map(unitsOf)).toEqual([
      0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9,
    ]);
  });

  it("lets the clinician's choice settle a tie, and nothing else", () => {
    expect(cms('97112 20, 97110 20', '97112')).toEqual([2, 1]);
    expect(cms('97110 33, 97140 7', '97110')).toEqual([2, 1]);
  });

  it('reports who tied and got nothing', () => {
    expect(allotUnits(codes('97110 10, 97112 10, 97140 10'), 'CMS_TOTAL').tiedOut).toEqual([2]);
    expect(allotUnits(codes('97110 33, 97140 7'), 'CMS_TOTAL').tiedOut).toEqual([]);
  });

  it('explains itself with its figures', () => {
    const day = codes('97110 33, 97140 7');
    expect(explainAllotment(day, allotUnits(day, 'CMS_TOTAL'), 'CMS_TOTAL')).toBe(
      '40 timed minutes make 3 units; 97110 has 33 (2 units and 3 over), 97140 has 7: the third unit goes to 97140',
    );
    const even = codes('97112 10, 97110 10, 97140 10');
    expect(explainAllotment(even, allotUnits(even, 'CMS_TOTAL'), 'CMS_TOTAL')).toMatch(
      /: the first and second units go to 97110 and 97112$/,
    );
  });
});

describe('units by each code alone (AMA midpoint)', () => {
  it.each([
    ['97110 33, 97140 7', 3, [2, 0]],
    ['97112 24, 97110 23', 3, [2, 2]],
    ['97110 20, 97140 18', 3, [1, 1]],
    ['97110 7, 97112 7', 1, [0, 0]],
    ['97110 8, 97112 8', 1, [1, 1]],
    ['97110 10, 97112 10, 97140 10', 2, [1, 1, 1]],
    ['97110 18, 97140 13, 97116 10, 97035 8', 3, [1, 1, 1, 1]],
    ['97110 22, 97112 22', 3, [1, 1]],
    ['97110 15, 97140 10', 2, [1, 1]],
  ])('%s makes %i by the total and %j alone', (minutes, total, alone) => {
    expect(cms(minutes).reduce((sum, units) => sum + units, 0)).toBe(total);
    expect(ama(minutes)).toEqual(alone);
  });
});

describe('any day', () => {
  const day = fc.uniqueArray(
    fc.record({
      code: fc.constantFrom('97110', '97112', '97116', '97140', '97530', '97535'),
      minutes: fc.nat(90),
      preferred: fc.boolean(),
    }),
    {
      selector: (code) => code.code,
      minLength: 1,
    },
  );

  it('deals out exactly the units of the total, each code its whole units and at most one more, most minutes over first', () => {
    fc.assert(
      fc.property(day, (timed) => {
        const { units } = allotUnits(timed, 'CMS_TOTAL');
        expect(units.reduce((sum, count) => sum + count, 0)).toBe(
          unitsOf(timed.reduce((sum, one) => sum + one.minutes, 0)),
        );
        const extra = timed.map((one, place) => (units[place] as number) - Math.floor(one.minutes / 15));
        expect(extra.every((count) => count === 0 || count === 1)).toBe(true);
        const over = (wanted: number) =>
          timed.filter((_, place) => extra[place] === wanted).map((one) => one.minutes % 15);
        expect(Math.max(...over(0), -1)).toBeLessThanOrEqual(Math.min(...over(1), 15));
        expect(timed.every((one, place) => one.minutes > 0 || units[place] === 0)).toBe(true);
      }),
    );
  });

  it('gives the same units in whatever order the codes stand', () => {
    fc.assert(
      fc.property(day, (timed) => {
        const byCode = (list: readonly TimedCode[]) => {
          const { units } = allotUnits(list, 'CMS_TOTAL');
          return new Map(list.map((one, place) => [one.code, units[place]]));
        };
        expect(byCode([...timed].reverse())).toEqual(byCode(timed));
      }),
    );
  });
});
