/**
 * Who may import whom. An import that no line here allows fails, and so does a cycle. Types count as imports.
 * `core`: Node's own modules; `npm`: packages.
 */
const PURE = { kernel: [], rules: ['kernel'], x12: ['kernel'], contracts: ['kernel'] };

const SHELL = {
  configuration: ['kernel'],
  observability: ['kernel', 'configuration'],
  // These see typed envelopes, never a claim; contracts gives them names of topics and schemas of envelopes.
  'event-store': ['kernel'],
  vault: ['kernel'],
  // Packets as PDF: told by the domain's own plain data.
  'appeal-documents': ['kernel', 'domain'],
  messaging: ['kernel', 'contracts', 'event-store', 'observability'],
  jobs: ['kernel', 'event-store', 'observability'],
  migrations: ['kernel', 'event-store', 'configuration', 'observability'],
  // Views fold event types; they never decide.
  projections: ['kernel', 'contracts', 'event-store', 'messaging', 'observability'],
  // The shell around the deciders; policies are driven by the same runner as views.
  commands: [
    ...['kernel', 'contracts', 'domain', 'rules', 'event-store', 'vault', 'projections', 'configuration'],
    ...['observability', 'appeal-documents'],
  ],
  // Files to and from payers.
  exchange: ['kernel', 'contracts', 'rules', 'x12', 'event-store', 'vault', 'observability'],
  // Made-up practices: feeding them as an EHR would, and working their cases as people would.
  demo: [
    ...[
      'kernel',
      'contracts',
      'domain',
      'rules',
      'event-store',
      'messaging',
      'projections',
      'commands',
      'exchange',
      'jobs',
      'observability',
    ],
  ],
};

/** Aggregates meet in `domain/policies` alone. */
const DOMAIN = ['kernel', 'rules', 'contracts'];

/** Packages that only these folders may know; everybody else goes through them. `infra` starts the servers, so it must reach each. */
const KEEPERS = {
  kafkajs: ['libs/messaging/', 'infra/services/'],
  bullmq: ['libs/jobs/'],
  ioredis: ['libs/jobs/', 'infra/services/'],
  pg: [
    ...['event-store', 'vault', 'projections', 'jobs', 'migrations', 'testing', 'commands', 'demo'].map(
      (lib) => `libs/${lib}/`,
    ),
    // The relay's leader holds its lock, its reads and its checkpoint on one connection.
    ...['apps/relay/', 'apps/all/', 'infra/services/'],
  ],
  '@cantoo/pdf-lib': ['libs/appeal-documents/'],
  sharp: ['libs/appeal-documents/'],
  fontkit: ['libs/appeal-documents/'],
  'file-type': ['libs/appeal-documents/'],
  typeorm: ['libs/migrations/', 'apps/api/'],
};

const CORE = ['core'];
const NPM = ['npm', 'npm-dev', 'npm-optional'];
const TEST = '(\\.spec\\.ts$|/testing/)';

const libs = (names) => `^libs/(${names.join('|')})/`;
const rule = (comment, from, to) => ({ comment, from, to });

function layer(folder, mayImport) {
  return rule(`libs/${folder}`, { path: `^libs/${folder}/` }, { path: libs([folder, ...mayImport]) });
}

const allowed = [
  ...Object.entries(PURE).map(([lib, others]) => layer(lib, others)),
  ...Object.entries(SHELL).map(([lib, others]) => layer(lib, others)),
  rule('an aggregate: itself', { path: '^libs/domain/([^/]+)/' }, { path: '^libs/domain/$1/' }),
  rule('an aggregate: the pure libraries', { path: '^libs/domain/' }, { path: libs(DOMAIN) }),
  rule('policies: every aggregate', { path: '^libs/domain/policies/' }, { path: '^libs/domain/' }),
  rule('testing: every library', { path: '^libs/testing/' }, { path: '^libs/' }),
  rule('specs: testing', { path: `^(libs|apps|infra)/.*${TEST}` }, { path: '^libs/testing/' }),

  rule('policies are run like views', { path: '^libs/commands/' }, { path: '^libs/projections/runner/' }),

  rule('an app: itself', { path: '^apps/([^/]+)/' }, { path: '^apps/$1/' }),
  rule('an app: every library', { path: '^apps/' }, { path: '^libs/', pathNot: '^libs/testing/' }),
  rule('the command line: builds what it needs', { path: '^apps/cli/bin/' }, { path: '^infra/build/' }),
  rule('apps/all: every app', { path: '^apps/all/' }, { path: '^apps/' }),

  rule('infra: itself and kernel', { path: '^infra/' }, { path: '^(infra|libs/kernel)/' }),
  rule('test: everything', { path: '^test/' }, { path: '^(apps|libs|infra|test)/' }),
  rule('own servers for tests', { path: '^libs/testing/' }, { path: '^infra/' }),

  rule('kernel: hashes', { path: '^libs/kernel/' }, { dependencyTypes: CORE, path: '^(node:)?crypto$' }),
  rule('x12: bytes', { path: '^libs/x12/' }, { dependencyTypes: CORE, path: '^(node:)?buffer$' }),
  rule(
    'tables: read beside their readers',
    { path: '^libs/((rules|domain/[^/]+)/reference/|rules/suggesting/built-in-)' },
    { dependencyTypes: CORE, path: '^(node:)?(fs|path)$' },
  ),
  rule('tables: CSV', { path: '^libs/rules/reference/' }, { dependencyTypes: NPM, path: 'node_modules/csv-parse/' }),
  rule('contracts: schemas', { path: '^libs/contracts/' }, { dependencyTypes: NPM, path: 'node_modules/zod/' }),
  rule('pure libraries: their tests', { path: `^libs/.*${TEST}` }, { dependencyTypes: [...CORE, ...NPM] }),
  rule(
    'the shell: packages and Node',
    { path: `^(apps|infra|test|${[...Object.keys(SHELL), 'testing'].map((lib) => `libs/${lib}`).join('|')})/` },
    { dependencyTypes: [...CORE, ...NPM] },
  ),
];

const forbidden = [
  {
    name: 'no-cycle',
    severity: 'error',
    comment: 'A cycle has no order to read it in.',
    from: {},
    to: { circular: true },
  },
  { name: 'not-resolved', severity: 'error', comment: 'It leads nowhere.', from: {}, to: { couldNotResolve: true } },
  {
    name: 'not-in-package-json',
    severity: 'error',
    comment: 'A package that is used is named in package.json.',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'development-only',
    severity: 'error',
    comment: 'What runs in production imports no package that is installed for development alone.',
    from: { path: '^(apps|libs|infra/services)/', pathNot: `${TEST}|^libs/testing/` },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
  },
  ...Object.entries(KEEPERS).map(([name, folders]) => ({
    name: `keepers-of-${name}`,
    severity: 'error',
    comment: `Only these may know ${name}: ${folders.join(', ')}.`,
    from: { path: '^(apps|libs|infra)/', pathNot: [TEST, ...folders.map((folder) => `^${folder}`)] },
    to: { path: `node_modules/(@types/)?${name}/` },
  })),
];

export default {
  allowed,
  allowedSeverity: 'error',
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.local|apps/console/public)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'tsc',
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.mjs', '.js', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
