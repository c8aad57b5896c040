import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { practiceFaults } from '#libs/rules/practice-rules/check-practice.js';
import { FACTS } from '#libs/rules/practice-rules/facts.js';
import { PLACEHOLDER_NAMES } from '#libs/rules/practice-rules/message.js';
import { OPERATORS } from '#libs/rules/practice-rules/operators.js';
import { SAMPLE_PRACTICE } from '#libs/rules/testing/sample.js';

const page = readFileSync(join(import.meta.dirname, '../../../docs/practice-rules.md'), 'utf8');
const examples = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, json]) => JSON.parse(`{${json}}`) as object);

describe('docs/practice-rules.md', () => {
  it('names every fact, operator and placeholder, and no fact that is not there', () => {
    const named = [...page.matchAll(/^\| `(\w+)` \| (session|line), (\w+):/gm)].map(([, fact]) => fact);
    expect(named).toEqual(Object.keys(FACTS));
    for (const operator of Object.keys(OPERATORS)) expect(page).toContain(`"${operator}"`);
    for (const placeholder of PLACEHOLDER_NAMES) expect(page).toContain(`{${placeholder}}`);
  });

  it('shows examples that a practice can use as they stand', () => {
    expect(examples).toHaveLength(3);
    for (const example of examples) expect(practiceFaults({ ...SAMPLE_PRACTICE, ...example })).toEqual([]);
  });
});
