import { describe, expect, it } from '@jest/globals';
import { codedDay, rules, said } from '../testing/coded.js';
import { procedures, sampleSession } from '../testing/sample.js';

const day = (...texts: string[]) =>
  codedDay(texts.map((text, place) => sampleSession({ sessionId: `S${place + 1}`, procedures: procedures(text) })));
const impossible = (...texts: string[]) =>
  day(...texts).map((session) => rules(session)?.includes('time.impossible -'));

describe('the one-on-one minutes of a day', () => {
  it('may fill the day and not more', () => {
    expect(impossible('97110 900, 97140 540')).toEqual([false]);
    const [over] = day('97110 900, 97140 500+41');
    expect(over?.held).toBe(true);
    expect(said(over, 'time.impossible')).toEqual([
      'one-on-one services of the day add up to 1441 minutes; a day has 1440',
    ]);
  });

  it('add up over its sessions: each that has some is held', () => {
    expect(impossible('97110 900', '97140 600', '97150 30')).toEqual([true, true, false]);
  });

  it('leave out what needs nobody beside the patient', () => {
    expect(impossible('97110 1400, 97150 100')).toEqual([false]);
  });
});
