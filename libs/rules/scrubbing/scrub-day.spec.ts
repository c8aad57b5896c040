import { describe, expect, it } from '@jest/globals';
import { procedures, SAMPLE_PRACTICE } from '../testing/sample.js';
import { said, scrubSample } from '../testing/scrubbed.js';

describe('scrubbing a day', () => {
  it('finds nothing against a complete session', () => {
    expect(said({})).toEqual([]);
    expect(scrubSample([{}])[0]?.held).toBe(false);
  });

  it('holds the whole day where one session is held', () => {
    const [first, second] = scrubSample([{}, { procedures: procedures('97140 15, 97124 15') }]);
    expect([first?.held, second?.held]).toEqual([true, true]);
    expect(first?.findings.map((one) => one.rule)).toContain('day.held');
    expect(second?.findings.map((one) => one.rule)).not.toContain('day.held');
    expect(first?.lines[0]?.accruedCents).toBe(0);
  });

  it('takes for an error what a preview may leave open', () => {
    const charging = (charges: Readonly<Record<string, number>>) => ({ practice: { ...SAMPLE_PRACTICE, charges } });
    expect(said({ procedures: procedures('97116 15') })).toEqual(['error charge.missing']);
    expect(said({ procedures: procedures('97150 30') }, charging({ '97150': 4000 }))).toEqual([
      'error group.size-missing',
    ]);
    expect(said({}, charging({ '97110': 0 }))).toEqual(['error charge.zero']);
  });

  it('says nothing of a session in which a person is named', () => {
    const name = 'Quillfeather';
    const [session] = scrubSample([
      {
        patient: { patientId: 'P1', lastName: name, firstName: '' },
        renderingProvider: { npi: '1', lastName: name },
        diagnoses: [name],
      },
    ]);
    expect(session?.findings.length).toBeGreaterThan(5);
    expect(JSON.stringify(session?.findings)).not.toContain(name);
  });
});
