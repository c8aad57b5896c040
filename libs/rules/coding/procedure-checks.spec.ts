import { describe, expect, it } from '@jest/globals';
import { coded, rules, said } from '../testing/coded.js';
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

  it('names the earliest block of another procedure, whoever has claimed the minutes since', () => {
    const at = (start: string, end: string) => ({ timeBlocks: [{ start, end }] });
    const session = coded({
      procedures: [
        { code: '97110', minutes: 30, ...at('09:10', '09:40') },
        { code: '97112', minutes: 20, ...at('09:00', '09:20') },
        { code: '97140', minutes: 40, ...at('09:00', '09:40') },
      ],
    });
    const overlaps = session.findings.filter((finding) => finding.rule === 'time.overlap');
    expect(overlaps).toHaveLength(2);
    expect(overlaps.at(-1)?.message).toMatch(/97140 09:00–09:40 overlaps 97110 09:10–09:40/);
  });

  it('lets blocks of one procedure overlap each other, and still sees another in them', () => {
    const timeBlocks = [
      { start: '09:00', end: '09:30' },
      { start: '09:15', end: '09:45' },
    ];
    const own = coded({ procedures: [{ code: '97110', minutes: 45, timeBlocks }] });
    expect(own.findings.some(({ rule }) => rule === 'time.overlap')).toBe(false);
    const other = coded({
      procedures: [
        { code: '97110', minutes: 45, timeBlocks },
        { code: '97140', minutes: 10, timeBlocks: [{ start: '09:35', end: '09:50' }] },
      ],
    });
    expect(other.findings.find(({ rule }) => rule === 'time.overlap')?.message).toMatch(/overlaps 97110 09:15–09:45/);
  });

  it.each([
    ['same start', '09:00', '09:15', true],
    ['inside', '09:10', '09:20', true],
    ['one after the other', '09:30', '09:45', false],
  ])('sees time blocks that overlap: %s', (_, start, end, overlap) => {
    const session = coded({
      procedures: [
        { code: '97110', minutes: 30, timeBlocks: [{ start: '09:00', end: '09:30' }] },
        { code: '97140', minutes: 10, timeBlocks: [{ start, end }] },
      ],
    });
    expect(rules(session)?.includes('time.overlap 2')).toBe(overlap);
  });

  it('lets a modality that needs nobody beside it overlap', () => {
    const block = { timeBlocks: [{ start: '09:00', end: '09:30' }] };
    const session = coded({
      procedures: [
        { code: '97110', minutes: 30, ...block },
        { code: '97026', ...block },
      ],
    });
    expect(rules(session)).not.toContain('time.overlap 2');
  });

  it('warns of more minutes than the time blocks have, and not of fewer', () => {
    const timeBlocks = [
      { start: '09:00', end: '09:20' },
      { start: '10:00', end: '10:10' },
    ];
    const session = (text: string) => coded({ procedures: procedures(text, { timeBlocks }) });
    expect(said(session('97110 31'), 'time.blocks-disagree')).toEqual([
      '97110 has 31 minutes, and its time blocks only 30',
    ]);
    expect(said(session('97110 20+11'), 'time.blocks-disagree')).toHaveLength(1);
    expect(rules(session('97110 30'))).toEqual(['units.explained 1']);
    expect(rules(session('97110 25'))).toEqual(['units.explained 1']);
  });

  it('wants to know what was done under an unlisted code, and takes it to the line', () => {
    const bare = coded({ procedures: procedures('97139 20') });
    expect([rules(bare), bare.held]).toEqual([['code.description-missing 1'], true]);
    const told = coded({ procedures: procedures('97139 20', { description: 'kinesio tape' }) });
    expect(told.lines[0]).toMatchObject({ code: '97139', units: 1, description: 'kinesio tape' });
  });

  it.each([
    ['97165', 0, true],
    ['97165', 1, false],
    ['97165', 3, false],
    ['97165', 4, true],
    ['97166', 2, true],
    ['97166', 3, false],
    ['97166', 5, false],
    ['97166', 6, true],
    ['97167', 4, true],
    ['97167', 5, false],
    ['97167', 20, false],
    ['97168', 9, false],
  ])('%s with %i performance deficits is warned of: %s', (code, performanceDeficits, warned) => {
    const session = coded({ procedures: [{ code, minutes: 45, evaluation: { performanceDeficits } }] });
    expect([rules(session), session.held]).toEqual([warned ? ['evaluation.level 1'] : [], false]);
  });
});

describe('the edges of a record', () => {
  const found = (text: string, extra = {}) => rules(coded({ procedures: procedures(text, extra) }));

  it('take a day’s minutes and no more', () => {
    expect(found('97110 1440')).not.toContain('time.impossible 1');
    expect(found('97110 1441')).toContain('time.impossible 1');
    expect(found('97110 1440+1')).toContain('time.impossible 1');
  });

  it('take a block of a minute and none of nothing', () => {
    const block = (end: string) => ({ timeBlocks: [{ start: '09:00', end }] });
    expect(found('97110 1', block('09:01'))).not.toContain('time.block-invalid 1');
    expect(found('97110 1', block('09:00'))).toContain('time.block-invalid 1');
  });

  it('take an assistant’s minutes for minutes', () => {
    expect(found('97110', { assistantMinutes: 20 })).not.toContain('time.minutes-missing 1');
  });

  it('take no blanks for a description', () => {
    expect(found('97139 20', { description: '  ' })).toContain('code.description-missing 1');
  });

  it('tell how many deficits an evaluation stands for', () => {
    const told = (code: string, performanceDeficits: number) =>
      said(coded({ procedures: [{ code, minutes: 45, evaluation: { performanceDeficits } }] }), 'evaluation.level');
    expect(told('97165', 4)).toEqual(['97165 stands for 1 to 3 performance deficits; 4 are stated']);
    expect(told('97167', 4)).toEqual(['97167 stands for 5 or more performance deficits; 4 are stated']);
  });
});
