import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ratio } from '#libs/kernel/ratio.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import { serverReference } from './reference-folder.js';

const HEADING = 'name,value,from,to';

describe("the operator's folder of reference tables", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reference-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('lies over the tables of the project, whatever else stands in it', () => {
    writeFileSync(join(folder, 'next-year.csv'), `${HEADING}\ndeductible,290,2027-01-01,2027-12-31\n`);
    writeFileSync(join(folder, 'README.md'), 'Who to ask.');
    expect(serverReference(folder).amount('deductible', '2027-03-01')).toEqual(ratio(290));
    expect(serverReference(folder).amount('deductible', '2026-03-01')).toEqual(ratio(283));
  });

  it('may be absent', () => {
    expect(serverReference(null)).toBe(builtInReference());
  });

  it('lets no server start while a table of it is unsound or it cannot be read', () => {
    writeFileSync(join(folder, 'next-year.csv'), `${HEADING}\ndeductible,290,soon,\n`);
    const refused = 'CLAIMSTREAM_REFERENCE must be a folder of sound reference tables: ';
    expect(() => serverReference(folder)).toThrow(`${refused}next-year.csv line 2: from is not a date`);
    expect(() => serverReference(join(folder, 'nowhere'))).toThrow(`${refused}it cannot be read`);
  });
});
