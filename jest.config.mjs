/** Jest runs the TypeScript sources as ES modules; `#libs/…js` and relative `.js` imports resolve to the `.ts` beside them. */
const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  moduleNameMapper: {
    '^#(libs|apps|infra|test)/(.*)\\.js$': '<rootDir>/$1/$2',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.local/'],
  watchPathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.local/'],
};

export default {
  rootDir: import.meta.dirname,
  // A machine with two processors runs servers and houses beside the tests: what hangs still fails, what is slow does not.
  testTimeout: 30_000,
  // Houses and servers wait more than they compute: more workers than processors.
  maxWorkers: 3,
  testSequencer: '<rootDir>/infra/test/longest-first.mjs',
  projects: [
    {
      ...shared,
      displayName: 'unit',
      rootDir: import.meta.dirname,
      testMatch: ['<rootDir>/{apps,libs,infra}/**/*.spec.ts'],
    },
    {
      ...shared,
      displayName: 'servers',
      rootDir: import.meta.dirname,
      testMatch: ['<rootDir>/test/**/*.spec.ts'],
    },
  ],
};
