import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { SAMPLES, sampleFiles } from './sample-files.js';
import { outcomeOf } from './sample-outcome.js';

const PAGE = 'docs/x12-samples.md';
const describeSamples = SAMPLES === null ? describe.skip : describe;

/** A row of the page; a name may hold what Markdown would take for a column. */
function rowOf(name: string, bytes: Uint8Array): string {
  return `| ${name} | ${outcomeOf(bytes).replaceAll('|', '\\|')} |`;
}

describeSamples('the sample files (skipped where ../shared/x12 is absent)', () => {
  it('are each read, or refused for a true reason, as the page in docs says', () => {
    const rows = sampleFiles().map(({ name, bytes }) => rowOf(name, bytes));
    const page = readFileSync(PAGE, 'utf8');
    const [head] = page.split('| --- | --- |\n');
    const expected = `${head}| --- | --- |\n${rows.join('\n')}\n`;
    if (process.env.UPDATE_X12_SAMPLES === '1') writeFileSync(PAGE, expected);
    else expect(page).toBe(expected);
  });
});
