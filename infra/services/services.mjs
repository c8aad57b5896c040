import { choosePorts } from '../supervisor/ports.mjs';
import { describeEnd } from '../supervisor/supervisor.mjs';
import { composeAnswers, startByCompose } from './compose.mjs';
import { startKafka } from './kafka.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';

const VARIABLES = { postgres: 'DATABASE_URL', redis: 'REDIS_URL', kafka: 'KAFKA_BROKERS' };
const NAMES = Object.keys(VARIABLES);

/**
 * The addresses of Postgres, Redis and Kafka as environment variables. Each that is given is used; the others come from Docker Compose where an
 * engine answers, else from processes of our own under `.local`.
 * `failed` is told when one of our own servers has ended more often than it may.
 */
export async function startServices({ supervisor, place, say, failed, environment = process.env }) {
  const given = NAMES.filter((name) => environment[VARIABLES[name]]);
  const wanted = NAMES.filter((name) => !given.includes(name));
  const addresses = Object.fromEntries(given.map((name) => [name, environment[VARIABLES[name]]]));
  if (wanted.length > 0)
    Object.assign(addresses, await startWanted({ supervisor, place, say, failed, wanted, environment }));
  return Object.fromEntries(NAMES.map((name) => [VARIABLES[name], addresses[name]]));
}

async function startWanted(options) {
  const { place, say, wanted } = options;
  const ports = await choosePorts(place.portsFile, ['postgres', 'redis', 'kafka', 'kafkaController']);
  if (composeAnswers(options.environment)) {
    try {
      say(`starting ${wanted.join(', ')} with Docker Compose`);
      return await startByCompose({ ...options, ports });
    } catch (error) {
      say(`Docker Compose could not start them (${error.message}); starting processes of our own instead`);
    }
  }
  return startLocally({ ...options, ports });
}

async function startLocally({ supervisor, place, say, failed, wanted, ports }) {
  const keepUp = ({ name, again, ...end }) => {
    say(
      `${name} ended by itself (${describeEnd(end)}); ${again ? 'starting it again' : `giving up; its words are in ${place.logs}`}`,
    );
    if (!again) failed(name);
  };
  const options = { supervisor, place, say, keepUp };
  const start = {
    postgres: () => startPostgres({ ...options, port: ports.postgres }),
    redis: () => startRedis({ ...options, port: ports.redis }),
    kafka: () => startKafka({ ...options, ports }),
  };
  // All are waited for, also where one fails: none may still be starting when the others are stopped.
  const results = await Promise.allSettled(wanted.map((name) => start[name]()));
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
  const addresses = {};
  for (const [index, name] of wanted.entries()) {
    const { words, address } = results[index].value;
    say(`${words} on 127.0.0.1:${ports[name]}`);
    addresses[name] = address;
  }
  return addresses;
}
