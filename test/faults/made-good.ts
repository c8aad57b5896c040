import { setTimeout as pause } from 'node:timers/promises';
import { keepTrying } from '#libs/messaging/back-off.js';
import { views } from '#libs/projections/all.js';
import { isInfrastructureError } from '#libs/projections/runner/infrastructure-error.js';
import { verifyView } from '#libs/projections/runner/verify-view.js';
import { type Account, takeAccount } from './house/accounts.js';
import type { FaultHouse } from './house/fault-house.js';
import type { Load } from './house/load.js';

export interface Outcome extends Account {
  /** Rows of views that are not what a fresh fold of their streams gives. */
  readonly differing: readonly string[];
}

/** What is not there after so long is lost. */
const PATIENCE_MS = 90_000;
const LOOK_AGAIN_MS = 100;

/** Waits until nothing is missing and every view equals a fresh fold; gives what still is not so when patience ends, and at once what came twice. */
export async function untilMadeGood(house: FaultHouse, load: Load): Promise<Outcome> {
  const ended = house.endedByThemselves();
  if (ended.length > 0) throw new Error(ended.join('\n'));
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const outcome = { ...(await takeAccount(house, load)), differing: await differingRows(house) };
    const { lost, doubled, differing } = outcome;
    const isGood = lost.length + differing.length === 0;
    if (isGood || doubled.length > 0 || performance.now() > end) return outcome;
    await pause(LOOK_AGAIN_MS);
  }
}

/** `claimstream verify`, as a list. */
async function differingRows({ pool, store: source }: FaultHouse): Promise<readonly string[]> {
  const differing: string[] = [];
  for (const projection of views) {
    const { differences } = await keepTrying(() => verifyView({ pool, source, projection }), {
      signal: new AbortController().signal,
      retryable: isInfrastructureError,
      onFailure: () => {},
    });
    differing.push(...differences.map(({ kind, stream }) => `${projection.name}: ${kind} ${stream}`));
  }
  return differing;
}
