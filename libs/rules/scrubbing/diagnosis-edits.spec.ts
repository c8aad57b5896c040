import { describe, expect, it } from '@jest/globals';
import { corrected } from '../correction.js';
import type { Session } from '../session.js';
import { procedures, sampleSession } from '../testing/sample.js';
import { said, scrubSample, toldOf } from '../testing/scrubbed.js';

const diagnosed = (...diagnoses: string[]): Partial<Session> => ({ diagnoses });
const pointing = (...pointers: readonly (number[] | undefined)[]): Pick<Session, 'procedures'> => ({
  procedures: pointers.map((diagnosisPointers, index) => ({
    code: ['97110', '97112', '97140', '97530'][index] as string,
    minutes: 15,
    ...(diagnosisPointers && { diagnosisPointers }),
  })),
});

describe('the form of a diagnosis', () => {
  it.each(['M25', 'R27.8', 'R278', 'M25.511', 'U07.1', 'C7A.00', 'Z96.649'])('%s is one', (diagnosis) => {
    expect(toldOf('diagnosis.format', [diagnosed(diagnosis)])).toEqual([]);
  });

  it.each(['M2', 'MM25', '1M25', 'M25.', 'M25.51111', 'M25.511.', '2M25.511'])('%s is none', (diagnosis) => {
    expect(said(diagnosed(diagnosis))).toContain('error diagnosis.format');
  });

  it('is said of those alone that have it not', () => {
    expect(toldOf('diagnosis.format', [diagnosed('M25.511', 'm62.81', 'X')])).toEqual([
      'error diagnosis.format: diagnoses[1] does not have the form of an ICD-10-CM code (write it in capitals) [{"do":"clean","field":"diagnoses[1]","as":"capitals"}]',
      'error diagnosis.format: diagnoses[2] does not have the form of an ICD-10-CM code',
    ]);
  });
});

describe('what an injury and its cause look like', () => {
  it('asks for the seventh character of injuries alone', () => {
    const asks = (diagnosis: string) => said(diagnosed(diagnosis)).includes('error diagnosis.encounter-missing');
    expect(['S63.50', 'S63.501', 'S63.501A', 'M25.511', 'MS3'].map(asks)).toEqual([true, true, false, false, false]);
  });

  it('knows external causes by their first character', () => {
    const cause = (diagnosis: string) => said(diagnosed(diagnosis)).includes('error diagnosis.external-cause-first');
    expect(['V89.2XXA', 'Y93.B3', 'Z47.1', 'MW1'].map(cause)).toEqual([true, true, false, false]);
  });
});

describe('a diagnosis that is listed twice', () => {
  const found = (given: Partial<Session>) =>
    scrubSample([given])[0]?.findings.filter(({ rule }) => rule === 'diagnosis.duplicate') ?? [];

  it('is taken away, and pointers follow it to the first', () => {
    const given = {
      diagnoses: ['M25.511', 'M62.81', 'm25511', 'R27.8'],
      ...pointing([1, 2], [3], [4, 3, 1], undefined),
    };
    const [finding] = found(given);
    const mended = corrected(sampleSession(given), finding?.correction ?? []);
    expect(mended.diagnoses).toEqual(['M25.511', 'M62.81', 'R27.8']);
    expect(mended.procedures.map(({ diagnosisPointers }) => diagnosisPointers)).toEqual([
      [1, 2],
      [1],
      [3, 1],
      undefined,
    ]);
    expect(finding?.correction).toHaveLength(3);
  });

  it('is corrected one at a time, for the second correction would move what the first has moved', () => {
    const findings = found(diagnosed('M25.511', 'M25.511', 'M25511'));
    expect(findings.map(({ message, correction }) => [message, correction?.length])).toEqual([
      ['diagnoses[1] repeats diagnoses[0]', 1],
      ['diagnoses[2] repeats diagnoses[0]', undefined],
    ]);
  });

  it('is none of two that differ', () => {
    expect(found(diagnosed('M25.511', 'M25.512'))).toEqual([]);
  });
});

describe('diagnoses and pointers', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `R${10 + index}.0`);

  it('may be twelve in a day, however often they are repeated', () => {
    const second = { procedures: procedures('97530 30') };
    const day = (diagnoses: string[]) => said([{ diagnoses: many(12) }, { ...second, diagnoses }]);
    expect(day(['R10.0', 'R11.0'])).not.toContain('error diagnosis.too-many');
    expect(day(['M62.81'])).toContain('error diagnosis.too-many');
  });

  it('are named with the procedure that points astray', () => {
    const given = { ...diagnosed('M25.511', 'M62.81'), ...pointing([2], [1, 3], []) };
    expect(toldOf('diagnosis.pointer', [given])).toEqual([
      'error diagnosis.pointer at 2: 97112 points to diagnosis 3 of 2',
      'error diagnosis.pointer at 3: 97140 points to no diagnosis (leave the pointers out: the first diagnosis counts) [{"do":"remove","field":"procedures[2].diagnosisPointers"}]',
    ]);
  });
});
