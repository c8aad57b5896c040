import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import vm from 'node:vm';
import { transformSync } from '@swc/core';

const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];
const compiled = new Map();

/**
 * The project's TypeScript modules, each loaded once in a registry. A new registry knows no module's state (caches, tables read), yet costs
 * only their running: what was compiled is kept for all.
 */
export class ModuleRegistry {
  #root;
  #provided;
  #modules = new Map();
  #packages;

  /** `provided` stands in for packages, by name. */
  constructor(root, provided) {
    this.#root = root;
    this.#provided = provided;
    this.#packages = createRequire(join(root, 'package.json'));
  }

  /** Takes a module as another registry has run it. */
  share(path, other) {
    this.#modules.set(path, { exports: other.load(path) });
  }

  /** What a module exports; it is run if this registry has not run it yet. */
  load(path) {
    const known = this.#modules.get(path);
    if (known) return known.exports;
    const module = { exports: {} };
    this.#modules.set(path, module);
    const require = (specifier) => this.#resolve(specifier, dirname(path));
    compile(path).call(module.exports, module.exports, require, module, path, dirname(path));
    return module.exports;
  }

  #resolve(specifier, from) {
    if (specifier in this.#provided) return this.#provided[specifier];
    const path = specifier.startsWith('#')
      ? join(this.#root, specifier.slice(1))
      : specifier.startsWith('.') && join(from, specifier);
    return path?.endsWith?.('.js') ? this.load(path.replace(/\.js$/, '.ts')) : this.#packages(path || specifier);
  }
}

function compile(path) {
  const known = compiled.get(path);
  if (known) return known;
  const { code } = transformSync(readFileSync(path, 'utf8'), {
    filename: path,
    swcrc: false,
    jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022', keepClassNames: true },
    module: { type: 'commonjs' },
  });
  const run = vm.compileFunction(code, PARAMETERS, { filename: path });
  compiled.set(path, run);
  return run;
}
