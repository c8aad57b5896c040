import { describe, expect, it } from '@jest/globals';
import { coded, rules } from '../testing/coded.js';
import { procedures } from '../testing/sample.js';

describe('contradictions', () => {
  it.each([
    ['97110', {}, 'time.minutes-missing 1'],
    ['97110 1500', {}, 'time.impossible 1'],
    ['97166 30+15', {}, 'evaluation.assistant 1'],
    ['97150 30', { groupSize: 1 }, 'group.too-small 1'],
    ['97110 30', { groupSize: 2 }, 'group.one-on-one 1'],
    ['97110 30', { timeBlocks: [{ start: '09:30', end: '09:00' }] }, 'time.block-invalid 1'],
  ])('%s %j gives no line and %s', (text, extra, rule) => {
    const session = coded({ procedures: procedures(text, extra) });
    expect([session.held, session.lines]).toEqual([true, []]);
    expect(rules(session)).toContain(rule);
  });

  it('warns of a group without its size and of an evaluation above its deficits', () => {
    expect(rules(coded({ procedures: procedures('97150 30') }))).toContain('group.size-missing 1');
    const evaluation = { evaluation: { performanceDeficits: 2 } };
    expect(rules(coded({ procedures: procedures('97167 45', evaluation) }))).toContain('evaluation.level 1');
    expect(rules(coded({ procedures: procedures('97165 45', evaluation) }))).toEqual([]);
  });

  it('names both blocks where one-on-one services overlap', () => {
    const session = coded({
      procedures: [
        { code: '97110', minutes: 30, timeBlocks: [{ start: '09:00', end: '09:30' }] },
        { code: '97140', minutes: 20, timeBlocks: [{ start: '09:20', end: '09:40' }] },
      ],
    });
    expect(session.findings.find((finding) => finding.rule === 'time.overlap')).toMatchObject({
      procedure: 2,
      message: expect.stringMatching(/97140 09:20–09:40 overlaps 97110 09:00–09:30/),
    });
  });
});
