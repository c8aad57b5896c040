/**
 * Compiles every TypeScript file of apps, libs, infra and test into dist/ with swc, and copies what is read at run time beside it
 * (SQL, reference data, JSON). Types are checked by `npm run typecheck`; a build is a second's work, so that every command can ask for one.
 */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const DIST = join(ROOT, 'dist');
const SOURCES = ['apps', 'libs', 'infra', 'test'];
const ASSETS = new Set(['.sql', '.csv', '.json', '.md', '.html', '.css', '.xml', '.sha256']);
const CLIENT = /^apps\/console\/public\//;

function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules' && entry.name !== 'target') yield* filesUnder(path);
    } else yield path;
  }
}

function inputs() {
  return SOURCES.flatMap((folder) => (existsSync(join(ROOT, folder)) ? [...filesUnder(join(ROOT, folder))] : []))
    .map((path) => ({ path, name: relative(ROOT, path), extension: extname(path) }))
    .filter(
      (file) =>
        (file.extension === '.ts' && !file.name.endsWith('.d.ts')) ||
        ASSETS.has(file.extension) ||
        CLIENT.test(file.name),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function fingerprint(files) {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, '.swcrc')));
  for (const file of files) {
    const stat = statSync(file.path);
    hash.update(`${file.name}:${stat.size}:${stat.mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Builds dist/ unless it is already the build of exactly these sources. Returns true where something was built. */
export async function build() {
  const files = inputs();
  const stamp = join(DIST, '.built-from');
  const current = fingerprint(files);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === current) return false;
  const { transformFile } = await import('@swc/core');
  const fresh = `${DIST}.${process.pid}.new`;
  rmSync(fresh, { recursive: true, force: true });
  await Promise.all(
    files.map(async (file) => {
      const target = join(fresh, file.extension === '.ts' ? file.name.replace(/\.ts$/, '.js') : file.name);
      mkdirSync(dirname(target), { recursive: true });
      if (file.extension !== '.ts') return cpSync(file.path, target);
      const { code, map } = await transformFile(file.path, { cwd: ROOT, sourceFileName: file.path });
      writeFileSync(target, `${code}\n//# sourceMappingURL=${target.split('/').at(-1)}.map\n`);
      if (map) writeFileSync(`${target}.map`, map);
    }),
  );
  writeFileSync(join(fresh, '.built-from'), current);
  const old = `${DIST}.${process.pid}.old`;
  if (existsSync(DIST)) renameSync(DIST, old);
  renameSync(fresh, DIST);
  rmSync(old, { recursive: true, force: true });
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = process.hrtime.bigint();
  const built = await build();
  process.stderr.write(
    built ? `built dist/ in ${(process.hrtime.bigint() - started) / 1_000_000n} ms\n` : 'dist/ is up to date\n',
  );
}
