import type { Logger } from './logger.js';

/** Something that runs until it is closed. */
export interface Drainable {
  readonly logger: Logger;
  close(): Promise<void>;
}

/** Longer than any batch or job in hand takes; after that the process ends anyway: whatever was in hand is done again, all effects being idempotent. */
const DRAIN_LIMIT_MS = 20_000;

/** On the first SIGTERM or SIGINT: consumers commit, jobs finish, servers close, exit 0. A second signal changes nothing. */
export function drainOnSignals(running: Drainable): void {
  let draining = false;
  const drain = (signal: NodeJS.Signals) => {
    if (draining) return;
    draining = true;
    running.logger.info({ signal }, 'draining');
    setTimeout(() => {
      running.logger.error({ waitMs: DRAIN_LIMIT_MS }, 'gave up draining');
      process.exit(1);
    }, DRAIN_LIMIT_MS).unref();
    running.close().then(
      () => {
        running.logger.info({}, 'drained');
        process.exit(0);
      },
      (error: unknown) => {
        running.logger.error({ error }, 'draining failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', drain);
  process.on('SIGINT', drain);
}
