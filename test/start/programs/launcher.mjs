/** Stands where npm does: starts the session and waits for it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const session = spawn(process.execPath, [join(import.meta.dirname, 'session.mjs'), process.argv[2]], {
  stdio: 'inherit',
  env: { ...process.env, npm_lifecycle_event: 'trial' },
});
session.once('exit', (code) => process.exit(code ?? 1));
