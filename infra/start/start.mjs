/** `npm start [-- --empty] [-- --once]`: installs, builds, starts the servers, then every app in one process, and stops all of it at the end. */
import './node-version.mjs';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root.mjs';
import { installation, LOCAL } from '../services/installation.mjs';
import { startServices } from '../services/services.mjs';
import { choosePorts } from '../supervisor/ports.mjs';
import { privateFolder, writePrivateJson } from '../supervisor/private-files.mjs';
import { describeEnd } from '../supervisor/supervisor.mjs';
import { appEnvironment } from './app-environment.mjs';
import { prepare } from './prepare.mjs';
import { runSession, say } from './session.mjs';

const OPTIONS = new Set(['--empty', '--once']);
const options = process.argv.slice(2);
const unknown = options.find((option) => !OPTIONS.has(option));
if (unknown !== undefined) {
  say(
    `npm start does not know ${unknown}; it knows -- --empty (feed no sample) and -- --once (end after the worklist)`,
  );
  process.exit(1);
}

const place = installation(LOCAL);
await runSession({ name: 'start', command: 'npm start', place }, async (supervisor) => {
  await prepare({ supervisor, say });
  let gaveUp = false;
  const failed = () => {
    gaveUp = true;
    supervisor.stopAll();
  };
  const addresses = await startServices({ supervisor, place, say, failed });
  const env = appEnvironment({ place, addresses });
  if (!env.PORT) env.PORT = String((await choosePorts(place.portsFile, ['http'], { preferred: { http: 3000 } })).http);
  if (env.EXCHANGE_DIR === place.exchange) privateFolder(place.exchange);
  writePrivateJson(place.environmentFile, ownVariables(env));
  try {
    const app = supervisor.start({
      name: 'app',
      command: process.execPath,
      args: ['--enable-source-maps', join(ROOT, 'dist', 'apps', 'all', 'main.js'), ...options],
      cwd: ROOT,
      env,
      stopWithinMs: 30_000,
    });
    const end = await app.ended;
    const expected = supervisor.stopping || (options.includes('--once') && end.code === 0);
    if (!expected) say(`the apps ended by themselves with ${describeEnd(end)}`);
    return gaveUp ? 1 : (end.code ?? 1);
  } finally {
    rmSync(place.environmentFile, { force: true });
  }
});

// What an app that is started alone needs to find the same servers.
function ownVariables(env) {
  const names = [
    'DATABASE_URL',
    'REDIS_URL',
    'CLAIMSTREAM_NAMESPACE',
    'KAFKA_BROKERS',
    'CLAIMSTREAM_MODE',
    'CLAIMSTREAM_MASTER_KEY',
    'EXCHANGE_DIR',
  ];
  return Object.fromEntries(names.map((name) => [name, env[name]]));
}
