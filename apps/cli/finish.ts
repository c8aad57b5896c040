import { say } from './output/print.js';

/** Runs a command and sets the exit code: 2 where something is held or rejected, 1 where it could not be done. */
export async function finish(command: () => Promise<boolean>): Promise<void> {
  try {
    if (await command()) process.exitCode = 2;
  } catch (error) {
    say(error instanceof Error ? error.message : 'something went wrong that has no name');
    process.exitCode = 1;
  }
}
