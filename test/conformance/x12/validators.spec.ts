import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { billed, SITUATIONS } from './billed-claims.js';
import { type PythonTool, pythonTool } from './python-tool.js';
import { TWICE_DECIDED, writtenAnswers, writtenClaims } from './written-files.js';

/*
 * Two validators that others wrote judge the files that this project writes. Where Python or its packages cannot be had, these tests are
 * skipped and their name says so.
 */

const batch = writtenClaims();
const answers = writtenAnswers();
const fileOf = (situation: string) => `${situation.replaceAll(' ', '-')}.837`;
const claimFiles = [...Object.keys(SITUATIONS).map(fileOf), ...batch.keys()];
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'x12-'));
  for (const [name, text] of [...batch, ...answers]) writeFileSync(join(folder, name), text);
  for (const [situation, how] of Object.entries(SITUATIONS)) {
    const { code, out, err } = await billed(how);
    if (code !== 0) throw new Error(`claim gave ${code} for ${situation}: ${err}`);
    writeFileSync(join(folder, fileOf(situation)), out);
  }
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function describeWith(name: string, tool: PythonTool | string, tests: (tool: PythonTool) => void): void {
  if (typeof tool === 'string') describe.skip(`${name} (skipped: ${tool})`, () => it('judges', () => undefined));
  else describe(name, () => tests(tool));
}

describeWith('pyx12', pythonTool('pyx12', 'x12valid', ['pyx12==4.0.0']), (tool) => {
  const files = [...claimFiles, ...answers.keys()];
  let output = '';
  beforeAll(() => {
    output = tool.run(files, folder);
  }, 120_000);

  // It exits 1 whatever it finds: its last word counts.
  it.each(files)('accepts %s', (name) => expect(output).toContain(`${name}: OK`));
});

const linuxForHealth = pythonTool('linuxforhealth', 'lfhx12', ['linuxforhealth-x12==0.57.0', 'pydantic<2']);

describeWith('LinuxForHealth', linuxForHealth, (tool) => {
  // What it cannot read, and why it is not shown that: docs/adr/0006.
  it.each(claimFiles.filter((name) => name !== TWICE_DECIDED))(
    'accepts %s',
    (name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      const judged = `judged-${name}`;
      writeFileSync(join(folder, judged), forLinuxForHealth(text));
      const output = tool.run(['-m', judged], folder);
      expect(output).toContain('"segment_name": "ST"');
      expect(output).not.toContain('Error');
    },
    120_000,
  );
});

/** Two codes of the implementation guide that it does not know, replaced by such as it does (docs/adr/0006). */
function forLinuxForHealth(text: string): string {
  return text.replace(/^(DMG\*D8\*\d{8}\*)U~$/gm, '$1F~').replace(/^(OI\*\*\*)W(\*)/gm, '$1Y$2');
}
