import { describe, expect, it } from '@jest/globals';
import { coded, codedDay, lines, rules, said } from '../testing/coded.js';
import { coveredBy, procedures } from '../testing/sample.js';

describe("a patient's day", () => {
  it('is coded as the contract shows it', () => {
    const session = coded({ procedures: procedures('97110 33, 97140 7') });
    expect(session).toEqual({
      sessionId: 'S1',
      revision: 1,
      payerId: 'MEDICARE-B',
      unitMethod: 'CMS_TOTAL',
      timedMinutes: 40,
      timedUnits: 3,
      held: false,
      lines: [
        {
          line: 1,
          code: '97110',
          modifiers: ['GO'],
          units: 2,
          minutes: 33,
          assistantMinutes: 0,
          diagnosisPointers: [1],
          chargeCents: 11000,
        },
        {
          line: 2,
          code: '97140',
          modifiers: ['GO'],
          units: 1,
          minutes: 7,
          assistantMinutes: 0,
          diagnosisPointers: [1],
          chargeCents: 5000,
        },
      ],
      findings: [expect.objectContaining({ rule: 'units.explained', severity: 'info', procedure: 2 })],
    });
  });

  it('pools minutes over two sessions and carries a shared code on the first', () => {
    const [first, second] = codedDay([
      { procedures: procedures('97110 20') },
      { procedures: procedures('97112 10, 97110 13') },
    ]);
    expect(lines(first)).toEqual(['97110 GO ×2 33/0']);
    expect(lines(second)).toEqual(['97112 GO ×1 10/0']);
    expect(second?.mergedInto).toEqual([{ procedure: 2, sessionId: 'S1', line: 1 }]);
    expect(rules(second)).toContain('day.merged 2');
    expect([first?.timedMinutes, second?.timedMinutes, first?.timedUnits]).toEqual([43, 43, 3]);
  });

  it('counts disciplines apart and gives each its modifier', () => {
    const [ot, pt] = codedDay([
      { procedures: procedures('97110 7') },
      { discipline: 'PT', procedures: procedures('97110 8+0'), renderingProvider: { npi: '1993999998' } },
    ]);
    expect(lines(ot)).toEqual([]);
    expect(rules(ot)).toEqual(['units.explained 1', 'units.no-unit 1', 'units.none-earned -']);
    expect(ot?.held).toBe(false);
    expect(lines(pt)).toEqual(['97110 GP ×1 8/0']);
  });

  it('merges a code listed twice and unites its pointers', () => {
    const session = coded({
      diagnoses: ['M25.511', 'M25.611'],
      procedures: [
        { code: '97110', minutes: 10, diagnosisPointers: [2] },
        { code: '97110', minutes: 13, diagnosisPointers: [1, 2] },
      ],
    });
    expect(session.lines).toHaveLength(1);
    expect(session.lines[0]).toMatchObject({ units: 2, minutes: 23, diagnosisPointers: [2, 1] });
  });

  it("splits a code between therapist and assistant: the plain line first, then CO's", () => {
    expect(lines(coded({ procedures: procedures('97110 13+23, 97140 30') }))).toEqual([
      '97110 GO ×1 13/0',
      '97110 GO:CO ×1 23/23',
      '97140 GO ×2 30/0',
    ]);
    expect(lines(coded({ procedures: procedures('97110 20+1') }))).toEqual(['97110 GO ×1 21/1']);
  });

  it('uses CQ in physical therapy, no modifier in speech therapy, and none before 2020', () => {
    expect(lines(coded({ discipline: 'PT', procedures: procedures('97110 0+30') }))).toEqual(['97110 GP:CQ ×2 30/30']);
    expect(lines(coded({ discipline: 'SLP', procedures: procedures('97129 0+15') }))).toEqual(['97129 GN ×1 15/15']);
    expect(lines(coded({ dateOfService: '2019-12-31', procedures: procedures('97110 0+30') }))).toEqual([
      '97110 GO ×2 30/30',
    ]);
  });

  it('bills an untimed code once, without counting its minutes', () => {
    const session = coded({ procedures: procedures('97166 45, 97110 30') });
    expect(lines(session)).toEqual(['97166 GO ×1 45/0', '97110 GO ×2 30/0']);
    expect(session.timedMinutes).toBe(30);
    expect(rules(coded({ procedures: [{ code: '97022', count: 2 }] }))).toContain('units.one-per-day 1');
  });

  it('tells an assistant on an untimed code from more than a tenth on', () => {
    expect(lines(coded({ procedures: procedures('97150 36+4', { groupSize: 3 }) }))).toEqual(['97150 GO ×1 40/4']);
    expect(lines(coded({ procedures: procedures('97150 35+5', { groupSize: 3 }) }))).toEqual(['97150 GO:CO ×1 40/5']);
  });

  it('says when a deleted code ended and what replaces it, and still codes it before', () => {
    const session = coded({ procedures: procedures('97532 30') });
    expect(session.held).toBe(true);
    expect(session.lines).toEqual([]);
    expect(session.findings[0]).toMatchObject({
      rule: 'code.ended',
      message: '97532 ended 2017-12-31; 97129 and 97130 replace it',
    });
    expect(lines(coded({ dateOfService: '2016-05-02', procedures: procedures('97532 30') }))).toEqual([
      '97532 GO ×2 30/0',
    ]);
  });

  it('refuses what it does not know or what is not yet there', () => {
    expect(rules(coded({ procedures: procedures('99999 30') }))).toEqual(['code.unknown 1']);
    expect(rules(coded({ dateOfService: '2023-12-31', procedures: procedures('97550 30') }))).toEqual([
      'code.not-yet-valid 1',
    ]);
  });

  it('substitutes and bundles for Medicare alone', () => {
    const medicare = coded({ procedures: procedures('97014, 97010, 97110 15') });
    expect(lines(medicare)).toEqual(['G0283 GO ×1 0/0', '97110 GO ×1 15/0']);
    expect(rules(medicare)).toEqual(expect.arrayContaining(['code.substituted 1', 'code.bundled 2']));
    expect(lines(coded({ ...coveredBy('HARBOR'), procedures: procedures('97014, 97010') }))).toEqual([
      '97014  ×1 0/0',
      '97010  ×1 0/0',
    ]);
  });

  it.each([
    ['97129 40', ['97129 GO ×1 15/0', '97130 GO ×2 25/0']],
    ['97130 20, 97129 15', ['97129 GO ×1 15/0', '97130 GO ×1 20/0']],
    ['97129 7', []],
    ['97129 8', ['97129 GO ×1 8/0']],
    ['97129 22', ['97129 GO ×1 22/0']],
    ['97129 23', ['97129 GO ×1 15/0', '97130 GO ×1 8/0']],
    ['97129 15+23', ['97129 GO ×1 15/0', '97130 GO:CO ×2 23/23']],
    ['97550 15', []],
    ['97550 16', ['97550 GO ×1 16/0']],
    ['97550 37', ['97550 GO ×1 37/0']],
    ['97550 30, 97551 8', ['97550 GO ×1 30/0', '97551 GO ×1 8/0']],
    ['97550 52', ['97550 GO ×1 30/0', '97551 GO ×1 22/0']],
    ['97550 53', ['97550 GO ×1 30/0', '97551 GO ×2 23/0']],
    ['97550 68', ['97550 GO ×1 30/0', '97551 GO ×3 38/0']],
    ['97545 60', []],
    ['97545 61', ['97545 GO ×1 61/0']],
    ['97545 150', ['97545 GO ×1 150/0']],
    ['97545 151', ['97545 GO ×1 120/0', '97546 GO ×1 31/0']],
    ['96125 30', []],
    ['96125 31', ['96125 GO ×1 31/0']],
    ['96125 90', ['96125 GO ×1 90/0']],
    ['96125 91', ['96125 GO ×2 91/0']],
  ])('%s bills base code and add-on by their own clock', (text, expected) => {
    expect(lines(coded({ procedures: procedures(text) }))).toEqual(expected);
  });

  it('refuses an add-on without its base', () => {
    expect(rules(coded({ procedures: procedures('97130 30') }))).toEqual(['code.add-on-alone 1']);
    expect(rules(coded({ procedures: procedures('97551 45') }))).toEqual(['code.add-on-alone 1']);
  });

  it('does not pool caregiver training with timed codes', () => {
    const session = coded({ procedures: procedures('97550 30, 97110 7') });
    expect(session.timedMinutes).toBe(7);
    expect(lines(session)).toEqual(['97550 GO ×1 30/0']);
  });

  it('uses the method that bills less where a commercial payer was never asked, and says so', () => {
    const session = coded({ ...coveredBy('UNASKED'), procedures: procedures('97112 24, 97110 23') });
    expect([session.unitMethod, session.timedUnits]).toEqual(['CMS_TOTAL', 3]);
    expect(coded({ ...coveredBy('UNASKED'), procedures: procedures('97110 33, 97140 7') }).unitMethod).toBe(
      'AMA_PER_CODE',
    );
    expect(coded({ ...coveredBy('UNASKED'), procedures: procedures('97110 15') }).unitMethod).toBe('CMS_TOTAL');
    expect(rules(session)).toContain('units.method-unknown -');
  });

  it('holds the session of an unknown payer and names the field', () => {
    const session = coded(coveredBy('NOBODY'));
    expect(session.held).toBe(true);
    expect(session.findings[0]).toMatchObject({
      rule: 'units.payer-unknown',
      message: expect.stringContaining('coverages[0].payerId'),
    });
  });

  it('says by which clock caregiver training and hourly codes were counted, also where nothing was earned', () => {
    const clock = (text: string) => said(coded({ procedures: procedures(text) }), 'units.own-clock');
    expect(clock('97550 68')).toEqual([
      '97550: 68 minutes make 97550 ×1 and 97551 ×3; the first 30 minutes count from 16 on, each further 15 from 38, 53, 68 … on',
    ]);
    expect(clock('96125 30')).toEqual(['96125: 30 minutes make no unit; each hour counts from its 31st minute on']);
  });

  it('bills by count what is counted, and nothing of what was not used', () => {
    expect(lines(coded({ procedures: [{ code: '97598', count: 3 }] }))).toEqual(['97598 GO ×3 0/0']);
    expect(lines(coded({ procedures: [{ code: '96127', count: 2 }] }))).toEqual(['96127  ×2 0/0']);
    expect(lines(coded({ procedures: [{ code: '97598', count: 0 }] }))).toEqual([]);
  });

  it('never counts the minutes of an evaluation as timed', () => {
    const session = coded({ procedures: procedures('97166 60, 97110 7') });
    expect([session.timedMinutes, session.timedUnits, lines(session)]).toEqual([7, 0, ['97166 GO ×1 60/0']]);
  });

  it('bundles at both of Medicare’s kinds of payer what others are billed', () => {
    expect(lines(coded({ ...coveredBy('ADVANTAGE'), procedures: procedures('97602, 97110 15') }))).toEqual([
      '97110 GO ×1 15/0',
    ]);
    expect(lines(coded({ ...coveredBy('STATE'), procedures: procedures('97602') }))).toEqual(['97602 GO ×1 0/0']);
  });
});
