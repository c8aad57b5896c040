import { describe, expect, it } from '@jest/globals';
import { finding } from '../rule-catalogue.js';
import { DayFindings } from './day-findings.js';

const tie = (message: string, procedure?: number) =>
  finding('units.tie', message, procedure === undefined ? {} : { procedure });

describe('the findings of a day', () => {
  it('keep what is said once, and what differs in rule, procedure or words', () => {
    const found = new DayFindings(1);
    const said = [tie('a', 1), tie('a', 2), tie('b', 1), tie('a'), finding('units.explained', 'a', { procedure: 1 })];
    for (const one of [...said, ...said]) found.add(0, one);
    expect(found.of(0)).toEqual(said);
  });

  it('are kept by session', () => {
    const found = new DayFindings(2);
    found.add(1, tie('a', 1));
    found.add(0, tie('a', 1));
    expect([found.of(0), found.of(1)]).toEqual([[tie('a', 1)], [tie('a', 1)]]);
  });
});
