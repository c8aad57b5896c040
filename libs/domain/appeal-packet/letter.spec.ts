import { describe, expect, it } from '@jest/globals';
import { LETTER_PLACEHOLDERS } from '#libs/contracts/letter-template.js';
import { packetContent, subjectOf, templateFor } from './content.js';
import type { LetterLine, PacketFacts } from './facts.js';
import { writeLetter } from './letter.js';
import { letterValues } from './letter-values.js';
import { builtInPacketTables } from './reference/built-in.js';
import { mostSpecific } from './tables.js';
import { packetFacts } from './testing/packet-fixtures.js';

const tables = builtInPacketTables();
const enclosed: PacketFacts = {
  ...packetFacts,
  attachments: [
    {
      ...{ attachmentId: 'A1', kind: 'treatment-notes', contentType: 'application/pdf', fileId: 'F1', sha256: 'aa' },
      servicesOn: ['2026-03-02'],
    },
  ],
};
const values = (facts: PacketFacts) => letterValues(facts, mostSpecific(tables.arguments, subjectOf(facts)).argument);
const written = (template: string, facts: PacketFacts = enclosed): readonly LetterLine[] => {
  const letter = writeLetter(template, values(facts));
  if (!letter.ok) throw new Error(letter.refusal.message);
  return letter.value;
};
const plain = (lines: readonly LetterLine[]) => lines.map(({ text }) => text).join('\n');

describe('a letter of appeal', () => {
  it('has a value for every placeholder there is', () => {
    for (const name of LETTER_PLACEHOLDERS) {
      const [line] = written(`About {{${name}}}.`);
      expect(line?.text.length).toBeGreaterThan('About .'.length);
      expect(line?.text).not.toContain('{{');
    }
  });

  it('says level, lines, rule, amounts, dates and numbers', () => {
    const content = packetContent(enclosed, [], tables);
    if (!content.ok) throw new Error(content.refusal.message);
    const text = plain(content.value.letter);
    for (const part of [
      ...['Request for a redetermination', 'Zofia Łukasiewicz', '1EG4TE5MK73', 'ICN-9', 'C1S1', 'July 19, 2026'],
      ...['Line 1: 97530 GO KX, 2 units, on March 2, 2026, charged $60.00', 'CO 50, remarks N115', '$60.00'],
      ...['skilled services under a plan of care', 'Treatment notes of March 2, 2026', 'without grip'],
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('97110');
  });

  it('prints a list an item a line where it stands alone, and in one sentence elsewhere', () => {
    expect(written('- {{diagnoses}}')).toEqual([
      { style: 'item', text: 'M62.81' },
      { style: 'item', text: 'R27.8' },
    ]);
    expect(written('For {{diagnoses}}.')).toEqual([{ style: 'text', text: 'For M62.81, R27.8.' }]);
  });

  it('leaves out a line of its own that has nothing to say, without a hole', () => {
    const { statement: _, ...silent } = packetFacts;
    expect(written('One.\n\n{{statement}}\n\nTwo.', silent).map(({ text }) => text)).toEqual(['One.', '', 'Two.']);
  });

  it('is refused where a sentence asks for what is not on file', () => {
    const facts = { ...packetFacts, patient: {} };
    expect(writeLetter('Dear {{payerName}}, about {{patientName}}', values(facts))).toEqual({
      ok: false,
      refusal: {
        code: 'letter.fact-missing',
        message: 'The letter asks for {{patientName}}, which is not on file.',
        field: 'patientName',
      },
    });
    expect(packetContent(facts, [], tables).ok).toBe(false);
  });

  it('is refused where its template asks for something that there is not, by name and place', () => {
    expect(writeLetter('Hello\n{{secret}}', {})).toMatchObject({
      refusal: { code: 'letter.template', message: 'line 2, column 1: {{secret}} is no placeholder' },
    });
  });

  it('takes what stands in a value as text', () => {
    expect(written('{{statement}}', { ...packetFacts, statement: '# {{patientName}}' })).toEqual([
      { style: 'text', text: '# {{patientName}}' },
    ]);
  });
});

describe('the template of a letter', () => {
  const own = [
    { text: 'all' },
    { level: 'redetermination', text: 'level' },
    { payerId: 'MEDICARE-B', text: 'payer' },
    { payerId: 'MEDICARE-B', level: 'redetermination', text: 'both' },
    { payerId: 'BLUE', level: 'redetermination', text: 'another payer' },
  ];
  it.each([
    ['both', own],
    ['payer', own.slice(0, 3)],
    ['level', own.slice(0, 2)],
    ['all', own.slice(0, 1)],
  ])('is the practice’s own for %s', (text, templates) => {
    expect(templateFor(packetFacts, templates, tables)).toBe(text);
  });

  it.each([
    ['MEDICARE_B', 'redetermination', 'Request for a redetermination'],
    ['MEDICARE_B', 'reconsideration', 'Request for a reconsideration'],
    ['MEDICARE_B', 'alj', 'Request for a hearing'],
    ['MEDICARE_B', 'council', 'Request for review by the council'],
    ['MEDICARE_B', 'reopening', 'Request to reopen a decision'],
    ['MEDICARE_ADVANTAGE', 'payer-appeal', 'Request for a reconsideration by the plan'],
    ['COMMERCIAL', 'payer-appeal', '{{levelName}}'],
    ['COMMERCIAL', 'payer-appeal-2', '{{levelName}}'],
    ['MEDICARE_B', 'rebuttal', '{{levelName}}'],
  ] as const)('of %s at %s is built in', (kind, level, title) => {
    const facts = { ...packetFacts, level, payer: { ...packetFacts.payer, kind } };
    expect(templateFor(facts, own.slice(4), tables)).toContain(`# ${title}`);
    expect(packetContent(facts, [], tables).ok).toBe(true);
  });
});
