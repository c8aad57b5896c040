import { findLauncher, watchLauncher } from '../supervisor/launcher.mjs';
import { AlreadyRunning, takeLock } from '../supervisor/lock.mjs';
import { stopLeftovers } from '../supervisor/records.mjs';
import { Supervisor } from '../supervisor/supervisor.mjs';

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** Says something to the person at the terminal. Results go to standard output, words to standard error. */
export function say(words) {
  process.stderr.write(`claimstream: ${words}\n`);
}

/**
 * Runs `work(supervisor)` as the only one of its name in this installation, and ends the process with the code that it returns (`{ code, lastLine }`
 * where something is to be printed when all is over). Before: what a killed run left behind is stopped. After, however it ends (also on Ctrl-C,
 * SIGTERM, or when npm is killed): everything started is stopped.
 */
export async function runSession({ name, command, place }, work) {
  const launcher = findLauncher();
  let release;
  try {
    release = await takeLock(place.run, name, { launcher });
  } catch (error) {
    if (!(error instanceof AlreadyRunning)) throw error;
    say(`${command} ${error.message}; stop that one first`);
    process.exit(1);
  }
  const supervisor = new Supervisor({ runFolder: place.run });
  let signalCode = null;
  const stop = (code, words) => {
    if (signalCode === null) say(words);
    signalCode ??= code;
    supervisor.stopAll();
  };
  for (const [signal, code] of Object.entries(SIGNALS)) process.on(signal, () => stop(code, 'stopping'));
  // A closed pipe must not keep us from stopping what we started.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const unwatch = watchLauncher(launcher, () => stop(SIGNALS.SIGTERM, 'npm was killed: stopping'));
  let result;
  try {
    const stopped = await stopLeftovers(place.run);
    if (stopped.length > 0) say(`stopped what a killed run had left behind: ${stopped.join(', ')}`);
    result = await work(supervisor);
  } catch (error) {
    if (signalCode === null) say(error.message);
    result = signalCode ?? 1;
  }
  await supervisor.stopAll();
  unwatch();
  release();
  const { code, lastLine } = typeof result === 'number' ? { code: result } : result;
  if (lastLine !== undefined && signalCode === null) process.stdout.write(`${lastLine}\n`);
  // Whatever still waits (a timer of a client that was used on the way) must not hold us; what was written goes out first.
  process.stdout.write('', () => process.exit(code));
}
