import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..', '..');
const run = promisify(execFile);

/** A small tree with imports of every kind that must fail, and some that must not. */
const TREE: Readonly<Record<string, string>> = {
  'libs/kernel/money.ts': 'export const cents = 1;',
  'libs/kernel/reaches-out.ts': "import pg from 'pg';\nexport const pool = pg.Pool;",
  'libs/kernel/reads-files.ts': "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;",
  'libs/kernel/looks-up.ts': "import { price } from '#libs/rules/price.js';\nexport const looked = price;",
  'libs/rules/price.ts': "import { cents } from '#libs/kernel/money.js';\nexport const price = cents;",
  'libs/rules/price.spec.ts': "import { given } from '#libs/testing/given.js';\nexport const tested = given;",
  'libs/rules/uses-testing.ts': "import { given } from '#libs/testing/given.js';\nexport const used = given;",
  'libs/domain/claim/claim.ts': "import type { Denial } from '../denial-case/denial.js';\nexport type Claim = Denial;",
  'libs/domain/denial-case/denial.ts': 'export type Denial = string;',
  'libs/domain/policies/all.ts': "import type { Claim } from '../claim/claim.js';\nexport type All = Claim;",
  'libs/projections/decides.ts': "import type { Claim } from '#libs/domain/claim/claim.js';\nexport type Row = Claim;",
  'libs/projections/view.ts': "import { Kafka } from 'kafkajs';\nexport const kafka = Kafka;",
  'libs/testing/given.ts': 'export const given = 1;',
  'libs/messaging/a.ts': "import { b } from './b.js';\nexport const a: unknown = b;",
  'libs/messaging/b.ts': "import { a } from './a.js';\nexport const b: unknown = a;",
  'apps/relay/main.ts': "import '#apps/worker/main.js';",
  'apps/worker/main.ts': "import { price } from '#libs/rules/price.js';\nexport const worked = price;",
  'apps/all/main.ts': "import '#apps/worker/main.js';",
  'apps/worker/gone.ts': "import { nothing } from './nowhere.js';\nexport const found = nothing;",
};

let violations: string[];
let tree: string;

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'boundaries-'));
  for (const [path, text] of Object.entries(TREE)) {
    await mkdir(dirname(join(tree, path)), { recursive: true });
    await writeFile(join(tree, path), `${text}\n`);
  }
  for (const file of ['package.json', 'tsconfig.json']) await cp(join(ROOT, file), join(tree, file));
  await symlink(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  const cruise = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = [cruise, '--config', join(ROOT, '.dependency-cruiser.mjs'), '--output-type', 'json', 'apps', 'libs'];
  const { stdout } = await run(process.execPath, args, { cwd: tree, maxBuffer: 64 * 1024 * 1024, env: plain() });
  const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  violations = summary.violations.map(({ from, rule }) => `${from} ${rule.name}`);
}, 60_000);

afterAll(() => rm(tree, { recursive: true, force: true }));

// Jest's own options for Node are not for the program that we run.
function plain(): NodeJS.ProcessEnv {
  return { ...process.env, NODE_OPTIONS: '' };
}

describe('the import rules', () => {
  it.each([
    ['a pure library that imports the database', 'libs/kernel/reaches-out.ts keepers-of-pg'],
    ['a pure library that reads files', 'libs/kernel/reads-files.ts not-in-allowed'],
    ['a library that imports one above it', 'libs/kernel/looks-up.ts not-in-allowed'],
    ['production code that imports the test helpers', 'libs/rules/uses-testing.ts not-in-allowed'],
    ['an aggregate that imports another, be it a type alone', 'libs/domain/claim/claim.ts not-in-allowed'],
    ['a view that imports what decides', 'libs/projections/decides.ts not-in-allowed'],
    ['kafkajs outside of messaging', 'libs/projections/view.ts keepers-of-kafkajs'],
    ['a cycle', 'libs/messaging/a.ts no-cycle'],
    ['an app that imports another', 'apps/relay/main.ts not-in-allowed'],
    ['an import that leads nowhere', 'apps/worker/gone.ts not-resolved'],
  ])('refuse %s', (_, violation) => {
    expect(violations).toContain(violation);
  });

  it.each([
    'libs/rules/price.ts',
    'libs/rules/price.spec.ts',
    'libs/domain/policies/all.ts',
    'libs/testing/given.ts',
    'apps/worker/main.ts',
    'apps/all/main.ts',
  ])('have nothing against %s', (file) => {
    expect(violations.filter((violation) => violation.startsWith(`${file} `))).toEqual([]);
  });
});
