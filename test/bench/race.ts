/** One of several that do the same or comparable work. */
export interface Contestant<Result = unknown> {
  /** Makes a round ready; not timed. */
  prepare?(): unknown;
  run(): Result | Promise<Result>;
  /** Throws (`node:assert`) where the result is not the right one; not timed. */
  check(result: Result): unknown;
}

/** How long a run took: on the wall, and of processors' time, whichever of them did it. Processor time is blind to what else runs. */
export interface Taken {
  readonly seconds: number;
  readonly processorSeconds: number;
}

interface RaceOptions {
  /** Rounds that count; an odd number has a median of its own. */
  readonly rounds: number;
  /** Rounds before them that do not: code is compiled while it runs. */
  readonly warmUp?: number;
}

async function once<Result>({ prepare, run, check }: Contestant<Result>): Promise<Taken> {
  await prepare?.();
  const before = process.cpuUsage();
  const started = performance.now();
  const result = await run();
  const seconds = (performance.now() - started) / 1e3;
  const { user, system } = process.cpuUsage(before);
  await check(result);
  return { seconds, processorSeconds: (user + system) / 1e6 };
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[figures.length >> 1] as number;
}

/** Times contestants in turns, round by round, so that a slow minute of the machine hits all of them; gives the medians. */
export async function race<Name extends string>(
  { rounds, warmUp = 1 }: RaceOptions,
  // biome-ignore lint/suspicious/noExplicitAny: each contestant has a result of its own, which only it sees.
  contestants: Readonly<Record<Name, Contestant<any>>>,
): Promise<Record<Name, Taken>> {
  const names = Object.keys(contestants) as Name[];
  const taken = new Map<Name, Taken[]>(names.map((name) => [name, []]));
  for (let round = -warmUp; round < rounds; round += 1)
    for (const name of names) {
      const one = await once(contestants[name]);
      if (round >= 0) taken.get(name)?.push(one);
    }
  const medians = names.map((name) => {
    const all = taken.get(name) as Taken[];
    const seconds = median(all.map((one) => one.seconds));
    return [name, { seconds, processorSeconds: median(all.map((one) => one.processorSeconds)) }];
  });
  return Object.fromEntries(medians) as Record<Name, Taken>;
}
