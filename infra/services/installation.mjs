import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ROOT } from '../root.mjs';
import { privateFolder, readJson, writePrivateJson } from '../supervisor/private-files.mjs';

/** What all installations of a checkout share: programs that were fetched once. */
export const LOCAL = join(ROOT, '.local');

/**
 * The folders of one installation: `.local` for `npm start`, `.local/test` for `npm test`, each with its own data, ports and passwords.
 * `throwAway` says that its data need not survive a power cut.
 */
export function installation(root, { throwAway = false } = {}) {
  privateFolder(LOCAL);
  privateFolder(root);
  return {
    root,
    throwAway,
    run: privateFolder(join(root, 'run')),
    logs: join(root, 'logs'),
    data: join(root, 'data'),
    exchange: join(root, 'exchange'),
    portsFile: join(root, 'ports.json'),
    environmentFile: join(root, 'run', 'environment.json'),
    secrets: secretsOf(join(root, 'secrets.json')),
  };
}

function secretsOf(file) {
  const there = readJson(file) ?? {};
  const password = () => randomBytes(24).toString('base64url');
  const secrets = {
    installation: there.installation ?? randomBytes(8).toString('hex'),
    postgresPassword: there.postgresPassword ?? password(),
    redisPassword: there.redisPassword ?? password(),
    masterKey: there.masterKey ?? randomBytes(32).toString('base64'),
  };
  if (Object.keys(secrets).some((name) => there[name] !== secrets[name]))
    writePrivateJson(file, { ...there, ...secrets });
  return secrets;
}
