import { describe, expect, it } from '@jest/globals';
import { builtInReference } from './built-in.js';
import { checkReference } from './check.js';
import { changesOf } from './difference.js';
import { layered } from './layer.js';
import { readFiles } from './read-files.js';

const builtIn = builtInReference();
const layer = (...rows: string[]) =>
  readFiles([{ name: 'a.csv', text: ['name,value,from,to', ...rows, ''].join('\n') }], {
    layer: 'folder',
    knows: (code) => builtIn.codes.has(code),
  });

describe('what a layer changes', () => {
  it('is told in the order of its days, each change once', () => {
    const changes = changesOf(
      builtIn,
      layer('deductible,300,2028-01-01,2028-12-31', 'deductible,290,2027-01-01,2027-12-31'),
    );
    expect([...changes].map(({ name, change, on }) => [name, change, on])).toEqual([
      ['deductible', 'added', '2027-01-01'],
      ['deductible', 'added', '2028-01-01'],
    ]);
  });

  it('is nothing where it says what is known already', () => {
    const known = layer('sequestration,0.02,2026-01-01,');
    expect([...changesOf(builtIn, known)]).toEqual([]);
  });
});

describe('a check', () => {
  const runsOut = (names: string[]) =>
    checkReference({
      reference: layered(builtIn, layer(...names.map((name) => `${name},1,2027-01-01,2027-06-30`))),
      asOf: '2027-06-01',
      locality: 'national',
    }).filter(({ kind, from }) => kind === 'runs-out' && from === '2027-07-01');

  it('tells of each amount alone, in words for one', () => {
    const found = runsOut(['deductible', 'conversion-factor']);
    expect(found.map(({ names }) => names)).toEqual([['deductible'], ['conversion-factor']]);
    expect(found[0]?.message).toBe(
      'amounts: deductible ends 2027-06-30 (a.csv line 2); nothing is loaded from 2027-07-01, and what needs it is held',
    );
  });
});
