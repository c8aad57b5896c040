import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CollectedTests, SEPARATOR } from './collected-tests.mjs';
import { ModuleRegistry } from './module-registry.mjs';

const FOLDERS = ['libs/rules', 'test/conformance/rules'];
const REFERENCE = 'libs/rules/reference/';
const BUILT_IN = `${REFERENCE}built-in.ts`;
/** Stryker's test states. */
const [PASSED, FAILED] = [0, 1];

// The properties are tried with each mutant: a hundredth of their days tells mutants apart as well.
process.env.RULES_DAYS = '30';
// Nobody reads the stacks of tens of thousands of failures, and taking them costs more than the tests.
Error.stackTraceLimit = 0;

/**
 * Runs the rules' Jest specs in one process. Stryker's own Jest runner starts every spec file anew for every mutant, which takes seconds;
 * here a mutant gets a new registry of modules that are compiled already, and the first test that fails ends its run.
 */
class RulesTestRunner {
  #context;

  constructor() {
    globalThis.__stryker__ ??= {};
    this.#context = globalThis.__stryker__;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  /** All tests without a mutant: which of them reaches which mutant. */
  async dryRun() {
    const tests = [];
    for (const test of loadTests()) {
      this.#context.currentTestId = test.id;
      tests.push(await outcomeOf(test));
      this.#context.currentTestId = undefined;
    }
    return { status: 'complete', tests, mutantCoverage: this.#context.mutantCoverage };
  }

  /** The tests that reach a mutant, until one fails. One that runs far longer than without it (`hitLimit`) loops. */
  async mutantRun({ activeMutant, testFilter, hitLimit, sandboxFileName }) {
    this.#context.activeMutant = undefined;
    withReference ??= referenceRead();
    Object.assign(this.#context, { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit ? 0 : undefined });
    const { tests, failed } = await untilFailure(testFilter && new Set(testFilter), sandboxFileName);
    if (this.#context.hitCount > hitLimit) return { status: 'timeout', reason: 'the mutant loops' };
    if (!failed) return { status: 'survived', nrOfTests: tests };
    return { status: 'killed', killedBy: [failed.id], failureMessage: failed.failureMessage, nrOfTests: tests };
  }
}

/** Runs the selected tests, or all, up to the first that fails. */
async function untilFailure(selected, mutated) {
  let tests = 0;
  try {
    for (const test of loadTests(selected, mutated)) {
      if (selected && !selected.has(test.id)) continue;
      tests += 1;
      const outcome = await outcomeOf(test);
      if (outcome.status === FAILED) return { tests, failed: outcome };
    }
    return { tests };
  } catch (error) {
    // A mutant with which a spec does not even load is caught, as by a test that fails.
    return { tests, failed: { id: 'specs load', failureMessage: String(error) } };
  }
}

/**
 * The tests of the specs, or of those that have one of the selected, from modules that nobody has touched; the reference tables alone are
 * taken as read, unless the mutant is in their reading. A spec is loaded when its turn comes, those beside the mutant's file first: most
 * mutants are caught by then.
 */
function* loadTests(selected, mutated) {
  const root = process.cwd();
  const collected = new CollectedTests();
  const registry = new ModuleRegistry(root, { '@jest/globals': collected.globals() });
  if (mutated && !mutated.includes(REFERENCE)) registry.share(join(root, BUILT_IN), withReference);
  // Read before the first test, the tables belong to all tests, and not to the one that happens to ask for them first.
  else registry.load(join(root, BUILT_IN)).builtInReference();
  const wanted = selected && new Set([...selected].map((id) => id.split(SEPARATOR)[0]));
  for (const path of nearestFirst(specFiles(root), mutated)) {
    if (wanted && !wanted.has(path)) continue;
    collected.describe(path, () => registry.load(join(root, path)));
    yield* collected.tests.splice(0);
  }
}

let withReference;
/** A registry with the reference tables read while no mutant was at work. */
function referenceRead() {
  const registry = new ModuleRegistry(process.cwd(), {});
  registry.load(join(process.cwd(), BUILT_IN)).builtInReference();
  return registry;
}

function nearestFirst(paths, mutated) {
  const isNear = (path) => mutated?.includes(dirname(path));
  return [...paths.filter(isNear), ...paths.filter((path) => !isNear(path))];
}

let files;
/** Paths of the specs below the root. */
function specFiles(root) {
  files ??= FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => name.endsWith('.spec.ts'))
      .sort()
      .map((name) => join(folder, name)),
  );
  return files;
}

async function outcomeOf({ id, body }) {
  const started = performance.now();
  const outcome = (more) => ({ id, name: id, timeSpentMs: performance.now() - started, ...more });
  try {
    await body();
    return outcome({ status: PASSED });
  } catch (error) {
    return outcome({ status: FAILED, failureMessage: String(error) });
  }
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'rules', injectableClass: RulesTestRunner }];
