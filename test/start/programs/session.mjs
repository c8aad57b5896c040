/** A session with two children, as `npm start` is one: says each child's number, and runs until it is stopped or `once` is given. */
import { runSession } from '../../../infra/start/session.mjs';

const [runFolder, once] = process.argv.slice(2);
const forever = 'setInterval(() => {}, 1000)';
await runSession({ name: 'trial', command: 'the trial', place: { run: runFolder } }, async (supervisor) => {
  const start = (name, order) => supervisor.start({ name, order, command: process.execPath, args: ['-e', forever] });
  const server = start('server', 1);
  const app = start('app', 9);
  process.stdout.write(`${JSON.stringify({ server: server.record.pid, app: app.record.pid })}\n`);
  if (once) return 0;
  await app.ended;
  return 0;
});
