import { chownSync, existsSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { postgresAccount } from './account.mjs';
import { findPostgres } from './postgres-binaries.mjs';
import { postgresHome } from './postgres-home.mjs';
import { whenReady } from './ready.mjs';

const USER = 'claimstream';
const DATABASE = 'claimstream';

// A throw-away server's data need not outlive the machine's power; a kept one's does. What it has committed outlives the server itself all the same.
const CARELESS = ['fsync=off', 'full_page_writes=off'];

/** Starts a Postgres of our own on the loopback interface, with its data made on the first start. Returns its child and address. */
export async function startPostgres({ supervisor, place, port, keepUp }) {
  const account = postgresAccount();
  const home = postgresHome(place, account);
  const data = join(home, 'data');
  const log = join(place.logs, 'postgres.log');
  const version = join(data, 'PG_VERSION');
  const dataMajor = existsSync(version) ? Number(readFileSync(version, 'utf8').trim()) : null;
  const { bin, major } = findPostgres({ dataMajor, account, home });
  if (dataMajor === null)
    await createCluster({ supervisor, bin, home, data, account, log, password: place.secrets.postgresPassword });
  removeForeignPidFile(data);
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=300',
    'shared_buffers=256MB',
    'max_wal_size=2GB',
    'password_encryption=scram-sha-256',
    // The log tells what went wrong, not with which row: values may be a patient's.
    'log_error_verbosity=terse',
    'log_min_error_statement=panic',
    ...(place.throwAway ? CARELESS : []),
  ];
  const child = supervisor.start({
    name: 'postgres',
    order: 1,
    command: join(bin, 'postgres'),
    args: ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    cwd: home,
    env: serverEnvironment(),
    account,
    output: log,
    // Fast: roll back what is open, write a checkpoint, end. SIGTERM would wait for clients to leave.
    stopSignal: 'SIGINT',
    keepUp,
  });
  const url = (database) => `postgres://${USER}:${place.secrets.postgresPassword}@127.0.0.1:${port}/${database}`;
  await whenReady(child, () => ensureDatabase(url('postgres')));
  return { child, address: url(DATABASE), words: `Postgres ${major}` };
}

async function createCluster({ supervisor, bin, home, data, account, log, password }) {
  // Made under another name and renamed: a first start that was cut off must not leave half a cluster that looks whole.
  const draft = `${data}.new`;
  rmSync(draft, { recursive: true, force: true });
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  try {
    await supervisor.run({
      name: 'initdb',
      command: join(bin, 'initdb'),
      args: [
        '-D',
        draft,
        '-U',
        USER,
        '-A',
        'scram-sha-256',
        `--pwfile=${passwordFile}`,
        '-E',
        'UTF8',
        '--locale=C',
        '--no-instructions',
      ],
      cwd: home,
      env: serverEnvironment(),
      account,
      output: log,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, data);
}

async function ensureDatabase(url) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const there = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (there.rowCount === 0) await client.query(`create database ${DATABASE}`);
    return true;
  } finally {
    await client.end().catch(() => {});
  }
}

// After a power cut the number in postmaster.pid may belong to any program by now, and Postgres would not start beside it.
function removeForeignPidFile(data) {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file) || !existsSync('/proc/self')) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  try {
    if (readlinkSync(`/proc/${pid}/cwd`) === data) return;
  } catch (error) {
    if (error.code !== 'ENOENT') return;
  }
  rmSync(file, { force: true });
}

function serverEnvironment() {
  const { PATH, TZ } = process.env;
  return { PATH, LC_ALL: 'C', ...(TZ ? { TZ } : {}) };
}
