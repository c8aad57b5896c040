/** `npm test`: installs, builds, starts throw-away servers, runs every check and every test, and stops all of it. */
import '../start/node-version.mjs';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { installation, LOCAL } from '../services/installation.mjs';
import { removePostgresHome } from '../services/postgres-home.mjs';
import { startServices } from '../services/services.mjs';
import { prepare } from '../start/prepare.mjs';
import { runSession, say } from '../start/session.mjs';
import { CHECKS, runCheck } from './checks.mjs';
import { Count } from './count.mjs';
import { runJest } from './jest.mjs';

const place = installation(join(LOCAL, 'test'), { throwAway: true });

function removeData() {
  rmSync(place.data, { recursive: true, force: true });
  removePostgresHome(place);
}

await runSession({ name: 'test', command: 'npm test', place }, async (supervisor) => {
  const count = new Count();
  const attempt = async (work) => {
    try {
      count.add(await work());
    } catch (error) {
      if (supervisor.stopping) throw error;
      say(error.message);
      count.add({ failed: 1 });
    }
  };
  removeData();
  supervisor.onStop(removeData);
  let prepared = false;
  await attempt(async () => {
    await prepare({ supervisor, say });
    prepared = true;
    return {};
  });
  if (prepared) {
    // The servers start while the checks run; a server that does not start fails the tests and not the checks.
    const failed = (name) => say(`${name} is gone for good; the tests that need it will fail`);
    const services = startServices({ supervisor, place, say, failed });
    services.catch(() => {});
    for (const check of CHECKS) await attempt(() => runCheck(check, { supervisor, say }));
    await attempt(async () => runJest({ supervisor, place, addresses: await services, say }));
  }
  return { code: count.failed > 0 ? 1 : 0, lastLine: String(count) };
});
