import { describe, expect, it } from '@jest/globals';
import type { Session } from '../session.js';
import { toldOf } from '../testing/scrubbed.js';

const accident = (given: object) =>
  toldOf('accident.incomplete', [{ accident: { on: '2026-02-01', ...given } as unknown as Session['accident'] }]);
const stateless = 'error accident.incomplete: accident.state must be two capitals';
const inCapitals = `${stateless} (write it in capitals) [{"do":"clean","field":"accident.state","as":"capitals"}]`;

describe('an accident', () => {
  it('lies on the day of service or before', () => {
    expect(accident({ kind: 'EM', on: '2026-03-02' })).toEqual([]);
    expect(accident({ kind: 'EM', on: '2026-03-03' })).toEqual([
      'error accident.incomplete: the accident of 2026-03-03 is after the service of 2026-03-02',
    ]);
    expect(accident({ kind: 'EM', on: undefined })).toEqual(['error accident.incomplete: accident.on is missing']);
  });

  it.each([
    ['AA', 'IL', []],
    ['AA', '', [stateless]],
    ['EM', '', []],
    ['EM', 'il', [inCapitals]],
    ['AA', ' il ', [inCapitals]],
    ['AA', 'ILL', [stateless]],
    ['AA', 'xIL', [stateless]],
    ['AA', 'i', [stateless]],
    ['AA', '12', [stateless]],
  ])('of kind %s in state %j: %j', (kind, state, expected) => {
    expect(accident({ kind, state })).toEqual(expected);
  });
});
