/**
 * Runs one throw-away server of a test's own: `own-server.mjs kafka|postgres|redis FOLDER`. Says `{ pid, address }` on standard output once it answers, and
 * ends with it. It lives no longer than the test: when standard input is closed, which happens however the test ends, the server is stopped.
 */
import { installation } from '../../../infra/services/installation.mjs';
import { startKafka } from '../../../infra/services/kafka.mjs';
import { startPostgres } from '../../../infra/services/postgres.mjs';
import { removePostgresHome } from '../../../infra/services/postgres-home.mjs';
import { startRedis } from '../../../infra/services/redis.mjs';
import { choosePorts } from '../../../infra/supervisor/ports.mjs';
import { Supervisor } from '../../../infra/supervisor/supervisor.mjs';

const [kind, folder, remove] = process.argv.slice(2);
const place = installation(folder, { throwAway: true });
if (remove === 'remove') {
  removePostgresHome(place);
  process.exit(0);
}
const supervisor = new Supervisor({ runFolder: place.run });
const say = (words) => process.stderr.write(`${words}\n`);

process.stdin.on('end', () => supervisor.stopAll()).resume();
// Ctrl-C reaches the whole group; whoever started us decides when the server ends.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => supervisor.stopAll());

const ports = await choosePorts(place.portsFile, ['kafka', 'kafkaController', 'postgres', 'redis']);
const start = {
  kafka: () => startKafka({ supervisor, place, ports, say }),
  postgres: () => startPostgres({ supervisor, place, port: ports.postgres, say }),
  redis: () => startRedis({ supervisor, place, port: ports.redis, say }),
};
const { child, address } = await start[kind]();
process.stdout.write(`${JSON.stringify({ pid: child.record.pid, address })}\n`);
await child.ended;
await supervisor.stopAll();
process.exit(0);
