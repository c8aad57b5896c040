import { describe, expect, it } from '@jest/globals';
import { corrected } from './correction.js';

const record = {
  diagnoses: ['m25.511', 'R27.8', 'R278'],
  procedures: [{ code: '97110', count: 2, diagnosisPointers: [1, 3] }],
  coverages: [{ rank: 1, memberId: '1eg4-te5-mk73' }],
};

describe('a correction', () => {
  it('sets, removes and cleans fields in order and leaves the rest as it was', () => {
    const better = corrected(record, [
      { do: 'remove', field: 'diagnoses[2]' },
      { do: 'set', field: 'procedures[0].diagnosisPointers', value: [1, 2] },
      { do: 'remove', field: 'procedures[0].count' },
      { do: 'clean', field: 'diagnoses[0]', as: 'capitals' },
      { do: 'clean', field: 'coverages[0].memberId', as: 'letters-and-digits' },
    ]);
    expect(better).toEqual({
      diagnoses: ['M25.511', 'R27.8'],
      procedures: [{ code: '97110', diagnosisPointers: [1, 2] }],
      coverages: [{ rank: 1, memberId: '1EG4TE5MK73' }],
    });
    expect(record.diagnoses).toHaveLength(3);
  });

  it('for another record is a bug, not bad input', () => {
    expect(() => corrected(record, [{ do: 'remove', field: 'authorization.number' }])).toThrow(
      'authorization.number is no field of the record',
    );
  });
});
