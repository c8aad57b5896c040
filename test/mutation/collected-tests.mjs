import { createRequire } from 'node:module';

const { jestExpect: expect } = createRequire(createRequire(import.meta.url).resolve('@jest/globals'))('@jest/expect');

/** Between the parts of a test's name: spec, describes, it. */
export const SEPARATOR = ' › ';

/** Collects the tests of specs that are written for Jest: what `@jest/globals` gives them, as far as the rules' specs use it. */
export class CollectedTests {
  /** In the order in which they stand, each with a name of its own. */
  tests = [];
  #names = [];

  /** What stands in for `@jest/globals`. */
  globals() {
    const it = (name, body) => this.#add(name, body);
    it.each = (rows) => (name, body) => {
      rows.forEach((row, index) => {
        this.#add(`${name} [${index}]`, () => (Array.isArray(row) ? body(...row) : body(row)));
      });
    };
    return { describe: (name, body) => this.describe(name, body), it, expect };
  }

  /** What `body` collects stands under the name. */
  describe(name, body) {
    this.#names.push(name);
    body();
    this.#names.pop();
  }

  #add(name, body) {
    this.tests.push({ id: [...this.#names, name].join(SEPARATOR), body });
  }
}
