import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { editsPage } from '#libs/rules/scrubbing/edits-page.js';

it('docs/edits.md is what the catalogues say (else: npm run -s claimstream -- edits > docs/edits.md)', () => {
  expect(readFileSync(join(import.meta.dirname, '../../../docs/edits.md'), 'utf8')).toBe(editsPage());
});
