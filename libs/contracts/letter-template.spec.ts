import { describe, expect, it } from '@jest/globals';
import { LETTER_PLACEHOLDERS, letterFaults } from './letter-template.js';
import { parsePractice } from './practice-schema.js';

const address = { line1: '1 Main St', city: 'Albany', state: 'NY', zip: '12207' };
const practice = (text: string) => ({
  ...{ practiceId: 'p', name: 'Practice', npi: '1234567893', taxId: '123456789', taxonomy: '225X00000X', address },
  submitter: { id: 'SUB', name: 'Practice', contact: { name: 'Billing', phone: '5185550100' } },
  receiver: { id: 'REC', name: 'Clearinghouse' },
  letterTemplates: [{ payerId: 'ACME', level: 'payer-appeal', text }],
});

describe('a template of a letter', () => {
  it('may use every placeholder there is, with or without blanks in its braces', () => {
    const text = LETTER_PLACEHOLDERS.map((name, index) => (index % 2 ? `{{${name}}}` : `{{ ${name} }}`)).join('\n');
    expect(letterFaults(text)).toEqual([]);
    expect(parsePractice(practice(text)).ok).toBe(true);
  });

  it('is refused for an unknown placeholder, by its name and place', () => {
    expect(letterFaults('Dear {{payerName}},\nabout {{patientNmae}}')).toEqual([
      'line 2, column 7: {{patientNmae}} is no placeholder',
    ]);
  });

  it('is refused for braces that lack their pair', () => {
    expect(letterFaults('{{payerName} and }}')).toEqual([
      'line 1, column 1: {{ has no pair',
      'line 1, column 18: }} has no pair',
    ]);
  });

  it('with a fault keeps the practice’s profile from being taken', () => {
    const parsed = parsePractice(practice('Dear {{payer}}'));
    expect(parsed).toMatchObject({ ok: false });
    if (parsed.ok) throw new Error('was taken');
    expect(parsed.refusal).toEqual([
      { field: 'letterTemplates[0].text', message: 'line 1, column 6: {{payer}} is no placeholder' },
    ]);
  });
});
