import { describe, expect, it } from '@jest/globals';
import { payerProfile } from '../payer-profile.js';
import { builtInReference } from '../reference/built-in.js';
import { readCsv } from '../reference/csv.js';
import { SAMPLE_PRACTICE } from '../testing/sample.js';
import { readActivities } from './activity-table.js';
import { builtInActivities } from './built-in-activities.js';
import { type DocumentedActivity, suggestCodes } from './suggest-codes.js';

const reference = builtInReference();
const known = builtInActivities();

function suggest(activity: string | DocumentedActivity, on = '2026-03-02', payerId = 'MEDICARE-B') {
  const payer = payerProfile(SAMPLE_PRACTICE, payerId);
  if (!payer) throw new Error(`the sample practice has no ${payerId}`);
  const activities = [typeof activity === 'string' ? { activity, minutes: 15 } : activity];
  const [found] = suggestCodes({ activities, dateOfService: on, payer, reference, known });
  if (!found) throw new Error('one activity gives one suggestion');
  return found;
}
const codes = (...args: Parameters<typeof suggest>) => suggest(...args).candidates.map(({ code }) => code);

describe('the table of activities', () => {
  it('knows at least forty, each with a code that can be billed today and a reason', () => {
    expect(known.length).toBeGreaterThanOrEqual(40);
    const unbillable = known.filter(({ code }) => {
      const entry = reference.codes.get(code);
      return !entry || entry.to !== undefined;
    });
    expect(unbillable).toEqual([]);
  });

  it('finds each of its own slugs first', () => {
    for (const { slug, code, setting } of known) {
      const group = setting.endsWith('group');
      const patientPresent = !setting.startsWith('caregiver');
      expect([slug, codes({ activity: slug, group, patientPresent }, '2026-03-02', 'HARBOR')[0]]).toEqual([slug, code]);
    }
  });

  it.each<[string, string]>([
    ['a,patient,x,00000,high,r', 'line 2: 00000 is not in the code catalogue'],
    ['a,patient,x,97110,sure,r', 'line 2: confidence must be one of high, medium, low'],
    ['a,family,x,97110,high,r', 'line 2: setting must be one of patient, '],
    ['a,patient,,97110,high,r', 'line 2: slug, words and reason must not be empty'],
    ['a,patient,x,97110,high,r\na,patient,y,97110,high,r', 'line 3: a stands there twice'],
  ])('refuses %j', (rows, problem) => {
    const text = `slug,setting,words,code,confidence,reason\n${rows}\n`;
    expect(() => readActivities(readCsv('activities.csv', text), reference.codes)).toThrow(problem);
  });
});

describe('suggested codes', () => {
  it.each([
    ['Dressing training, upper body', '97535'],
    ['hand strengthening with putty', '97110'],
    ['splint fitting', '97760'],
    ['splint check after two weeks', '97763'],
    ['wheelchair positioning', '97542'],
    ['cognitive strategy training', '97129'],
    ['Functional transfers to the car', '97530'],
    ['sensory integration, swing', '97533'],
    ['OT re-evaluation', '97168'],
  ])('of %j are led by %s', (activity, code) => {
    expect(codes(activity)[0]).toBe(code);
  });

  it('come with a reason and a certainty', () => {
    expect(suggest('cooking a meal').candidates).toEqual([
      {
        code: '97535',
        label: 'self-care training',
        confidence: 'high',
        reason: 'preparing a meal is home management',
      },
    ]);
  });

  it('name the code of the date of service', () => {
    expect(codes('cognitive training', '2026-03-02')).toEqual(['97129']);
    expect(codes('cognitive training', '2019-03-02')).toEqual(['97127', 'G0515']);
    expect(codes('cognitive training', '2016-03-02')).toEqual(['97532']);
    expect(suggest('cognitive training', '2016-03-02').notes).toContain('97129 was not valid yet on 2016-03-02');
    expect(codes({ activity: 'transfers', patientPresent: false }, '2023-12-31')).toEqual([]);
  });

  it('follow what the payer takes', () => {
    expect(codes('unattended electrical stimulation')[0]).toBe('G0283');
    expect(codes('unattended electrical stimulation', '2026-03-02', 'HARBOR')[0]).toBe('97014');
    expect(suggest('hot packs')).toMatchObject({
      candidates: [],
      notes: ['Medicare never pays 97010 separately: no line'],
    });
    expect(codes('hot packs', '2026-03-02', 'HARBOR')).toEqual(['97010']);
  });

  it('ask who was there before what was done', () => {
    expect(codes({ activity: 'cooking', group: true })).toEqual(['97150']);
    expect(codes({ activity: 'transfers', patientPresent: false })).toEqual(['97550']);
    expect(codes({ activity: 'transfers', patientPresent: false, group: true })).toEqual(['97552']);
  });

  it('say what the minutes are worth by themselves', () => {
    expect(suggest({ activity: 'dressing', minutes: 7 }).notes).toEqual([
      "7 minutes alone earn no unit; they count in the day's total",
    ]);
    expect(suggest({ activity: 'dressing', minutes: 23 }).notes).toEqual([
      "23 minutes alone are 2 units; the day's total decides",
    ]);
    expect(suggest({ activity: 'dressing' }).notes).toEqual(['97535 is billed by time and needs minutes']);
  });

  it('are none for what nobody knows, and that is said', () => {
    expect(suggest('read the newspaper')).toEqual({
      activity: 'read the newspaper',
      minutes: 15,
      candidates: [],
      notes: ['no activity of the table is described by these words'],
    });
  });

  it('match beginnings of whole words alone', () => {
    expect(codes('pool therapy')).toEqual(['97113']);
    expect(codes('addressing goals')).toEqual([]);
  });
});
