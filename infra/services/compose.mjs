import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../root.mjs';

/** True where a Docker engine answers and the client has the compose plugin. */
export function composeAnswers(environment) {
  const options = { env: environment, stdio: 'ignore', timeout: 10_000 };
  return ['info', 'compose version'].every(
    (question) => spawnSync('docker', question.split(' '), options).status === 0,
  );
}

/**
 * Starts the wanted services as containers, waits until they are healthy, and returns their addresses. They are bound to the loopback interface
 * at the given ports; their data is in volumes of this installation.
 */
export async function startByCompose({ supervisor, place, ports, wanted, environment }) {
  const { postgresPassword, redisPassword } = place.secrets;
  const env = {
    ...environment,
    // Volumes belong to the passwords that they were made with.
    COMPOSE_PROJECT_NAME: `claimstream-${place.secrets.installation}`,
    POSTGRES_PASSWORD: postgresPassword,
    REDIS_PASSWORD: redisPassword,
    POSTGRES_PORT: String(ports.postgres),
    REDIS_PORT: String(ports.redis),
    KAFKA_PORT: String(ports.kafka),
    // Required by the services of the apps, which are not started here.
    CLAIMSTREAM_MASTER_KEY: place.secrets.masterKey,
  };
  const call = (args) => ({
    name: 'compose',
    command: 'docker',
    args: ['compose', '-f', join(ROOT, 'docker-compose.yml'), ...args],
    env,
    output: join(place.logs, 'compose.log'),
  });
  supervisor.onStop(() => runNow(call(place.throwAway ? ['down', '--volumes'] : ['stop'])));
  await supervisor.run(call(['up', '--detach', '--wait', ...wanted]));
  const addresses = {
    postgres: `postgres://claimstream:${postgresPassword}@127.0.0.1:${ports.postgres}/claimstream`,
    redis: `redis://:${redisPassword}@127.0.0.1:${ports.redis}`,
    kafka: `127.0.0.1:${ports.kafka}`,
  };
  return Object.fromEntries(wanted.map((name) => [name, addresses[name]]));
}

function runNow({ command, args, env }) {
  spawnSync(command, args, { env, stdio: 'ignore', timeout: 60_000 });
}
