/**
 * `npm run start:relay` and the like: builds, and runs one app alone, with the environment as given; what is missing there is taken from an
 * `npm start` that runs in this checkout.
 */
import './node-version.mjs';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root.mjs';
import { installation, LOCAL } from '../services/installation.mjs';
import { findLauncher, watchLauncher } from '../supervisor/launcher.mjs';
import { readJson } from '../supervisor/private-files.mjs';
import { Supervisor } from '../supervisor/supervisor.mjs';
import { appEnvironment } from './app-environment.mjs';
import { prepare } from './prepare.mjs';
import { say } from './session.mjs';

const [name, ...args] = process.argv.slice(2);
if (!name || !existsSync(join(ROOT, 'apps', name, 'main.ts'))) {
  say(name ? `there is no app ${name}` : 'which app? For example: npm run start:relay');
  process.exit(1);
}
const place = installation(LOCAL);
await prepare({ supervisor: new Supervisor({ runFolder: place.run }), say });
const env = appEnvironment({
  place,
  addresses: {},
  environment: { ...readJson(place.environmentFile), ...process.env },
});
const missing = ['DATABASE_URL', 'REDIS_URL', 'KAFKA_BROKERS'].filter((variable) => !env[variable]);
if (missing.length > 0) {
  say(`${missing.join(', ')} must be set, or npm start be running in this checkout`);
  process.exit(1);
}
const app = spawn(process.execPath, ['--enable-source-maps', join(ROOT, 'dist', 'apps', name, 'main.js'), ...args], {
  cwd: ROOT,
  env,
  stdio: 'inherit',
});
// A Ctrl-C of the terminal reaches the app itself; what comes to us alone is passed on.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => app.kill('SIGTERM'));
watchLauncher(findLauncher(), () => app.kill('SIGTERM'));
app.once('exit', (code) => process.exit(code ?? 1));
