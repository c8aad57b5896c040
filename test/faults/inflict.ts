import { setTimeout as pause } from 'node:timers/promises';
import { SeededRandom } from '#libs/demo/seeded-random.js';
import type { Planned } from './faults/all.js';
import type { Fault } from './faults/fault.js';
import type { FaultHouse } from './house/fault-house.js';
import type { Load } from './house/load.js';
import { type Outcome, untilMadeGood } from './made-good.js';

/** What one blow did; `madeGoodMs` from when the broken part was put back. */
export interface Inflicted extends Outcome {
  readonly fault: string;
  readonly madeGoodMs: number;
}

export interface Skipped {
  readonly fault: string;
  readonly why: string;
}

export interface InflictOptions {
  readonly seed: string;
  readonly say: (words: string) => void;
}

/** Until remittances come back for what was sent, the load is sessions alone. */
const DAYS_UNTIL_REMITTANCES = 11;

/**
 * Lives through a practice's days, and inflicts one fault on each: all that are planned, in an order and at moments that the seed decides. After each the house
 * must have made good what was broken, down to the last row, before the next day begins. Stops at the first fault after which it has not.
 */
export async function inflictAll(
  house: FaultHouse,
  load: Load,
  planned: readonly Planned[],
  { seed, say }: InflictOptions,
): Promise<{ readonly inflicted: readonly Inflicted[]; readonly skipped: readonly Skipped[] }> {
  const random = new SeededRandom(seed);
  const skipped = planned.flatMap(([fault]) => {
    const why = fault.unless?.(house) ?? null;
    return why === null ? [] : [{ fault: fault.name, why }];
  });
  const left = planned
    .filter(([fault]) => !skipped.some(({ fault: name }) => name === fault.name))
    .flatMap(([fault, times]) => Array.from({ length: times }, () => fault));
  for (let day = 0; day < DAYS_UNTIL_REMITTANCES; day += 1) await load.liveThrough(dayOf(load));
  const inflicted: Inflicted[] = [];
  let usualMs = 1_000;
  while (left.length > 0) {
    const [fault] = left.splice(random.whole(0, left.length - 1), 1) as [Fault];
    const { dayMs, ...one } = await inflict(fault, house, load, random, usualMs);
    // A fault makes its own day longer; where in an undisturbed one the next blow falls is what is drawn.
    usualMs = Math.min(usualMs * 2, Math.max(500, dayMs - one.madeGoodMs));
    inflicted.push(one);
    const { lost, doubled, differing } = one;
    say(`${fault.name}: made good ${(one.madeGoodMs / 1_000).toFixed(1)} s after (${left.length} to go)`);
    if (lost.length + doubled.length + differing.length > 0) break;
  }
  return { inflicted, skipped };
}

async function inflict(
  fault: Fault,
  house: FaultHouse,
  load: Load,
  random: SeededRandom,
  usualMs: number,
): Promise<Inflicted & { readonly dayMs: number }> {
  const today = dayOf(load);
  const blow = { house, random, messages: today.messages, practiceId: load.practice.practiceId };
  const began = performance.now();
  let backAt = began;
  const struck = (async () => {
    if (fault.when === 'in the day') await pause(random.next() * usualMs);
    await fault.inflict(blow);
    backAt = performance.now();
  })();
  // Both are waited for, so that neither goes on behind the other's failure.
  const ends = await Promise.allSettled([struck, load.liveThrough(today, struck)]);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  const outcome = await untilMadeGood(house, load);
  const end = performance.now();
  return { fault: fault.name, ...outcome, madeGoodMs: end - backAt, dayMs: end - began };
}

function dayOf(load: Load) {
  const day = load.nextDay();
  if (!day) throw new Error('the practice has fewer days than there are faults: give it more weeks');
  return day;
}
