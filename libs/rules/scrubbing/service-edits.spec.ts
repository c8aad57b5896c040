import { describe, expect, it } from '@jest/globals';
import type { Session } from '../session.js';
import { coveredBy, procedures } from '../testing/sample.js';
import { toldOf } from '../testing/scrubbed.js';

const complete = {
  medicalNecessity: true,
  functionalGoals: true,
  treatmentTime: true,
  patientResponse: true,
  planOfCare: true,
};

describe('what is billed elsewhere or only with GY', () => {
  it('is named by procedure', () => {
    expect(toldOf('supply.dme-mac', [{ procedures: procedures('97110 30, L4396') }])).toEqual([
      'error supply.dme-mac at 2: L4396 is billed to the equipment contractor (DME MAC) (take it out of the session, and bill it to the equipment contractor)',
    ]);
  });

  it('needs GY on the lines of its own session', () => {
    const item = (given: Partial<Session> = {}) => ({ ...given, procedures: procedures('97110 30, A9270') });
    expect(toldOf('supply.needs-gy', [item()])).toEqual([
      'error supply.needs-gy at 2: A9270 needs GY (record GY, or leave it out)',
    ]);
    expect(toldOf('supply.needs-gy', [item(), { procedures: procedures('97140 15') }])).toEqual([]);
    expect(toldOf('supply.needs-gy', [item({ abn: 'GY' })])).toEqual([]);
  });
});

describe('a notice of non-coverage', () => {
  it('is named where it means nothing, or what it means', () => {
    expect(toldOf('abn.not-medicare', [{ ...coveredBy('HARBOR'), abn: 'GA' }])).toEqual([
      'warning abn.not-medicare: GA is stated, and HARBOR is not Medicare Part B (leave abn out)',
    ]);
    expect(toldOf('abn.practice-liable', [{ abn: 'GZ' }])).toHaveLength(1);
    expect(toldOf('abn.practice-liable', [{}])).toEqual([]);
  });
});

describe('the note', () => {
  const note = (documentation: Session['documentation']) => toldOf('documentation.missing', [{ documentation }]);

  it('lacks what the record says it lacks', () => {
    expect(note({ ...complete, treatmentTime: false, functionalGoals: false })).toEqual([
      'error documentation.missing: the note lacks functionalGoals, treatmentTime (complete the note, and record it)',
    ]);
  });

  it('may have what the record is silent on, each named', () => {
    expect(note({ ...complete, treatmentTime: undefined, planOfCare: undefined } as never)).toEqual([
      'warning documentation.missing: the record does not say whether the note has treatmentTime, planOfCare',
    ]);
    expect(note(complete)).toEqual([]);
  });
});
