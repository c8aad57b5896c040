/** Mutation testing of the rules, on demand: `npm run mutation`; docs/mutation-testing.md. */
export default {
  mutate: ['libs/rules/**/*.ts', '!libs/rules/**/*.spec.ts', '!libs/rules/testing/**'],
  // Messages, labels and sources are prose; ids and codes that decide something are typed unions, which the compiler guards.
  mutator: { excludedMutations: ['StringLiteral'] },
  plugins: [`${import.meta.dirname}/rules-test-runner.mjs`],
  testRunner: 'rules',
  coverageAnalysis: 'perTest',
  ignoreStatic: false,
  concurrency: 2,
  timeoutMS: 20_000,
  incremental: true,
  incrementalFile: '.local/mutation/incremental.json',
  tempDirName: '.local/stryker',
  // What servers and builds keep is not for a copy: passwords, data, links that cannot be copied.
  ignorePatterns: ['/.local', '/dist*'],
  reporters: ['progress-append-only', 'clear-text', 'json'],
  jsonReporter: { fileName: '.local/mutation/mutation.json' },
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
};
