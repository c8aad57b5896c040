import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PythonTool, pythonTool } from './python-tool.js';
import { writtenAnswers, writtenClaims } from './written-files.js';

/*
 * Two validators that others wrote judge the files that this project writes. Where Python or its packages cannot be had, these tests are
 * skipped and their name says so.
 */

const claims = writtenClaims();
const answers = writtenAnswers();
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'x12-'));
  for (const [name, text] of [...claims, ...answers]) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function describeWith(name: string, tool: PythonTool | string, tests: (tool: PythonTool) => void): void {
  if (typeof tool === 'string') describe.skip(`${name} (skipped: ${tool})`, () => it('judges', () => undefined));
  else describe(name, () => tests(tool));
}

describeWith('pyx12', pythonTool('pyx12', 'x12valid', ['pyx12==4.0.0']), (tool) => {
  it.each([...claims.keys(), ...answers.keys()])(
    'accepts %s',
    (name) => {
      // It exits 1 whatever it finds: its last word counts.
      expect(tool.run([name], folder)).toContain(`${name}: OK`);
    },
    120_000,
  );
});

const linuxForHealth = pythonTool('linuxforhealth', 'lfhx12', ['linuxforhealth-x12==0.57.0', 'pydantic<2']);

describeWith('LinuxForHealth', linuxForHealth, (tool) => {
  // Of an 835 it refuses whatever has a payer's contact, so claims alone are shown to it; 999 and 277CA it does not know.
  it.each([...claims.keys()])(
    'accepts %s',
    (name) => {
      const text = claims.get(name) ?? '';
      const judged = `judged-${name}`;
      writeFileSync(join(folder, judged), forLinuxForHealth(text));
      const output = tool.run(['-m', judged], folder);
      expect(output).toContain('"segment_name": "ST"');
      expect(output).not.toContain('Error');
    },
    120_000,
  );
});

/** It does not know a dependent patient whose sex is U, which the implementation guide allows (2010CA DMG03). */
function forLinuxForHealth(text: string): string {
  return text.replace(/^(DMG\*D8\*\d{8}\*)U~$/gm, '$1F~');
}
